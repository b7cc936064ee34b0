package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EngineStatus.ChainStatus;
import io.batcherconsole.engine.event.EngineStatus.Phase;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** How the engine and its chain are, put together from what its parts report. Guarded by itself. */
final class StatusBoard {
  private final EngineRuntime runtime;
  private final String locking;
  private final long startedAt;

  private Phase phase = Phase.STARTING;
  private String sentence = "Starting…";
  private @Nullable String listening;
  private @Nullable ChainClient chain;
  private BigInteger chainId = BigInteger.ZERO;
  private long block;
  private long blockAt;
  private long blockNanos = -1;
  private @Nullable String chainTrouble;

  StatusBoard(EngineRuntime runtime, String locking) {
    this.runtime = runtime;
    this.locking = locking;
    this.startedAt = runtime.nanoTime();
  }

  synchronized void starting(String what) {
    phase = Phase.STARTING;
    sentence = what;
  }

  synchronized void chain(ChainClient opened, BigInteger id, long head) {
    chain = opened;
    chainId = id;
    block = head;
    blockAt = runtime.nanoTime();
  }

  synchronized void running(String url) {
    listening = url;
    phase = Phase.RUNNING;
    sentence = "Clients connect to " + url + ".";
  }

  synchronized void head(long number) {
    long now = runtime.nanoTime();
    if (number == block + 1) {
      blockNanos = now - blockAt;
    }
    block = number;
    blockAt = now;
  }

  /** The chain does not answer; the sentence says what to do. */
  synchronized void unreachable(String trouble) {
    chainTrouble = trouble;
  }

  synchronized void reachable() {
    chainTrouble = null;
  }

  synchronized void failed(String why) {
    phase = Phase.FAILED;
    sentence = why;
  }

  synchronized void stopped() {
    if (phase != Phase.FAILED) {
      phase = Phase.STOPPED;
      sentence = "Stopped.";
    }
    listening = null;
  }

  synchronized EngineStatus status() {
    boolean troubled = phase == Phase.RUNNING && chainTrouble != null;
    ChainStatus chainStatus =
        chain == null
            ? null
            : new ChainStatus(
                chain.kind(),
                chain.where(),
                chainId.longValueExact(),
                block,
                blockNanos,
                chainTrouble == null);
    return new EngineStatus(
        troubled ? Phase.TROUBLED : phase,
        troubled && chainTrouble != null ? chainTrouble : sentence,
        startedAt,
        listening,
        locking,
        chainStatus);
  }
}
