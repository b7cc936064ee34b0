package io.batcherconsole.engine.metrics;

import static io.batcherconsole.engine.metrics.MetricFamily.counter;
import static io.batcherconsole.engine.metrics.MetricFamily.gauge;

import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.state.BatchState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The original's metrics: names, types, labels and help texts are its own (batcher.md §7), and so
 * are their units, which differ from one duration to the next.
 *
 * <p>Where they mean more than the original's: the queue's gauges are read from the queue, also
 * after a restore, an eviction or a flush.
 */
final class OriginalMetrics {
  /** Where the handling of a client's message takes locks. */
  private static final Set<LockSite> MESSAGE_HANDLER =
      EnumSet.of(
          LockSite.FIND_USER,
          LockSite.FORGET_USER,
          LockSite.ADMISSION,
          LockSite.VERIFIER_ENABLED,
          LockSite.VALIDATE,
          LockSite.REPLACE,
          LockSite.ENQUEUE,
          LockSite.NONCE_QUERY,
          LockSite.LAST_MAX_FEE_QUERY);

  private final BatchState state;
  private final Tally tally;
  private final BatchSteps steps;
  private final AtomicInteger dataServices = new AtomicInteger();

  /** Whether a scrape has seen that the batcher had not been counted as started yet. */
  private final AtomicBoolean zeroSeen = new AtomicBoolean();

  OriginalMetrics(BatchState state, Tally tally, BatchSteps steps) {
    this.state = state;
    this.tally = tally;
    this.steps = steps;
  }

  /** The latest batch was stored in so many places; 0 when it could not be stored. */
  void stored(int places) {
    dataServices.set(places);
  }

  List<MetricFamily> families(CounterView counts, LockMetrics locks) {
    return List.of(
        gauge("open_connections_count", "Open Connections", counts.openConnections()),
        counter("received_proofs_count", "Received Proofs", counts.received()),
        counter("sent_batches_count", "Sent Batches", counts.batchesPosted()),
        counter("reverted_batches_count", "Reverted Batches", tally.revertedBatches()),
        counter("canceled_batches_count", "Canceled Batches", tally.cancelledBatches()),
        tally.userErrors(counts.undecodable()),
        counter("batcher_started_count", "Batcher Started", started()),
        gauge("gas_price_used_on_latest_batch", "Gas Price", tally.latestGasPrice()),
        counter(
            "broken_ws_connections_count",
            "Broken websocket connections",
            tally.brokenConnections()),
        gauge("queue_len", "Amount of proofs in the queue", state.size()),
        gauge(
            "queue_size_bytes",
            "Accumulated size in bytes of all proofs in the queue",
            state.bytes()),
        gauge("s3_duration", "S3 Duration", micros(steps.latestStoreNanos())),
        gauge(
            "create_new_task_duration",
            "Create New Task Duration",
            millis(steps.latestCreateNanos())),
        gauge(
            "cancel_create_new_task_duration",
            "Cancel create New Task Duration",
            millis(steps.latestCancelNanos())),
        counter(
            "batcher_gas_cost_create_task_total",
            "Batcher Gas Cost Create Task Total",
            tally.createCost()),
        counter(
            "batcher_gas_cost_cancel_task_total",
            "Batcher Gas Cost Cancel Task Total",
            tally.cancelCost()),
        gauge(
            "available_data_services",
            "Number of available data services (0-2)",
            dataServices.get()),
        counter(
            "message_handler_user_lock_timeouts_count",
            "Message Handler User Lock Timeouts",
            locks.timeouts(LockKind.USER, MESSAGE_HANDLER)),
        counter(
            "message_handler_batch_lock_timeouts_count",
            "Message Handler Batch Lock Timeouts",
            locks.timeouts(LockKind.BATCH, MESSAGE_HANDLER)),
        counter(
            "message_handler_user_states_lock_timeouts_count",
            "Message Handler User States Lock Timeouts",
            locks.timeouts(LockKind.USER_MAP, MESSAGE_HANDLER)),
        counter(
            "unlocked_event_polling_batch_lock_timeouts_count",
            "Unlocked Event Polling Batch Lock Timeouts",
            locks.timeouts(LockKind.BATCH, EnumSet.of(LockSite.UNLOCK_REMOVAL))));
  }

  /**
   * 0 on the first scrape and 1 from then on: Prometheus counts restarts by the step from 0 to 1,
   * and would not see one that came before it first looked. The original waits 2 s instead.
   */
  private int started() {
    return zeroSeen.getAndSet(true) ? 1 : 0;
  }

  private static long micros(long nanos) {
    return nanos / 1_000;
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
