package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.admission.AdmissionListener;
import io.batcherconsole.engine.admission.Rejection;
import io.batcherconsole.engine.batch.PostingListener;
import io.batcherconsole.engine.metrics.MetricFamily.Label;
import io.batcherconsole.engine.metrics.MetricFamily.Sample;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.server.ServerListener;
import io.batcherconsole.engine.storage.StoreListener;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts exactly what the journal does not: it is told by the parts themselves. */
final class Tally implements ServerListener, AdmissionListener, PostingListener, StoreListener {
  private static final int WEI_DIGITS = 18;

  private final Map<UserError, LongAdder> userErrors = new ConcurrentSkipListMap<>();
  private final LongAdder brokenConnections = new LongAdder();
  private final LongAdder slowReaders = new LongAdder();
  private final LongAdder cancelledBatches = new LongAdder();
  private final LongAdder revertedBatches = new LongAdder();
  private final LongAdder filesMadeUp = new LongAdder();
  private final LongAdder filesGivenUp = new LongAdder();
  private final AtomicReference<BigInteger> createCost = new AtomicReference<>(BigInteger.ZERO);
  private final AtomicReference<BigInteger> cancelCost = new AtomicReference<>(BigInteger.ZERO);
  private volatile BigInteger latestGasPrice = BigInteger.ZERO;

  private final Histograms<String> admission =
      new Histograms<>(
          "batcher_console_admission_seconds",
          "Time from a submission's last byte to its admission's end, in seconds, by outcome:"
              + " queued, abandoned by its client, or why it was refused. Exact.",
          Buckets.ADMISSION,
          outcome -> List.of(new Label("outcome", outcome)));

  /** A line of the original's user_errors_count; the system is empty where it tells none. */
  private record UserError(String type, String system) implements Comparable<UserError> {
    private static final Comparator<UserError> ORDER =
        Comparator.comparing(UserError::type).thenComparing(UserError::system);

    @Override
    public int compareTo(UserError other) {
      return ORDER.compare(this, other);
    }

    List<Label> labels() {
      return List.of(new Label("error_type", type), new Label("proving_system", system));
    }
  }

  private void userError(String type, String system) {
    userErrors.computeIfAbsent(new UserError(type, system), key -> new LongAdder()).increment();
  }

  // ---- The server tells.

  @Override
  public void upgradeTimedOut() {
    userError("user_timeout", "");
  }

  @Override
  public void firstMessageTimedOut(long connection) {
    userError("user_timeout", "");
  }

  @Override
  public void connectionRefused() {
    userError("connection_accept_error", "");
  }

  @Override
  public void connectionBroken(long connection) {
    brokenConnections.increment();
  }

  @Override
  public void slowReaderDropped(long connection) {
    slowReaders.increment();
  }

  // ---- Admission tells.

  @Override
  public void queued(long nanos) {
    admission.add("queued", nanos);
  }

  @Override
  public void abandoned(long nanos) {
    admission.add("abandoned", nanos);
  }

  @Override
  public void refused(Rejection rejection, ProvingSystem system, long nanos) {
    admission.add(MetricFamily.word(rejection), nanos);
    rejection
        .errorType()
        .ifPresent(type -> userError(type, rejection.namesSystem() ? system.wireName() : ""));
  }

  // ---- The poster tells.

  @Override
  public void priced(BigInteger gasPrice) {
    latestGasPrice = gasPrice;
  }

  @Override
  public void mined(BigInteger cost) {
    createCost.accumulateAndGet(cost, BigInteger::add);
  }

  @Override
  public void cancelling() {
    cancelledBatches.increment();
  }

  @Override
  public void cancelled(BigInteger cost) {
    cancelCost.accumulateAndGet(cost, BigInteger::add);
  }

  @Override
  public void reverted() {
    revertedBatches.increment();
  }

  // ---- The store tells.

  @Override
  public void madeUp() {
    filesMadeUp.increment();
  }

  @Override
  public void givenUp() {
    filesGivenUp.increment();
  }

  // ---- Readers ask.

  /**
   * The original's user errors.
   *
   * @param undecodable messages that were no protocol message
   */
  MetricFamily userErrors(long undecodable) {
    List<Sample> samples = new ArrayList<>();
    if (undecodable > 0) {
      samples.add(new Sample(new UserError("deserialize_error", "").labels(), undecodable));
    }
    userErrors.forEach((error, count) -> samples.add(new Sample(error.labels(), count.sum())));
    return new MetricFamily("user_errors_count", MetricType.COUNTER, "User Errors", samples);
  }

  MetricFamily admission() {
    return admission.family();
  }

  long brokenConnections() {
    return brokenConnections.sum();
  }

  long slowReaders() {
    return slowReaders.sum();
  }

  long cancelledBatches() {
    return cancelledBatches.sum();
  }

  long revertedBatches() {
    return revertedBatches.sum();
  }

  /** Batch files that got to the second of their two places later. */
  long filesMadeUp() {
    return filesMadeUp.sum();
  }

  /** Batch files that stay in one of their two places. */
  long filesGivenUp() {
    return filesGivenUp.sum();
  }

  /** Wei per gas; 0 before the first batch. */
  double latestGasPrice() {
    return latestGasPrice.doubleValue();
  }

  /** What all createNewTask transactions cost, ETH. */
  double createCost() {
    return inEther(Objects.requireNonNull(createCost.get()));
  }

  /** What all cancelling transactions cost, ETH. */
  double cancelCost() {
    return inEther(Objects.requireNonNull(cancelCost.get()));
  }

  private static double inEther(BigInteger wei) {
    return new BigDecimal(wei, WEI_DIGITS).doubleValue();
  }
}
