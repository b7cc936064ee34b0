package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.Timings;
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
 * @param lockingHazards what that design comes with, ids
 * @param verifyDelayNanos the delay that the run began with
 * @param contention what was waited for, longest in all first
 * @param findings what was found meanwhile, the worst that last first
 * @param hazard what became of the hazard that the scenario provokes, null when it provokes none
 * @param problem why it could not be played to its end, null when it was
 */
public record RunReport(
    String scenario,
    boolean passed,
    String chain,
    String locking,
    List<String> lockingHazards,
    long seed,
    String salt,
    long verifyDelayNanos,
    long tookNanos,
    List<UserReport> users,
    List<BatchReport> batches,
    List<ContentionReport> contention,
    List<ExpectationView> expectations,
    List<FindingReport> findings,
    @Nullable HazardReport hazard,
    long notDrawn,
    @Nullable String problem) {
  public RunReport {
    lockingHazards = List.copyOf(lockingHazards);
    users = List.copyOf(users);
    batches = List.copyOf(batches);
    contention = List.copyOf(contention);
    expectations = List.copyOf(expectations);
    findings = List.copyOf(findings);
  }

  /** The locking's name, and that it comes with hazards: "per-user, which comes with 2 hazards". */
  String lockingInWords() {
    int hazards = lockingHazards.size();
    return hazards == 0
        ? locking
        : locking + ", which comes with " + hazards + (hazards == 1 ? " hazard" : " hazards");
  }

  /**
   * Something that was found.
   *
   * @param severity the worst that it was: "violation", "problem", "warning" or "by design"
   * @param hazard the hazard that it is, null when it is none
   * @param sentence what was the case in the end
   * @param worst what was the case at its worst, null when that was in the end
   * @param lastedNanos from its beginning to its end, -1 while it lasts
   */
  public record FindingReport(
      String id,
      String severity,
      @Nullable String hazard,
      String sentence,
      @Nullable String worst,
      String detail,
      int times,
      long lastedNanos) {
    static FindingReport of(FindingView finding) {
      return new FindingReport(
          finding.id(),
          finding.severity().words(),
          finding.hazard(),
          finding.sentence(),
          finding.peak() == null ? null : finding.peak().sentence(),
          finding.detail(),
          finding.times(),
          finding.open() ? -1 : finding.end() - finding.since());
    }
  }

  /**
   * A hazard that was provoked.
   *
   * @param evidence what shows that it happened, empty when nothing does
   * @param unanswered submissions whose clients heard nothing
   */
  public record HazardReport(String hazard, boolean happened, String evidence, long unanswered) {
    /** "hazard lost-exclusion: it did not happen". */
    String sentence() {
      return "hazard " + hazard + ": " + (happened ? evidence : "it did not happen");
    }
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

  /**
   * What was waited for during the run, by everybody in the engine; from counters, not from event
   * records.
   *
   * @param what "user lock", "own connection"
   * @param where "admission of a proof"
   * @param waits of each who asked, 0 when it was free
   * @param holds of each acquisition
   * @param timeouts how many gave up
   * @param longestChain most that were in one's way when it came, -1 where that is not known
   */
  public record ContentionReport(
      String what, String where, Times waits, Times holds, long timeouts, int longestChain) {
    static ContentionReport of(ContentionView.Row row) {
      return new ContentionReport(
          row.resource().what(),
          row.resource().where(),
          Times.of(row.waits()),
          Times.of(row.holds()),
          row.timeouts(),
          row.longestChain());
    }
  }

  /** Counted durations, ns: the percentiles and the longest are -1 when there was none. */
  public record Times(long count, long total, long p50, long p99, long max) {
    static Times of(Timings timings) {
      return new Times(
          timings.count(), timings.total(), timings.p50(), timings.p99(), timings.max());
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
