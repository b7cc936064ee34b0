package io.batcherconsole.app.vitals;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.text.Figures;
import io.batcherconsole.app.text.Figures.Figure;
import io.batcherconsole.app.text.Tone;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EngineStatus.ChainStatus;
import io.batcherconsole.engine.event.LatencyView;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.scenario.ScenarioRunView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the top of the window says about one frame.
 *
 * @param state the engine's state in a word
 * @param uptime how long it has run, "00:41"
 * @param scenario title of the running scenario or the last one, "none"
 * @param chainKind "anvil"; "–" until the chain answered
 * @param chainId "31337"
 * @param chainDetail head and block time
 * @param chainWhere where the chain is
 * @param trouble what is wrong and what to do about it, when something is
 * @param metrics the figures, left to right
 */
public record Vitals(
    String state,
    Tone stateTone,
    String uptime,
    String locking,
    String scenario,
    String chainKind,
    String chainId,
    String chainDetail,
    String chainWhere,
    Tone chainTone,
    Optional<String> trouble,
    List<Metric> metrics) {

  /**
   * One figure.
   *
   * @param aside follows the number in small
   * @param rest follows that where there is room
   */
  public record Metric(String name, String number, String aside, String rest, Tone tone) {
    Metric(String name, String number, String aside, Tone tone) {
      this(name, number, aside, "", tone);
    }
  }

  /** The top of the window for {@code frame}. */
  public static Vitals of(ConsoleFrame frame) {
    EngineStatus status = frame.status();
    ChainStatus chain = status.chain();
    ScenarioRunView run = frame.scenario();
    return new Vitals(
        stateWord(status.phase()),
        stateTone(status.phase()),
        uptime(frame),
        status.locking(),
        run == null ? "none" : run.scenario().title(),
        chain == null ? Figures.UNKNOWN : chain.kind(),
        chain == null ? "" : String.valueOf(chain.chainId()),
        chain == null ? "" : chainDetail(chain),
        chain == null ? "the chain has not answered yet" : chain.where(),
        chain == null || chain.answering() ? Tone.PLAIN : Tone.BROKEN,
        trouble(status),
        metrics(frame));
  }

  private static String stateWord(EngineStatus.Phase phase) {
    return switch (phase) {
      case STARTING -> "Starting";
      case RUNNING -> "Running";
      case TROUBLED -> "In trouble";
      case STOPPED -> "Stopped";
      case FAILED -> "Failed";
    };
  }

  private static Tone stateTone(EngineStatus.Phase phase) {
    return switch (phase) {
      case STARTING, STOPPED -> Tone.MUTED;
      case RUNNING -> Tone.WELL;
      case TROUBLED -> Tone.ATTENTION;
      case FAILED -> Tone.BROKEN;
    };
  }

  private static String uptime(ConsoleFrame frame) {
    return switch (frame.status().phase()) {
      case RUNNING, TROUBLED -> Figures.clock(frame.now() - frame.status().startedAt());
      case STARTING, STOPPED, FAILED -> "";
    };
  }

  private static String chainDetail(ChainStatus chain) {
    if (!chain.answering()) {
      return "does not answer since block " + Figures.count(chain.block());
    }
    String pace = chain.blockNanos() < 0 ? "" : " · " + Figures.duration(chain.blockNanos()).text();
    return "block " + Figures.count(chain.block()) + pace;
  }

  private static Optional<String> trouble(EngineStatus status) {
    ChainStatus chain = status.chain();
    return switch (status.phase()) {
      case TROUBLED, FAILED, STOPPED -> Optional.of(status.sentence());
      case STARTING, RUNNING ->
          chain != null && !chain.answering()
              ? Optional.of(
                  "The chain at " + chain.where() + " does not answer. " + status.sentence())
              : Optional.empty();
    };
  }

  private static List<Metric> metrics(ConsoleFrame frame) {
    CounterView counters = frame.counters();
    return List.of(
        received(counters),
        new Metric("Queued", Figures.count(counters.queued()), "", Tone.PLAIN),
        new Metric("Posted", Figures.count(counters.posted()), "", Tone.PLAIN),
        new Metric(
            "Refused", Figures.count(counters.refusedInAll()), topRefusal(counters), Tone.PLAIN),
        held(frame.locks()),
        waiting(frame.locks()),
        longestWait(frame),
        verify(frame.latency()),
        batch(frame),
        new Metric(
            "Not drawn",
            Figures.count(counters.notDrawn()),
            "events",
            counters.notDrawn() > 0 ? Tone.ATTENTION : Tone.PLAIN));
  }

  /** What was accepted although nobody verified it is never left out. */
  static Metric received(CounterView counters) {
    String number = Figures.count(counters.received());
    long unverified = counters.unverifiedInAll();
    return unverified == 0
        ? new Metric("Received", number, "", Tone.PLAIN)
        : new Metric(
            "Received", number, Figures.count(unverified) + " not verified", Tone.ATTENTION);
  }

  private static String topRefusal(CounterView counters) {
    return counters.refused().entrySet().stream()
        .filter(reason -> reason.getValue() > 0)
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(reason -> reason.getKey() + " " + Figures.count(reason.getValue()))
        .orElse("");
  }

  private static Metric held(LockBoard board) {
    long held = board.locks().stream().filter(lock -> lock.holder() != null).count();
    return new Metric("Locks held", Figures.count(held), "", Tone.PLAIN);
  }

  private static Metric waiting(LockBoard board) {
    long waiting = board.locks().stream().mapToLong(lock -> lock.waiters().size()).sum();
    return new Metric(
        "Waiting", Figures.count(waiting), "", waiting > 0 ? Tone.ATTENTION : Tone.PLAIN);
  }

  private static Metric longestWait(ConsoleFrame frame) {
    return frame.locks().locks().stream()
        .map(LockView::waiters)
        .flatMap(List::stream)
        .mapToLong(waiter -> waiter.since())
        .min()
        .stream()
        .mapToObj(since -> Figures.duration(Math.max(0, frame.now() - since)))
        .map(wait -> new Metric("Longest wait", wait.number(), wait.unit(), Tone.ATTENTION))
        .findFirst()
        .orElse(new Metric("Longest wait", "0", "s", Tone.PLAIN));
  }

  /** The slowest proving system's 95th percentile, and what is injected on top of it. */
  private static Metric verify(List<LatencyView> latency) {
    Figure run =
        Figures.duration(latency.stream().mapToLong(view -> view.run().p95()).max().orElse(-1));
    long injected =
        latency.stream()
            .filter(view -> view.injected().count() > 0)
            .mapToLong(view -> view.injected().p50())
            .max()
            .orElse(-1);
    if (injected < 0) {
      return new Metric("Verify p95", run.number(), run.unit(), Tone.PLAIN);
    }
    String delay = " · +" + Figures.duration(injected).text();
    return new Metric("Verify p95", run.number(), run.unit() + delay, " injected", Tone.PLAIN);
  }

  private static Metric batch(ConsoleFrame frame) {
    BatchView batch =
        frame.batches().stream().max(Comparator.comparingLong(BatchView::number)).orElse(null);
    if (batch == null || batch.steps().isEmpty()) {
      return new Metric("Batch", Figures.UNKNOWN, "", Tone.PLAIN);
    }
    Figure took = Figures.duration(postedAt(batch, frame.now()) - batch.steps().getFirst().start());
    String aside = took.unit() + " · " + batchWords(batch);
    return new Metric(
        "Batch #" + batch.number(),
        took.number(),
        aside,
        batch.status() == BatchStatus.FAILED ? Tone.BROKEN : Tone.PLAIN);
  }

  /** When the batch was on chain or given up, or now while it is on its way. */
  private static long postedAt(BatchView batch, long now) {
    if (batch.status() == BatchStatus.POSTING) {
      return now;
    }
    return batch.steps().stream()
        .filter(step -> step.step() != BatchStep.VERIFY && !step.open())
        .mapToLong(StepView::end)
        .max()
        .orElse(now);
  }

  private static String batchWords(BatchView batch) {
    return switch (batch.status()) {
      case POSTED -> "posted";
      case VERIFIED -> "verified";
      case FAILED -> "failed";
      case POSTING -> {
        long sends = batch.steps().stream().filter(s -> s.step() == BatchStep.SEND).count();
        yield sends > 1 ? tries(sends) : running(batch.steps());
      }
    };
  }

  private static String tries(long sends) {
    return sends == 2 ? "second try" : sends == 3 ? "third try" : sends + " tries";
  }

  private static String running(List<StepView> steps) {
    @Nullable StepView last = steps.isEmpty() ? null : steps.getLast();
    return last == null ? "posting" : last.step().words();
  }
}
