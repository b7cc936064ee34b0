package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.admission.AdmissionListener;
import io.batcherconsole.engine.batch.PostingListener;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.Projection;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.server.ServerListener;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.storage.BatchStore;
import io.batcherconsole.engine.storage.StoreListener;
import io.batcherconsole.engine.verify.VerifierPool;
import java.util.ArrayList;
import java.util.List;

/** All metrics of one engine. Safe from any thread. */
public final class BatcherMetrics {
  private final Journal journal;
  private final LockRegistry locks;
  private final Tally tally = new Tally();
  private final VerificationTimes verifications = new VerificationTimes();
  private final BatchSteps steps = new BatchSteps();
  private final OriginalMetrics original;
  private final ConsoleMetrics console;

  /** The parts are asked at each scrape. */
  public BatcherMetrics(
      Journal journal, BatchState state, LockRegistry locks, VerifierPool verifiers) {
    this.journal = journal;
    this.locks = locks;
    this.original = new OriginalMetrics(state, tally, steps);
    this.console = new ConsoleMetrics(verifiers, tally, verifications, steps);
  }

  /** To be fed with the event records. */
  public List<Projection> projections() {
    return List.of(verifications, steps);
  }

  public ServerListener serverListener() {
    return tally;
  }

  public AdmissionListener admissionListener() {
    return tally;
  }

  public PostingListener postingListener() {
    return tally;
  }

  public StoreListener storeListener() {
    return tally;
  }

  /** The store, watched for how many places take a batch. */
  public BatchStore watched(BatchStore store) {
    return new CountedStore(store, original::stored);
  }

  /** One scrape, in Prometheus' text format 0.0.4. Takes a few milliseconds and blocks nobody. */
  public String scrape() {
    CounterView counts = journal.counters();
    LockMetrics lockMetrics = new LockMetrics(journal.contentionView(), locks.board());
    List<MetricFamily> families = new ArrayList<>(original.families(counts, lockMetrics));
    families.addAll(console.families(counts, lockMetrics, journal.droppedByKind()));
    return TextFormat.write(families);
  }
}
