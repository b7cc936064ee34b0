package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.VerificationData;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** A verifier for which several proofs with the same key are less work than one after the other. */
public interface BatchVerifier extends ProofVerifier {
  /**
   * Verifies proofs of this system that bring the same verification key. Each gets the verdict that
   * {@link #verify} gives it, but for a chance of 2^-128 that invalid ones go unnoticed.
   *
   * @param random unpredictable to whoever sends proofs: one who could guess the weights that are
   *     drawn could send invalid proofs that cancel each other out. Hence never the engine's seeded
   *     source
   * @param answer gets each proof's verdict and its place in {@code proofs} once, on this thread,
   *     as soon as it is known
   */
  void verifyTogether(
      List<VerificationData> proofs, SecureRandom random, ObjIntConsumer<Verdict> answer);
}
