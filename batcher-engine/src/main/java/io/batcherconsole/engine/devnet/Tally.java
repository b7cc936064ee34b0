package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ServiceManager.NewBatch;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The votes on one batch. Used by one thread. */
final class Tally {
  /** The quorum in per cent of all stake (batcher.md §5.2). */
  private static final BigInteger QUORUM = BigInteger.valueOf(67);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** Most different reasons that a sentence tells. */
  private static final int MOST_REASONS = 3;

  private final NewBatch batch;
  private final long deadline;

  /** By signer's address ascending, as the contract wants them. */
  private final TreeMap<Address, Bytes> signatures = new TreeMap<>();

  private final TreeMap<Address, String> refusals = new TreeMap<>();

  /** Whether nothing is to be done for the batch any more. */
  private boolean settled;

  /**
   * @param deadline of the quorum, in the runtime's ns
   */
  Tally(NewBatch batch, long deadline) {
    this.batch = batch;
    this.deadline = deadline;
  }

  NewBatch batch() {
    return batch;
  }

  long deadline() {
    return deadline;
  }

  boolean settled() {
    return settled;
  }

  void settle() {
    settled = true;
  }

  /**
   * Counts a vote; an operator's later vote replaces its earlier one. Returns whether it is news.
   */
  boolean add(Vote vote) {
    return switch (vote) {
      case Vote.Signed signed -> {
        refusals.remove(signed.operator());
        yield signatures.put(signed.operator(), signed.signature()) == null;
      }
      case Vote.Refused refused -> {
        signatures.remove(refused.operator());
        yield !refused.reason().equals(refusals.put(refused.operator(), refused.reason()));
      }
    };
  }

  int signed() {
    return signatures.size();
  }

  int votes() {
    return signatures.size() + refusals.size();
  }

  List<Bytes> signatures() {
    return List.copyOf(signatures.values());
  }

  /**
   * Whether enough stake signed.
   *
   * @param stakes of the operators, wei
   * @param total of all stakes, wei
   */
  boolean hasQuorum(Map<Address, BigInteger> stakes, BigInteger total) {
    BigInteger signed = stake(stakes, signatures);
    return signed.signum() > 0 && reaches(signed, total);
  }

  /** Whether so much stake refused that the rest is no quorum; as {@link #hasQuorum}. */
  boolean isHopeless(Map<Address, BigInteger> stakes, BigInteger total) {
    return !reaches(total.subtract(stake(stakes, refusals)), total);
  }

  private static boolean reaches(BigInteger stake, BigInteger total) {
    return stake.multiply(HUNDRED).compareTo(total.multiply(QUORUM)) >= 0;
  }

  private static BigInteger stake(Map<Address, BigInteger> stakes, Map<Address, ?> voters) {
    return voters.keySet().stream()
        .map(operator -> stakes.getOrDefault(operator, BigInteger.ZERO))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Why there is no quorum: how many signed, and who refused for which reason. */
  String whyNoQuorum(int operators) {
    Map<String, List<String>> refusersByReason =
        refusals.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        refusal -> shortened(refusal.getKey()), Collectors.toList())));
    String told =
        refusersByReason.entrySet().stream()
            .limit(MOST_REASONS)
            .map(
                each ->
                    "; %s refused: %s".formatted(String.join(", ", each.getValue()), each.getKey()))
            .collect(Collectors.joining());
    return "%d of %d operators signed, 67 %% of the stake is needed%s"
        .formatted(signed(), operators, told);
  }

  /** 0x14dc…9955. */
  private static String shortened(Address address) {
    String text = address.toString();
    return text.substring(0, 6) + "…" + text.substring(text.length() - 4);
  }
}
