package io.batcherconsole.engine.state;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A user as the batcher knows them at one moment.
 *
 * @param nextNonce the nonce expected next; null when nothing of the user is queued or in flight,
 *     so that the chain must be asked
 * @param charged all that posted batches took since the batcher knows the user, wei; two readings
 *     tell how much a balance read in between has shrunk
 */
public record Standing(@Nullable BigInteger nextNonce, BigInteger charged) {}
