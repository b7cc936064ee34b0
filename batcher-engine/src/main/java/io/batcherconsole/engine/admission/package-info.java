/**
 * How a submission gets into the queue, or is refused.
 *
 * <p>{@link io.batcherconsole.engine.admission.AdmissionPipeline} is one straight way down; every
 * way out of it is a {@link io.batcherconsole.engine.admission.Rejection}, which knows its wire
 * reply, its metric label and a sentence. Rules that need only the message run first and without
 * any lock; rules on shared state run once under the user's lock, before the costly verification,
 * and once more under the batch lock right before the push, because the queue may have changed
 * meanwhile.
 *
 * <p>Threads: each submission runs on its connection's virtual thread and may wait there. No reply
 * is sent while a lock is held.
 */
@NullMarked
package io.batcherconsole.engine.admission;

import org.jspecify.annotations.NullMarked;
