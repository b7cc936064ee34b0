package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.StepView;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.Projection;
import io.batcherconsole.engine.metrics.MetricFamily.Label;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long the steps of batches took. Each record of a batch tells all its steps, so what a dropped
 * record would have told is made up for by the next one of the same batch.
 */
final class BatchSteps implements Projection {
  /** Batches that may still change; an older one that does is not looked at. */
  private static final int MOST = 256;

  private final Histograms<Outcome> durations =
      new Histograms<>(
          "batcher_console_batch_step_seconds",
          "Steps of a batch's way on chain, in seconds; send ends when the node has the"
              + " transaction, receipt when it is in a block. From event records: see"
              + " batcher_console_events_dropped_total.",
          Buckets.BATCH_STEPS,
          Outcome::labels);

  /** By number; only the collector's thread touches it. */
  private final TreeMap<Long, Progress> batches = new TreeMap<>();

  private volatile long storeNanos;
  private volatile long createNanos;
  private volatile long cancelNanos;

  /** As the histogram names it; sending and waiting for the receipt are told apart. */
  private enum Step {
    EXTRACT,
    MERKLE,
    STORE,
    SIMULATE,
    SEND,
    RECEIPT,
    CANCEL,
    RESTORE,
    VERIFY
  }

  private record Outcome(Step step, boolean failed) implements Comparable<Outcome> {
    private static final Comparator<Outcome> ORDER =
        Comparator.comparing(Outcome::step).thenComparing(Outcome::failed);

    @Override
    public int compareTo(Outcome other) {
      return ORDER.compare(this, other);
    }

    List<Label> labels() {
      return List.of(Label.of("step", step), new Label("result", failed ? "failed" : "ok"));
    }
  }

  /** How much of a batch was counted: its first {@code ended} steps. */
  private static final class Progress {
    private int ended;
    private @Nullable String transaction;
    private long sentAt;
  }

  @Override
  public void accept(EngineEvent event) {
    if (event instanceof EngineEvent.BatchChanged(long at, BatchView batch)) {
      boolean tooOld =
          batches.size() == MOST
              && batch.number() < batches.firstKey()
              && !batches.containsKey(batch.number());
      if (!tooOld) {
        follow(batches.computeIfAbsent(batch.number(), number -> new Progress()), at, batch);
      }
      if (batches.size() > MOST) {
        batches.pollFirstEntry();
      }
    }
  }

  private void follow(Progress progress, long at, BatchView batch) {
    if (!Objects.equals(progress.transaction, batch.transaction())) {
      progress.transaction = batch.transaction();
      progress.sentAt = at;
    }
    while (progress.ended < batch.steps().size() && !batch.steps().get(progress.ended).open()) {
      ended(batch.steps().get(progress.ended), progress.sentAt);
      progress.ended++;
    }
  }

  private void ended(StepView step, long sentAt) {
    long nanos = step.end() - step.start();
    switch (step.step()) {
      case EXTRACT -> add(Step.EXTRACT, step.failed(), nanos);
      case MERKLE -> add(Step.MERKLE, step.failed(), nanos);
      case STORE -> {
        storeNanos = nanos;
        add(Step.STORE, step.failed(), nanos);
      }
      case SIMULATE -> add(Step.SIMULATE, step.failed(), nanos);
      case SEND -> {
        createNanos = nanos;
        cancelNanos = 0;
        sent(step, sentAt);
      }
      case CANCEL -> {
        long inAll = cancelNanos + nanos; // only the collector's thread writes it
        cancelNanos = inAll;
        add(Step.CANCEL, step.failed(), nanos);
      }
      case RESTORE -> add(Step.RESTORE, step.failed(), nanos);
      case VERIFY -> add(Step.VERIFY, step.failed(), nanos);
    }
  }

  private void sent(StepView step, long sentAt) {
    boolean sent = sentAt > step.start() && sentAt <= step.end();
    if (sent) {
      add(Step.SEND, false, sentAt - step.start());
      add(Step.RECEIPT, step.failed(), step.end() - sentAt);
    } else {
      add(Step.SEND, step.failed(), step.end() - step.start());
    }
  }

  private void add(Step step, boolean failed, long nanos) {
    durations.add(new Outcome(step, failed), nanos);
  }

  @Override
  public void publish(long now) {
    // what was added can be seen at once
  }

  MetricFamily family() {
    return durations.family();
  }

  /** Storing the latest batch, with its retries, ns; 0 when there was none. */
  long latestStoreNanos() {
    return storeNanos;
  }

  /** Sending the latest batch's createNewTask and waiting for its receipt, ns. */
  long latestCreateNanos() {
    return createNanos;
  }

  /** Cancelling the latest batch's transaction, all attempts, ns; 0 when there was no need. */
  long latestCancelNanos() {
    return cancelNanos;
  }
}
