package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.compare.ProofStages.Way;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.scenario.RunReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One design under the load.
 *
 * @param locking its name
 * @param isolation measured in runs of their own
 * @param queuedPerSecond proofs, from the first arrival to the last that was queued; 0 when none
 *     was
 * @param postedPerSecond likewise to the last that was posted
 * @param stages what a proof's time went into, by name, in the order of its way
 * @param users each user's time to the queue
 * @param locks by kind
 * @param refused how many proofs by the reply that they got
 * @param findings what was found to be wrong meanwhile, the worst first
 * @param run the run itself
 */
public record DesignReport(
    String locking,
    Isolation isolation,
    double queuedPerSecond,
    double postedPerSecond,
    Map<String, Percentiles> stages,
    Map<String, Percentiles> users,
    List<LockFigures> locks,
    Map<String, Integer> refused,
    List<Found> findings,
    RunReport run) {
  static final String TO_THE_QUEUE = "arrival to queue";

  public DesignReport {
    locks = List.copyOf(locks);
    findings = List.copyOf(findings);
  }

  /**
   * Findings of one check.
   *
   * @param check its id: "long-hold"
   * @param severity of the worst, in words
   * @param times how often their causes came
   * @param sentence of the worst
   */
  public record Found(String check, String severity, int times, String sentence) {}

  /**
   * Puts it together.
   *
   * @param ways of the proofs of the load
   * @param contention what came to it during the load
   * @param findings at its end
   */
  public static DesignReport of(
      RunReport run,
      Isolation isolation,
      List<Way> ways,
      ContentionView contention,
      FindingsView findings) {
    Map<String, Integer> refused = new TreeMap<>();
    run.users()
        .forEach(
            user ->
                user.refused().forEach((why, count) -> refused.merge(why, count, Integer::sum)));
    return new DesignReport(
        run.locking(),
        isolation,
        perSecond(ways, Stage.QUEUED),
        perSecond(ways, Stage.POSTED),
        stages(ways),
        users(ways),
        LockFigures.of(contention),
        refused,
        found(findings),
        run);
  }

  private static double perSecond(List<Way> ways, Stage stage) {
    long[] times =
        ways.stream()
            .map(way -> way.at(stage))
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .toArray();
    long first = ways.stream().mapToLong(Way::arrived).min().orElse(0);
    long last = Arrays.stream(times).max().orElse(first);
    return last == first ? 0 : times.length * 1e9 / (last - first);
  }

  private static Map<String, Percentiles> stages(List<Way> ways) {
    Map<String, Percentiles> stages = new LinkedHashMap<>();
    stages.put("behind own connection", in(Stage.BEHIND_CONNECTION, ways));
    stages.put("waiting, user lock", in(Stage.WAITING_USER_LOCK, ways));
    stages.put("injected delay", in(Stage.INJECTED_DELAY, ways));
    stages.put("waiting, a verifier", in(Stage.WAITING_VERIFIER, ways));
    stages.put("verifying", in(Stage.VERIFYING, ways));
    stages.put("waiting, batch lock", in(Stage.WAITING_BATCH_LOCK, ways));
    stages.put(TO_THE_QUEUE, Percentiles.of(ways, Way::toTheQueue));
    stages.put("queue to chain", Percentiles.of(ways, Way::toTheChain));
    return stages;
  }

  private static Percentiles in(Stage stage, List<Way> ways) {
    return Percentiles.of(ways, way -> way.in(stage));
  }

  private static Map<String, Percentiles> users(List<Way> ways) {
    Map<String, Percentiles> users = new TreeMap<>();
    for (Way way : ways) {
      users.computeIfAbsent(
          way.user(), user -> Percentiles.of(ProofStages.of(user, ways), Way::toTheQueue));
    }
    return users;
  }

  private static List<Found> found(FindingsView findings) {
    Map<String, List<FindingView>> byCheck = new TreeMap<>();
    for (FindingView finding : findings.findings()) {
      if (finding.severity().wrong()) {
        byCheck.computeIfAbsent(finding.check(), check -> new ArrayList<>()).add(finding);
      }
    }
    return byCheck.values().stream()
        .map(all -> all.stream().sorted(Comparator.comparing(FindingView::severity)).toList())
        .sorted(Comparator.comparing(all -> all.getFirst().severity()))
        .map(
            all ->
                new Found(
                    all.getFirst().check(),
                    all.getFirst().severity().words(),
                    all.stream().mapToInt(FindingView::times).sum(),
                    all.getFirst().sentence()))
        .toList();
  }

  /** The locks of that kind; empty when none was taken. */
  Optional<LockFigures> lock(String kind) {
    return locks.stream().filter(lock -> lock.kind().equals(kind)).findFirst();
  }

  int sent() {
    return run.users().stream().mapToInt(RunReport.UserReport::sent).sum();
  }

  int posted() {
    return run.users().stream().mapToInt(RunReport.UserReport::posted).sum();
  }
}
