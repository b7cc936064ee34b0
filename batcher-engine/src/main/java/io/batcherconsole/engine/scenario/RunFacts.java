package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.event.EngineEvent.StageEntered;
import io.batcherconsole.engine.event.EngineEvent.VerificationDone;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a run when it is over: what the clients saw and what the engine told.
 *
 * @param proofs one per proof sent, by user and nonce
 * @param userLocks every use of a user lock by one of the scenario's users, in order of release
 * @param batchLocks every use of the batch lock by one of their proofs, in order of release
 * @param notableLocks uses of any lock by anybody that waited or took long, in order of release
 * @param stages every stage of the scenario's proofs, in order
 * @param verifications of the scenario's proofs
 * @param batches that hold one of the scenario's proofs, oldest first
 * @param notDrawn how many event records were dropped meanwhile
 */
record RunFacts(
    List<SentProof> proofs,
    List<LockUsed> userLocks,
    List<LockUsed> batchLocks,
    List<LockUsed> notableLocks,
    List<StageEntered> stages,
    List<VerificationDone> verifications,
    List<BatchView> batches,
    long notDrawn) {
  RunFacts {
    proofs = List.copyOf(proofs);
    userLocks = List.copyOf(userLocks);
    batchLocks = List.copyOf(batchLocks);
    notableLocks = List.copyOf(notableLocks);
    stages = List.copyOf(stages);
    verifications = List.copyOf(verifications);
    batches = List.copyOf(batches);
  }

  /**
   * A proof as its client sees it.
   *
   * @param connection 1-based number of the user's connection that it was sent on
   * @param reply null when none came
   * @param inclusionHolds whether the inclusion proof leads from the leaf to the root
   * @param confirmed whether the contract finds it in a verified batch
   */
  record SentProof(
      String user,
      BigInteger nonce,
      int connection,
      @Nullable SubmitProofResponse reply,
      boolean inclusionHolds,
      boolean confirmed) {

    /** What is said of a proof whose client heard nothing. */
    static final String NO_REPLY = "no reply";

    /** What its client was told instead of "on chain": the reply's name, or that none came. */
    Optional<String> refusal() {
      return switch (reply) {
        case null -> Optional.of(NO_REPLY);
        case BatchInclusionData _ -> Optional.empty();
        case ServerMessage.InvalidProof(var reason) ->
            Optional.of(reason.getClass().getSimpleName());
        default -> Optional.of(reply.getClass().getSimpleName());
      };
    }

    /** Whether its batch is on chain, as far as its client was told. */
    boolean posted() {
      return reply instanceof BatchInclusionData;
    }

    /** "A·12". */
    String label() {
      return user + "·" + nonce;
    }
  }
}
