package io.batcherconsole.engine.locking;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every test, wherever in the suite, during which the lock order was broken under {@code
 * ordered}. The platform finds it by itself, so that no test can forget it; it listens to what the
 * engines log, so that it hears of engines which a test does not see, such as a command's. What is
 * told after its test has ended fails the next one.
 */
public final class OrderedStaysOrdered
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    BreachLog.attached();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    BreachLog.attached().failIfOrderedWasBroken();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    BreachLog.attached().failIfOrderedWasBroken();
  }
}
