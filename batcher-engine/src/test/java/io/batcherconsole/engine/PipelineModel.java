package io.batcherconsole.engine;

import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the batcher's rules say, written down without regard to speed, threads or locks: lists that
 * are searched and sorted anew at every step (batcher.md §3.4, §4.2, §4.6 and §4.7; evictions and
 * restores as this engine does them).
 */
final class PipelineModel {
  /** A proof that was admitted. */
  record Proof(String user, long nonce, BigInteger fee, long arrival) {}

  /** What a client is told; {@code nonce} says of which proof when it is on chain. */
  record Reply(String user, SubmitProofResponse message) {}

  private static final Comparator<Proof> LEAVES_FIRST =
      Comparator.comparing(Proof::fee)
          .thenComparing(Comparator.comparingLong(Proof::nonce).reversed())
          .thenComparing(Comparator.comparingLong(Proof::arrival).reversed());

  private final int limit;
  private final int mostProofs;
  private final List<Proof> queued = new ArrayList<>();
  private final List<Proof> inFlight = new ArrayList<>();
  private final Map<String, Long> onChain = new HashMap<>();
  private final List<Reply> replies = new ArrayList<>();
  private long arrivals;

  long received;
  long posted;
  long refused;
  long replaced;
  long evicted;
  long flushed;

  /** Since the batch in flight was taken. */
  private boolean flushedMeanwhile;

  /**
   * @param limit most proofs in the queue
   * @param mostProofs most in a batch
   */
  PipelineModel(int limit, int mostProofs) {
    this.limit = limit;
    this.mostProofs = mostProofs;
  }

  List<Proof> queued() {
    queued.sort(LEAVES_FIRST);
    return List.copyOf(queued);
  }

  List<Proof> queuedOf(String user) {
    return of(user, queued);
  }

  List<Proof> inFlight() {
    return List.copyOf(inFlight);
  }

  private static List<Proof> of(String user, List<Proof> proofs) {
    return proofs.stream()
        .filter(proof -> proof.user().equals(user))
        .sorted(Comparator.comparingLong(Proof::nonce))
        .toList();
  }

  long onChain(String user) {
    return onChain.getOrDefault(user, 0L);
  }

  long nextNonce(String user) {
    return onChain(user) + of(user, inFlight).size() + of(user, queued).size();
  }

  /** Sum of the max fees of what is queued and in flight, wei. */
  BigInteger committed(String user) {
    BigInteger sum = BigInteger.ZERO;
    for (Proof proof : allOf(user)) {
      sum = sum.add(proof.fee());
    }
    return sum;
  }

  private List<Proof> allOf(String user) {
    List<Proof> all = new ArrayList<>(of(user, inFlight));
    all.addAll(of(user, queued));
    return all;
  }

  /** The lowest fee so far, empty when there is none. */
  Optional<BigInteger> lowestFee(String user) {
    return allOf(user).stream().map(Proof::fee).min(Comparator.naturalOrder());
  }

  /** What clients were told since the last call. */
  List<Reply> takeReplies() {
    List<Reply> taken = List.copyOf(replies);
    replies.clear();
    return taken;
  }

  /** A valid proof with locked funds arrives. */
  void submit(String user, long nonce, BigInteger fee) {
    received++;
    Proof proof = new Proof(user, nonce, fee, arrivals++);
    Optional<Proof> old = queued.stream().filter(q -> same(q, proof)).findFirst();
    if (old.isPresent()) {
      replace(old.get(), proof);
    } else if (nonce != nextNonce(user)) {
      refuse(user, new ServerMessage.InvalidNonce());
    } else if (lowestFee(user).filter(lowest -> fee.compareTo(lowest) > 0).isPresent()) {
      refuse(user, new ServerMessage.InvalidMaxFee());
    } else if (queued.size() < limit) {
      queued.add(proof);
    } else if (queued().getFirst().fee().compareTo(fee) < 0) {
      evict(queued().getFirst());
      queued.add(proof);
    } else {
      refuse(user, new ServerMessage.UnderpricedProof());
    }
  }

  private static boolean same(Proof one, Proof other) {
    return one.user().equals(other.user()) && one.nonce() == other.nonce();
  }

  private void replace(Proof old, Proof proof) {
    BigInteger bump = old.fee().multiply(BigInteger.TEN).divide(BigInteger.valueOf(100));
    boolean cheaperBefore =
        allOf(proof.user()).stream()
            .anyMatch(p -> p.nonce() < proof.nonce() && p.fee().compareTo(proof.fee()) < 0);
    if (proof.fee().compareTo(old.fee().add(bump)) < 0) {
      refuse(proof.user(), new ServerMessage.UnderpricedProof());
    } else if (cheaperBefore) {
      refuse(proof.user(), new ServerMessage.InvalidReplacementMessage());
    } else {
      queued.remove(old);
      queued.add(proof);
      replaced++;
      replies.add(new Reply(old.user(), new ServerMessage.ProofReplaced()));
    }
  }

  /** A proof is refused for a reason that the model need not know. */
  void refuse(String user, SubmitProofResponse why) {
    refused++;
    replies.add(new Reply(user, why));
  }

  private void evict(Proof victim) {
    queued.remove(victim);
    evicted++;
    replies.add(new Reply(victim.user(), new ServerMessage.UnderpricedProof()));
  }

  /** The batch at that gas price, wei: the cheapest leave until the rest can pay. */
  List<Proof> batchAt(long gasPrice) {
    List<Proof> batch = new ArrayList<>(queued());
    while (!batch.isEmpty()
        && (batch.size() > mostProofs
            || share(batch.size(), gasPrice).compareTo(batch.getFirst().fee()) > 0)) {
      batch.removeFirst();
    }
    return batch;
  }

  private static BigInteger share(int proofs, long gasPrice) {
    return BigInteger.valueOf((537_500 + 2_000L * proofs) / proofs * (gasPrice * 110 / 100));
  }

  void take(List<Proof> batch) {
    flushedMeanwhile = false;
    queued.removeAll(batch);
    inFlight.addAll(batch);
  }

  /** The batch in flight is on chain; each client is answered, lowest nonce first. */
  List<Proof> settle() {
    List<Proof> batch = List.copyOf(inFlight);
    inFlight.clear();
    posted += batch.size();
    batch.forEach(proof -> onChain.merge(proof.user(), 1L, Long::sum));
    return batch;
  }

  /**
   * The batch in flight goes back; who finds no room is answered. After a flush it is flushed, too,
   * and with it what its users have queued.
   */
  void restore() {
    if (flushedMeanwhile) {
      List<Proof> batch = List.copyOf(inFlight);
      inFlight.clear();
      queued.addAll(batch);
      batch.stream()
          .map(Proof::user)
          .distinct()
          .flatMap(user -> of(user, queued).stream())
          .forEach(proof -> flushed(proof, new ServerMessage.BatchReset()));
      return;
    }
    queued.addAll(inFlight);
    inFlight.clear();
    while (queued.size() > limit) {
      evict(queued().getFirst());
    }
  }

  void flush() {
    flushedMeanwhile = true;
    for (Proof proof : queued()) {
      flushed(proof, new ServerMessage.BatchReset());
    }
  }

  /** What the user has queued leaves. */
  void unlock(String user) {
    for (Proof proof : of(user, queued)) {
      flushed(proof, new ServerMessage.UserFundsUnlocked());
    }
  }

  private void flushed(Proof proof, SubmitProofResponse why) {
    queued.remove(proof);
    flushed++;
    replies.add(new Reply(proof.user(), why));
  }
}
