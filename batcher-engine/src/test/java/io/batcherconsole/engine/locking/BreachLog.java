package io.batcherconsole.engine.locking;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.batcherconsole.engine.lock.LockOrderMonitor;
import io.batcherconsole.engine.lock.OrderBreach;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Keeps the breaches of lock order under {@code ordered} that any engine logs. */
final class BreachLog extends AppenderBase<ILoggingEvent> {
  private final Queue<OrderBreach> breaches = new ConcurrentLinkedQueue<>();

  private BreachLog() {
    setName("breaches");
    start();
  }

  /** The one of this process. */
  static BreachLog attached() {
    Logger logger = (Logger) LoggerFactory.getLogger(LockOrderMonitor.class);
    synchronized (logger) {
      if (logger.getAppender("breaches") == null) {
        logger.addAppender(new BreachLog());
      }
      return (BreachLog) logger.getAppender("breaches");
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
      if (pair.value instanceof OrderBreach breach
          && breach.order().equals(LockingDesign.ORDERED.order())) {
        breaches.add(breach);
      }
    }
  }

  /** How many breaches were logged for which no test has failed yet. */
  int heard() {
    return breaches.size();
  }

  /**
   * Fails the test with all that was heard, and forgets it.
   *
   * @throws AssertionError when there was any
   */
  void failIfOrderedWasBroken() {
    List<String> sentences = new ArrayList<>();
    for (OrderBreach breach = breaches.poll(); breach != null; breach = breaches.poll()) {
      sentences.add(breach.sentence());
    }
    if (!sentences.isEmpty()) {
      throw new AssertionError("lock order broken under ordered: " + sentences);
    }
  }
}
