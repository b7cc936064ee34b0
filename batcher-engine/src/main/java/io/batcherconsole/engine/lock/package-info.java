/**
 * Locks that can be seen: who holds one, who waits for it, who was in whose way.
 *
 * <p>{@link io.batcherconsole.engine.lock.ObservedLock} is a FIFO lock with direct hand-off, so
 * "who is next" is a fact. Its owner is an {@link io.batcherconsole.engine.event.Actor}, a piece of
 * work and never a thread. Every wait is bounded. Causality is recorded where it arises, in the
 * lock's own short critical section, and never inferred from times.
 *
 * <p>{@link io.batcherconsole.engine.lock.LockOrderMonitor} sees an order that is broken from the
 * first nesting that breaks it, before anybody hangs; {@link
 * io.batcherconsole.engine.lock.WaitForGraph} sees who does hang now, and on whom.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>All mutable state of a lock is guarded by its private monitor, in which nothing happens but
 *       field stores and one CAS. No two such monitors are ever held together, nor one with a
 *       stripe of the order's monitor, in which nothing happens but field stores either.
 *   <li>A lock without a holder has nobody waiting: the releaser hands it to the first waiter that
 *       still waits.
 *   <li>One CAS on a waiter's fate decides between grant, time-out, interrupt and cancel. A waiter
 *       that loses it owns the lock.
 *   <li>A hold's release time is read before the hand-off and the next hold begins at that time or
 *       later, so the recorded holds of one lock never overlap.
 *   <li>Records are published after the release, outside the monitor.
 * </ul>
 */
@NullMarked
package io.batcherconsole.engine.lock;

import org.jspecify.annotations.NullMarked;
