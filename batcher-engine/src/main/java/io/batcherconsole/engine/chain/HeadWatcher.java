package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a chain's latest block by asking for it again and again, on one thread of the runtime.
 * Polling survives a node's restart, which a WebSocket subscription does not, and one small request
 * every 200 ms costs nothing beside it. Blocks between two polls are skipped: a listener that needs
 * them asks for the logs in between.
 */
public final class HeadWatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeadWatcher.class);

  /** How often the chain is asked when nothing else is said. */
  public static final Duration DEFAULT_POLL = Duration.ofMillis(200);

  private final EngineRuntime runtime;
  private final ChainClient chain;
  private final Duration poll;
  private final Listener listener;

  /** Null until started; only {@link #start} writes it. */
  private volatile @Nullable Thread thread;

  private volatile boolean stopped;

  /** The last block told. Only the watcher's thread touches it. */
  private @Nullable Head last;

  /** Since when the chain does not answer; null while it does. Only the watcher's thread. */
  private @Nullable Long silentSince;

  /** Watches nothing before {@link #start}. */
  public HeadWatcher(EngineRuntime runtime, ChainClient chain, Duration poll, Listener listener) {
    this.runtime = runtime;
    this.chain = chain;
    this.poll = poll;
    this.listener = listener;
  }

  /** Told what happens, on the watcher's thread; must not take long. */
  public interface Listener {
    /** A new block. Numbers rise strictly, but for a chain that {@link #onRewind went back}. */
    void onHead(Head head);

    /**
     * The chain went back: the node restarted from an older block, or the latest block was replaced
     * by another. Comes before {@link #onHead} of {@code now}.
     */
    default void onRewind(Head before, Head now) {}

    /**
     * The chain does not answer, once per outage.
     *
     * @param sentence for a person
     */
    default void onTrouble(String sentence) {}

    /** It answers again, after that long. */
    default void onRecovery(Duration outage) {}
  }

  /** Starts watching. Only once. */
  public void start() {
    if (thread != null) {
      throw new IllegalStateException("the watcher was started before");
    }
    thread = runtime.spawn("head-watcher", this::run);
  }

  /**
   * Stops watching; returns when the listener hears nothing more, at most after a call's time-out.
   */
  @Override
  public void close() {
    stopped = true;
    Thread running = thread;
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    running.interrupt();
    try {
      if (!running.join(JsonRpcChain.CALL_TIMEOUT.plusSeconds(1))) {
        log.warn("the head watcher does not end: a listener or the chain keeps it");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopped) {
        lookSafely();
        runtime.sleep(poll);
      }
    } catch (InterruptedException stop) {
      log.debug("head watcher interrupted");
    }
  }

  /** Whatever a listener does, it hears of the next block. */
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException bug) {
      log.error("a bug ended one look at the chain; the next is in {} ms", poll.toMillis(), bug);
    }
  }

  private void look() {
    Head head;
    try {
      head = chain.head();
    } catch (ChainException silent) {
      trouble(String.valueOf(silent.getMessage()));
      return;
    }
    if (stopped) {
      return;
    }
    recovery();
    Head before = last;
    if (before == null || head.number() > before.number()) {
      tell(head);
    } else if (!head.hash().equals(before.hash())) {
      log.warn(
          "the chain went back from block {} to another block {}", before.number(), head.number());
      listener.onRewind(before, head);
      tell(head);
    }
  }

  private void tell(Head head) {
    last = head;
    listener.onHead(head);
  }

  private void trouble(String sentence) {
    if (silentSince == null && !stopped) {
      silentSince = runtime.nanoTime();
      log.warn("{}", sentence);
      listener.onTrouble(sentence);
    }
  }

  private void recovery() {
    Long since = silentSince;
    if (since != null) {
      silentSince = null;
      Duration outage = Duration.ofNanos(runtime.nanoTime() - since);
      log.info("chain {} answers again after {} ms", chain.where(), outage.toMillis());
      listener.onRecovery(outage);
    }
  }
}
