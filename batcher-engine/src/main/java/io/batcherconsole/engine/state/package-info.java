/**
 * Who has what in the queue.
 *
 * <p>Two kinds of lock guard it. A <b>user lock</b> ({@link
 * io.batcherconsole.engine.state.UserLocks}) serialises the admission of one user's proofs and
 * guards no data at all. The <b>batch lock</b> guards everything that is shared: the queue, what is
 * in flight, and each user's nonce, fees and count, which are derived from those ({@link
 * io.batcherconsole.engine.state.BatchState}). The order is user before batch; nothing else nests.
 *
 * <p>The state can only be reached through {@link io.batcherconsole.engine.state.BatchState#enter},
 * which takes the batch lock and gives it back when the returned {@code Access} is closed, so that
 * there is no way to forget it. Inside are only operations on memory, each O(log n); chain calls,
 * verification and replies happen outside.
 *
 * <p>Invariants, at every moment the batch lock is free:
 *
 * <ul>
 *   <li>a user's proofs, in flight and then queued, have consecutive nonces, and the next expected
 *       nonce follows the last one;
 *   <li>their max fees never rise with the nonce, so that the cheapest is always the last and
 *       taking it out leaves no hole;
 *   <li>a user's committed fees are the sum of the max fees of those proofs;
 *   <li>the queue holds at most its limit.
 * </ul>
 */
@NullMarked
package io.batcherconsole.engine.state;

import org.jspecify.annotations.NullMarked;
