package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run, in figures. Durations are nanoseconds, amounts wei.
 *
 * @param salt what kept this run's roots apart from all others, hex
 * @param chain "anvil http://127.0.0.1:8545"
 * @param verifyDelayNanos the delay that the run began with
 * @param problem why it could not be played to its end, null when it was
 */
public record RunReport(
    String scenario,
    boolean passed,
    String chain,
    String locking,
    long seed,
    String salt,
    long verifyDelayNanos,
    long tookNanos,
    List<UserReport> users,
    List<BatchReport> batches,
    List<ExpectationView> expectations,
    long notDrawn,
    @Nullable String problem) {
  public RunReport {
    users = List.copyOf(users);
    batches = List.copyOf(batches);
    expectations = List.copyOf(expectations);
  }

  /**
   * One user.
   *
   * @param sent submissions sent
   * @param posted of them, on chain
   * @param refused the others by reply, "no reply" included
   * @param behindConnection time behind earlier messages of the same connection
   * @param waitedForLock time waiting for the user's lock
   * @param held time holding it
   * @param waitedForBatchLock time waiting for the batch lock, each time
   * @param heldBatchLock time holding it, each time
   * @param admission time from its arrival until it was queued, of proofs that were
   * @param injected delay injected into verifications
   * @param waitedForVerifier time waiting for a verifier
   * @param verified time of the verifications themselves
   * @param queued time in the queue and in a batch until it was posted
   */
  public record UserReport(
      String user,
      String address,
      int connections,
      int sent,
      int posted,
      Map<String, Integer> refused,
      Spread behindConnection,
      Spread waitedForLock,
      Spread held,
      Spread waitedForBatchLock,
      Spread heldBatchLock,
      Spread admission,
      Spread injected,
      Spread waitedForVerifier,
      Spread verified,
      Spread queued) {
    public UserReport {
      refused = Map.copyOf(refused);
    }
  }

  /** Durations of one kind: how many, their sum, median and maximum in ns. */
  public record Spread(int count, long total, long median, long max) {
    static Spread of(List<Long> nanos) {
      List<Long> sorted = nanos.stream().sorted().toList();
      return new Spread(
          sorted.size(),
          sorted.stream().mapToLong(Long::longValue).sum(),
          sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2),
          sorted.isEmpty() ? 0 : sorted.getLast());
    }
  }

  /** One batch. {@code block} is null when it is not on chain. */
  public record BatchReport(
      long number,
      @Nullable String root,
      int proofs,
      BigInteger feePerProof,
      String cut,
      String status,
      @Nullable Long block,
      int operatorsSigned,
      int operators,
      List<StepReport> steps,
      @Nullable String failure) {
    public BatchReport {
      steps = List.copyOf(steps);
    }
  }

  /** One step of a batch; {@code nanos} is -1 when it did not end. */
  public record StepReport(String step, long nanos, boolean failed, String note) {}
}
