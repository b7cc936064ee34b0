package io.batcherconsole.engine.locking;

import java.util.function.BooleanSupplier;

/** Lets threads through, or stops them until it is opened. */
final class Gate {
  /** All guarded by {@code this}. */
  private boolean closed;

  private int parked;

  private int tickets;

  synchronized void close() {
    closed = true;
  }

  synchronized void letOneThrough() {
    tickets++;
    notifyAll();
  }

  synchronized void open() {
    closed = false;
    notifyAll();
  }

  /** How many are stopped at it now. */
  synchronized int parked() {
    return parked;
  }

  BooleanSupplier holds(int count) {
    return () -> parked() == count;
  }

  synchronized void pass() throws InterruptedException {
    parked++;
    try {
      while (closed && tickets == 0) {
        wait();
      }
      tickets = Math.max(0, tickets - 1);
    } finally {
      parked--;
    }
  }
}
