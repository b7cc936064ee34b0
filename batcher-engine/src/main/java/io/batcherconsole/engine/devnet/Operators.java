package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A devnet's operators and their aggregator, each on a thread of its own. They see what any
 * operator sees: new batches on chain, the batch file over HTTP.
 *
 * <p>Started and stopped once, by one thread; {@link #onHead} may come from any thread in between.
 */
public final class Operators {
  private static final Logger log = LoggerFactory.getLogger(Operators.class);

  /** How long a thread may take to end. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final EngineRuntime runtime;
  private final BatchDownload download;
  private final Aggregator aggregator;
  private final List<Operator> operators = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * The operators of a devnet.
   *
   * @param devnet has operators, which needs an aggregator
   * @param check how proofs are verified, on the operators' threads
   * @param afterBlock the batches of later blocks are the operators' work
   */
  public Operators(
      EngineRuntime runtime,
      Secp256k1 curve,
      Devnet devnet,
      OperatorSettings settings,
      ProofCheck check,
      long afterBlock,
      OperatorListener listener) {
    Wallet responding =
        devnet
            .aggregator()
            .orElseThrow(
                () -> new IllegalArgumentException("these contracts' operators run elsewhere"));
    this.runtime = runtime;
    this.download = new BatchDownload(runtime, settings.download());
    this.aggregator =
        new Aggregator(
            runtime,
            devnet.tasks(),
            devnet.operators(),
            new TaskResponder(
                runtime,
                devnet.chain(),
                devnet.tasks(),
                responding,
                settings.quorumPatience(),
                settings.receiptPatience()),
            settings.quorumPatience(),
            listener);
    BatchInspection inspection = new BatchInspection(download, check);
    int agreeing = devnet.operators().size() - settings.disagreeing();
    for (Wallet wallet : devnet.operators()) {
      operators.add(
          new Operator(
              runtime,
              curve,
              devnet.tasks(),
              wallet,
              inspection,
              settings.delay(),
              operators.size() >= agreeing,
              afterBlock,
              aggregator::vote));
    }
  }

  /** Starts all threads. */
  public void start() {
    threads.add(runtime.spawn("aggregator", aggregator));
    for (int i = 0; i < operators.size(); i++) {
      threads.add(runtime.spawnComputing("operator-" + (i + 1), operators.get(i)));
    }
  }

  /** A new block; never waits. */
  public void onHead(Head head) {
    operators.forEach(operator -> operator.onHead(head));
  }

  /** Stops all threads, and waits for their end at most 5 s each. */
  public void stop() {
    threads.forEach(Thread::interrupt);
    download.close();
    try {
      for (Thread thread : threads) {
        if (!thread.join(STOP_PATIENCE)) {
          log.warn("{} does not end", thread.getName());
        }
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
