package io.batcherconsole.engine.event;

import io.batcherconsole.engine.event.LatencyView.Distribution;
import io.batcherconsole.engine.protocol.ProvingSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How long verifications took within the last minute, by proving system. The minute moves in steps
 * of one second. {@link #latency} may be called from any thread.
 */
public final class LatencyProjection implements Projection {
  private static final int SECONDS = 60;
  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final Map<ProvingSystem, AtomicReferenceArray<@Nullable Second>> systems =
      new ConcurrentHashMap<>();

  /** The verifications that ended within one second of the clock. */
  private record Second(long number, Histogram run, Histogram queued, Histogram injected) {
    private Second(long number) {
      this(number, new Histogram(), new Histogram(), new Histogram());
    }
  }

  /**
   * One entry per proving system that was verified within the minute before {@code now} (ns), in
   * the order of their ids.
   */
  public List<LatencyView> latency(long now) {
    List<LatencyView> views = new ArrayList<>();
    for (ProvingSystem system : ProvingSystem.values()) {
      AtomicReferenceArray<@Nullable Second> seconds = systems.get(system);
      if (seconds != null) {
        LatencyView view = view(system, recent(seconds, Math.floorDiv(now, SECOND_NANOS)));
        if (view.count() > 0) {
          views.add(view);
        }
      }
    }
    return List.copyOf(views);
  }

  private static List<Second> recent(AtomicReferenceArray<@Nullable Second> seconds, long current) {
    List<Second> recent = new ArrayList<>(SECONDS);
    for (int i = 0; i < SECONDS; i++) {
      Second second = seconds.get(i);
      if (second != null && current - second.number() < SECONDS) {
        recent.add(second);
      }
    }
    return recent;
  }

  private static LatencyView view(ProvingSystem system, List<Second> seconds) {
    Distribution run = Histogram.sum(seconds.stream().map(Second::run).toList()).distribution();
    return new LatencyView(
        system.wireName(),
        SECONDS * SECOND_NANOS,
        run.count(),
        run,
        Histogram.sum(seconds.stream().map(Second::queued).toList()).distribution(),
        Histogram.sum(seconds.stream().map(Second::injected).toList()).distribution());
  }

  @Override
  public void accept(EngineEvent event) {
    if (event instanceof EngineEvent.VerificationDone done) {
      ProvingSystem.byWireName(done.system()).ifPresent(system -> add(system, done));
    }
  }

  private void add(ProvingSystem system, EngineEvent.VerificationDone done) {
    AtomicReferenceArray<@Nullable Second> seconds =
        systems.computeIfAbsent(system, key -> new AtomicReferenceArray<>(SECONDS));
    long number = Math.floorDiv(done.at(), SECOND_NANOS);
    int slot = Math.floorMod(number, SECONDS);
    Second second = seconds.get(slot);
    if (second == null || second.number() != number) {
      second = new Second(number);
      seconds.set(slot, second);
    }
    second.run().add(done.runNanos());
    second.queued().add(done.queuedNanos());
    if (done.injectedNanos() > 0) {
      second.injected().add(done.injectedNanos());
    }
  }

  @Override
  public void publish(long now) {
    // what was added can be seen at once
  }
}
