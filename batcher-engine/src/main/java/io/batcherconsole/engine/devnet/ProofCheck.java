package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.ProofVerifier;
import io.batcherconsole.engine.verify.Verdict;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How an operator verifies a proof. Called by all operators at a time. */
@FunctionalInterface
public interface ProofCheck {
  Verdict verify(VerificationData data) throws InterruptedException;

  /**
   * On the operator's own thread.
   *
   * @param acceptedUnverified proof systems of which proofs that cannot be verified here pass
   */
  static ProofCheck with(
      Collection<? extends ProofVerifier> verifiers, Set<ProvingSystem> acceptedUnverified) {
    Map<ProvingSystem, ProofVerifier> bySystem = new EnumMap<>(ProvingSystem.class);
    verifiers.forEach(verifier -> bySystem.put(verifier.system(), verifier));
    return data -> {
      ProofVerifier verifier = bySystem.get(data.system());
      Verdict verdict =
          verifier == null
              ? new Verdict.Unsupported("no verifier for " + data.system().wireName())
              : verifier.verify(data);
      boolean passes =
          verdict instanceof Verdict.Unsupported && acceptedUnverified.contains(data.system());
      return passes ? new Verdict.Valid() : verdict;
    };
  }
}
