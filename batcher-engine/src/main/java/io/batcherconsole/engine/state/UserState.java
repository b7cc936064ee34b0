package io.batcherconsole.engine.state;

import io.batcherconsole.engine.state.StateAudit.UserAudit;
import java.math.BigInteger;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one user has queued and in flight. Every field is guarded by the batch lock. */
final class UserState {
  /** What stands for "no limit": 2^256 - 1. */
  static final BigInteger NO_LIMIT = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private final NavigableMap<BigInteger, QueueEntry> queued = new TreeMap<>();
  private final NavigableMap<BigInteger, QueueEntry> inFlight = new TreeMap<>();

  private BigInteger nextNonce;
  private BigInteger committedFees = BigInteger.ZERO;

  /** All that posted batches took from the user since this state exists, wei. */
  private BigInteger charged = BigInteger.ZERO;

  UserState(BigInteger nextNonce) {
    this.nextNonce = nextNonce;
  }

  /** Whether nothing is queued or in flight: then the chain's nonce is the authority. */
  boolean idle() {
    return queued.isEmpty() && inFlight.isEmpty();
  }

  BigInteger nextNonce() {
    return nextNonce;
  }

  /** Sum of the max fees of everything queued or in flight, wei. */
  BigInteger committedFees() {
    return committedFees;
  }

  BigInteger charged() {
    return charged;
  }

  /** The most that the next proof may offer: the lowest fee so far, or 2^256 - 1. */
  BigInteger maxFeeLimit() {
    if (!queued.isEmpty()) {
      return queued.lastEntry().getValue().maxFee();
    }
    return inFlight.isEmpty() ? NO_LIMIT : inFlight.lastEntry().getValue().maxFee();
  }

  @Nullable QueueEntry queued(BigInteger nonce) {
    return queued.get(nonce);
  }

  /** The proof just before {@code nonce}, queued or in flight. */
  @Nullable QueueEntry before(BigInteger nonce) {
    var lower = queued.lowerEntry(nonce);
    if (lower == null) {
      lower = inFlight.lowerEntry(nonce);
    }
    return lower == null ? null : lower.getValue();
  }

  /** The books of a user who is not idle; adds the fees up only when asked to. */
  UserAudit audit(boolean withFees) {
    BigInteger first = lowest(queued, inFlight);
    QueueEntry latest = latest();
    return new UserAudit(
        latest,
        first,
        latest.nonce(),
        nextNonce,
        queued.size(),
        inFlight.size(),
        committedFees,
        withFees ? sum(queued.values()).add(sum(inFlight.values())) : null);
  }

  private static BigInteger lowest(
      NavigableMap<BigInteger, QueueEntry> some, NavigableMap<BigInteger, QueueEntry> others) {
    if (some.isEmpty()) {
      return others.firstKey();
    }
    return others.isEmpty() ? some.firstKey() : some.firstKey().min(others.firstKey());
  }

  private QueueEntry latest() {
    if (queued.isEmpty()) {
      return inFlight.lastEntry().getValue();
    }
    QueueEntry last = queued.lastEntry().getValue();
    return inFlight.isEmpty() || inFlight.lastKey().compareTo(last.nonce()) < 0
        ? last
        : inFlight.lastEntry().getValue();
  }

  private static BigInteger sum(Collection<QueueEntry> entries) {
    BigInteger sum = BigInteger.ZERO;
    for (QueueEntry entry : entries) {
      sum = sum.add(entry.maxFee());
    }
    return sum;
  }

  Iterable<QueueEntry> allQueued() {
    return queued.values();
  }

  void expect(BigInteger nonce) {
    nextNonce = nonce;
  }

  /** A proof entered the queue: a new one, a replacement or a restored one. */
  void added(QueueEntry entry) {
    queued.put(entry.nonce(), entry);
    committedFees = committedFees.add(entry.maxFee());
    nextNonce = nextNonce.max(entry.nonce().add(BigInteger.ONE));
  }

  /** A proof left the queue for good; when it was the last one, its nonce is expected again. */
  void removed(QueueEntry entry) {
    queued.remove(entry.nonce());
    committedFees = committedFees.subtract(entry.maxFee());
    lowerNonceAfter(entry);
  }

  /** A proof went from the queue into a batch. */
  void taken(QueueEntry entry) {
    queued.remove(entry.nonce());
    inFlight.put(entry.nonce(), entry);
  }

  /** A proof in flight was posted and paid for with {@code fee} wei. */
  void posted(QueueEntry entry, BigInteger fee) {
    inFlight.remove(entry.nonce());
    committedFees = committedFees.subtract(entry.maxFee());
    charged = charged.add(fee);
  }

  /** A proof in flight was not posted; it is neither queued nor in flight from here on. */
  void unposted(QueueEntry entry) {
    inFlight.remove(entry.nonce());
    committedFees = committedFees.subtract(entry.maxFee());
    lowerNonceAfter(entry);
  }

  private void lowerNonceAfter(QueueEntry entry) {
    if (nextNonce.equals(entry.nonce().add(BigInteger.ONE))) {
      nextNonce = entry.nonce();
    }
  }
}
