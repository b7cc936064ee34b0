package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;

/**
 * Verifies proofs of one proving system. Immutable or internally synchronised: one instance serves
 * all threads.
 */
public interface ProofVerifier {
  ProvingSystem system();

  /**
   * Verifies in bounded time and memory. A malformed proof, key or input is a {@link
   * Verdict.Rejected} with a reason; nothing else than a bug throws.
   */
  Verdict verify(VerificationData data);

  /**
   * Does typical work of some milliseconds once. A pool repeats it in the background when it
   * starts, so that the code is compiled before the first user comes.
   */
  default void warmUp() {}
}
