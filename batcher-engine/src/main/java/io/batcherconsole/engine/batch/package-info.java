/**
 * From queue to chain.
 *
 * <p>{@link io.batcherconsole.engine.batch.BatchPoster} works in three phases, as the original does
 * since PR 2017: it takes a batch out of the queue under the batch lock, posts it with no lock
 * held, and settles or restores it under the batch lock again. One virtual thread does all three,
 * so that there is at most one batch on its way and no flag to say so; blocks that arrive meanwhile
 * are conflated into the latest.
 *
 * <p>A batch is lost to nobody: before anything is restored the chain is asked whether the batch is
 * there after all, and as long as the chain does not answer the batch stays in flight.
 *
 * <p>A batch that was posted can be lost by the chain: until it is verified it is looked for with
 * each block, and sent again when it is gone ({@link io.batcherconsole.engine.batch.LostBatches}).
 * A batch that is on chain already, because the same proofs were posted before, is answered with
 * the one that is there; the contract would refuse it for ever.
 *
 * <p>{@link io.batcherconsole.engine.batch.UnlockPoller} takes the proofs of users who unlock their
 * funds out of the queue.
 */
@NullMarked
package io.batcherconsole.engine.batch;

import org.jspecify.annotations.NullMarked;
