package io.batcherconsole.engine.config;

import io.batcherconsole.engine.admission.AdmissionRules.NonPaying;
import io.batcherconsole.engine.batch.FeeRules;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.storage.StoreChoice;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator configured, checked and with the files that it names read. Its text shows no
 * key.
 *
 * @param nodes where the chain is asked
 * @param contracts the batcher's two contracts
 * @param batcher whose tasks the payment service takes
 * @param nonPaying whose proofs another wallet pays for
 * @param limits of queue, proofs and batches
 * @param fees what batches cost
 * @param minBumpPercent by how many per cent a replacement must raise the fee
 * @param preVerification whether proofs are verified before they are queued
 * @param disabledVerifiers proof systems that are not taken
 * @param acceptUnverified proof systems of which proofs that cannot be verified here are taken
 *     unverified
 * @param blockInterval least number of blocks between two batches
 * @param receiptTimeout how long a transaction's receipt is waited for
 * @param unlockPolling how often users are looked for who unlocked their funds
 * @param metricsPort where Prometheus asks
 * @param storage where batch files go
 * @param notes what the operator should know, a sentence each
 */
public record BatcherConfig(
    Nodes nodes,
    Deployment contracts,
    Wallet batcher,
    Optional<NonPaying> nonPaying,
    Limits limits,
    FeeRules fees,
    int minBumpPercent,
    boolean preVerification,
    Set<ProvingSystem> disabledVerifiers,
    Set<ProvingSystem> acceptUnverified,
    long blockInterval,
    Duration receiptTimeout,
    Duration unlockPolling,
    int metricsPort,
    StoreChoice storage,
    List<String> notes) {
  public BatcherConfig {
    disabledVerifiers = Set.copyOf(disabledVerifiers);
    acceptUnverified = Set.copyOf(acceptUnverified);
    notes = List.copyOf(notes);
  }

  /**
   * The nodes of one chain.
   *
   * @param main asked first
   * @param fallback asked when the main one does not answer
   */
  public record Nodes(URI main, Optional<URI> fallback) {}

  /**
   * What is taken at most.
   *
   * @param queue proofs in the queue
   * @param proofBytes bytes of one proof with its key, input and program
   * @param batchBytes bytes of a batch file
   * @param batchProofs proofs in a batch
   */
  public record Limits(int queue, long proofBytes, long batchBytes, int batchProofs) {}
}
