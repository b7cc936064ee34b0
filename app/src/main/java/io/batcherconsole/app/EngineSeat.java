package io.batcherconsole.app;

import io.batcherconsole.app.window.ConsoleActions;
import io.batcherconsole.app.window.ConsoleWindow;
import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.LockingInfo;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the engine of the moment sits: it can be stopped, and exchanged for one with another
 * locking design. Safe from any thread; what takes long happens on threads of its own, one after
 * another.
 */
final class EngineSeat implements ConsoleActions, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineSeat.class);

  private final Consumer<ConsoleWindow.Parts> whenExchanged;

  /** Guarded by {@code this}, as is its exchange. */
  private Engine engine;

  private EngineConfig config;
  private boolean closed;

  /**
   * Opens the first engine.
   *
   * @param whenExchanged told the parts of each further engine
   */
  EngineSeat(EngineConfig config, Consumer<ConsoleWindow.Parts> whenExchanged)
      throws EngineException {
    this.config = config;
    this.whenExchanged = whenExchanged;
    this.engine = Engine.open(config);
  }

  synchronized Engine engine() {
    return engine;
  }

  /** What a window over the engine of the moment needs. */
  ConsoleWindow.Parts parts() {
    Engine now = engine();
    return new ConsoleWindow.Parts(now.view(), now.faults(), now.findings(), now.scenarios(), this);
  }

  @Override
  public void stopEngine() {
    Thread.ofVirtual().name("stop-engine").start(engine()::close);
  }

  @Override
  public List<LockingInfo> lockings() {
    return LockingInfo.all();
  }

  @Override
  public void switchLocking(String name) {
    Thread.ofVirtual().name("switch-locking").start(() -> exchange(name));
  }

  private void exchange(String locking) {
    try {
      if (reopen(locking)) {
        whenExchanged.accept(parts());
      }
    } catch (EngineException | RuntimeException cannot) {
      log.error("no engine with locking {}: {}", locking, cannot.getMessage(), cannot);
    }
  }

  /** The old engine goes first: both want the same port. Returns whether there is a new one. */
  private synchronized boolean reopen(String locking) throws EngineException {
    if (closed) {
      return false;
    }
    engine.close();
    config = config.toBuilder().locking(locking).build();
    engine = Engine.open(config);
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    engine.close();
  }
}
