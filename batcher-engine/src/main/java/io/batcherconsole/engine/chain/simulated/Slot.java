package io.batcherconsole.engine.chain.simulated;

/** A single variable of the chain's state. */
final class Slot<V> {
  private final ChangeLog changes;
  private V value;

  Slot(ChangeLog changes, V initial) {
    this.changes = changes;
    this.value = initial;
  }

  V get() {
    return value;
  }

  void set(V next) {
    V before = value;
    value = next;
    changes.add(() -> value = before);
  }
}
