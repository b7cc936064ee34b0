package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Transactions that wait for a block: one per sender and nonce, a sender's in nonce order, senders
 * by what they offer.
 */
final class TransactionPool {
  /** A replacement must offer this much more, per cent: what geth asks for. */
  private static final int REPLACEMENT_BUMP = 10;

  private static final int MOST_PENDING = 10_000;

  /**
   * A transaction that waits.
   *
   * @param arrival counts up
   * @param gasLimit as given or estimated
   */
  record Pending(Address from, Transaction transaction, Hash hash, long gasLimit, long arrival) {
    BigInteger nonce() {
      return transaction.nonce();
    }

    BigInteger gasPrice() {
      return transaction.gasPrice();
    }

    /** The most that it can take from its sender, wei. */
    BigInteger mostCost() {
      return gasPrice().multiply(BigInteger.valueOf(gasLimit)).add(transaction.value());
    }
  }

  private static final Comparator<Pending> BEST_FIRST =
      Comparator.comparing(Pending::gasPrice).reversed().thenComparingLong(Pending::arrival);

  private final Map<Address, TreeMap<BigInteger, Pending>> bySender = new HashMap<>();
  private final Set<Hash> hashes = new HashSet<>();

  /** Takes a transaction, in place of one with the same nonce when it offers enough more. */
  void add(Pending pending) throws ChainException.Refused {
    TreeMap<BigInteger, Pending> own =
        bySender.computeIfAbsent(pending.from(), sender -> new TreeMap<>());
    Pending rival = own.get(pending.nonce());
    if (rival == null) {
      if (hashes.size() >= MOST_PENDING) {
        throw new ChainException.Refused(
            "the pool is full with " + hashes.size() + " transactions");
      }
    } else {
      BigInteger least = percent(rival.gasPrice(), 100 + REPLACEMENT_BUMP);
      if (pending.gasPrice().compareTo(least) < 0) {
        throw new ChainException.Refused(
            "replacement transaction underpriced: nonce %s of %s is taken at %s wei per gas, and %s is less than %d %% more"
                .formatted(
                    pending.nonce(),
                    pending.from(),
                    rival.gasPrice(),
                    pending.gasPrice(),
                    REPLACEMENT_BUMP));
      }
      hashes.remove(rival.hash());
    }
    own.put(pending.nonce(), pending);
    hashes.add(pending.hash());
  }

  boolean contains(Hash hash) {
    return hashes.contains(hash);
  }

  /**
   * The transaction to be executed next: the best offer among the senders' next ones.
   *
   * @param leastPrice wei per gas that a transaction must offer
   * @param room gas that is left in the block
   */
  Optional<Pending> best(World world, BigInteger leastPrice, long room) {
    return bySender.entrySet().stream()
        .map(own -> own.getValue().get(world.nonce(own.getKey())))
        .filter(next -> next != null && next.gasPrice().compareTo(leastPrice) >= 0)
        .filter(next -> next.gasLimit() <= room)
        .min(BEST_FIRST);
  }

  void remove(Pending pending) {
    TreeMap<BigInteger, Pending> own = bySender.get(pending.from());
    if (own != null && own.remove(pending.nonce(), pending)) {
      hashes.remove(pending.hash());
      if (own.isEmpty()) {
        bySender.remove(pending.from());
      }
    }
  }

  int size() {
    return hashes.size();
  }

  void clear() {
    bySender.clear();
    hashes.clear();
  }

  private static BigInteger percent(BigInteger value, int percent) {
    return value.multiply(BigInteger.valueOf(percent)).divide(BigInteger.valueOf(100));
  }
}
