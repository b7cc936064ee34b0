package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ProvingSystem;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/**
 * What admission is configured with.
 *
 * @param chainId the chain that submissions must be signed for
 * @param paymentService the contract that they must name
 * @param maxProofBytes most bytes of proof, key, input and program together (batcher.md §3.6)
 * @param verify whether proofs are verified before they are queued, and disabled verifiers refused
 * @param disabled proof systems that are refused whatever the contract's bitmap says
 * @param acceptedUnverified proof systems of which proofs that cannot be verified here are queued
 *     unverified
 * @param nonPaying whose proofs are paid by another wallet
 */
public record AdmissionRules(
    BigInteger chainId,
    Address paymentService,
    long maxProofBytes,
    boolean verify,
    Set<ProvingSystem> disabled,
    Set<ProvingSystem> acceptedUnverified,
    Optional<NonPaying> nonPaying) {

  public AdmissionRules {
    disabled = Set.copyOf(disabled);
    acceptedUnverified = Set.copyOf(acceptedUnverified);
  }

  /** Proofs signed by {@code address} count as {@code payer}'s (batcher.md §4.2 row 5). */
  public record NonPaying(Address address, Address payer) {}

  /** Who pays for what {@code signer} submits. */
  Address payerFor(Address signer) {
    return isNonPaying(signer) ? nonPaying.orElseThrow().payer() : signer;
  }

  boolean isNonPaying(Address signer) {
    return nonPaying.isPresent() && nonPaying.get().address().equals(signer);
  }
}
