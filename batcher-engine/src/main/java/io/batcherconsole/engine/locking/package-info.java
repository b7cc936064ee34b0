/**
 * Locking designs. The admission pipeline and the batch poster are written once; a strategy decides
 * only which lock is held across which stage, so that a comparison of two designs differs in
 * nothing else.
 *
 * <p>{@link io.batcherconsole.engine.locking.LockingStrategy}'s default steps are those of our own
 * design, ordered. A {@link io.batcherconsole.engine.locking.Hazard} of an older design is one
 * overridden step or one small class, which names the rule of the original that it mirrors. Those
 * rules were read, never run: on screen it says "as read in".
 */
@NullMarked
package io.batcherconsole.engine.locking;

import org.jspecify.annotations.NullMarked;
