package io.batcherconsole.engine.event;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the records out of the journal's ring on one thread and hands them on, first to the
 * projections, then to the subscribers.
 *
 * <p>Records arrive in an order that agrees with causality: whatever happened because of a fact
 * comes after it, and the stages of one proof come in the order of their steps. Records of things
 * that have nothing to do with each other may be a little out of the order of their times.
 *
 * <p>A subscriber that throws is dropped, and a log line says so.
 */
public final class EventCollector implements EventSource {
  private static final Logger log = LoggerFactory.getLogger(EventCollector.class);

  /** Most records taken before the projections publish what they made of them. */
  private static final int MOST_AT_ONCE = 4096;

  /** How long it rests when the ring is empty: well under a frame of the screen. */
  private static final long REST_NANOS = 4_000_000;

  private final EngineRuntime runtime;
  private final EventRing ring;
  private final List<Projection> projections;
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  /** How many records were handed on. Written by the collector's thread. */
  private volatile long handedOn;

  private volatile boolean stopped;

  /**
   * @param projections fed before all subscribers, in this order, on the collector's thread
   */
  public EventCollector(EngineRuntime runtime, Journal journal, List<Projection> projections) {
    this.runtime = runtime;
    this.ring = journal.ring();
    this.projections = List.copyOf(projections);
  }

  /** One subscription; compared by identity, so that the same reader may subscribe twice. */
  private static final class Reader {
    private final Consumer<EngineEvent> consumer;

    private Reader(Consumer<EngineEvent> consumer) {
      this.consumer = consumer;
    }
  }

  @Override
  public Subscription subscribe(Consumer<EngineEvent> reader) {
    Reader subscribed = new Reader(reader);
    readers.add(subscribed);
    return () -> readers.remove(subscribed);
  }

  /** Starts the collector's thread. */
  public Thread start() {
    return runtime.spawn("event-collector", this::run);
  }

  /** Makes the collector hand on what is in the ring and end, as an interrupt does. */
  public void stop() {
    stopped = true;
  }

  /**
   * Waits until everything published before this call was handed on.
   *
   * @return false when that took longer than {@code timeout}
   */
  public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
    long goal = ring.offered();
    long deadline = runtime.nanoTime() + timeout.toNanos();
    while (handedOn < goal) {
      if (runtime.nanoTime() - deadline >= 0) {
        return false;
      }
      runtime.sleep(Duration.ofNanos(REST_NANOS));
    }
    return true;
  }

  private void run() {
    while (true) {
      boolean last = stopped || Thread.interrupted();
      while (drain() > 0) {}
      if (last) {
        return;
      }
      runtime.parkNanos(this, REST_NANOS);
    }
  }

  /** Hands on what is in the ring, up to a bound; returns how much it was. */
  private int drain() {
    int count = 0;
    for (EngineEvent event = ring.poll(); event != null; event = ring.poll()) {
      handOn(event);
      count++;
      if (count == MOST_AT_ONCE) {
        break;
      }
    }
    long now = runtime.nanoTime();
    for (Projection projection : projections) {
      projection.publish(now);
    }
    handedOn = ring.taken();
    return count;
  }

  private void handOn(EngineEvent event) {
    for (Projection projection : projections) {
      projection.accept(event);
    }
    for (Reader reader : readers) {
      tell(reader, event);
    }
  }

  private void tell(Reader reader, EngineEvent event) {
    try {
      reader.consumer.accept(event);
    } catch (RuntimeException bug) {
      readers.remove(reader);
      log.error("a reader of events failed at {} and gets no more of them", event, bug);
    }
  }
}
