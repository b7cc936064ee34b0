package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lends pairing engines, which are not thread-safe, to verifiers, which are. Holds as many engines
 * as were ever in use at a time.
 */
final class EnginePool<P extends PairingEngine> {
  private final Supplier<P> factory;
  private final ConcurrentLinkedDeque<P> free = new ConcurrentLinkedDeque<>();

  EnginePool(Supplier<P> factory) {
    this.factory = factory;
  }

  /** Work that needs an engine. */
  interface Use<P, R> {
    R with(P engine) throws MalformedException;
  }

  /** What {@code use} returns, with an engine that no one else has meanwhile. */
  <R> R lend(Use<P, R> use) throws MalformedException {
    P engine = take();
    try {
      return use.with(engine);
    } finally {
      free.addFirst(engine);
    }
  }

  /** Works with an engine that no one else has meanwhile. */
  void use(Consumer<P> work) {
    P engine = take();
    try {
      work.accept(engine);
    } finally {
      free.addFirst(engine);
    }
  }

  private P take() {
    P engine = free.pollFirst();
    return engine != null ? engine : factory.get();
  }

  /** What {@code use} finds; a rejection when it finds something malformed. */
  Verdict verdict(Use<P, Verdict> use) {
    try {
      return lend(use);
    } catch (MalformedException malformed) {
      return new Verdict.Rejected(malformed.reason());
    }
  }
}
