package io.batcherconsole.engine.chain.simulated;

import java.util.HashMap;
import java.util.Map;

/** A mapping of the chain's state: every key has a value, {@code empty} unless it was set. */
final class Storage<K, V> {
  private final ChangeLog changes;
  private final V empty;
  private final Map<K, V> values = new HashMap<>();

  Storage(ChangeLog changes, V empty) {
    this.changes = changes;
    this.empty = empty;
  }

  V get(K key) {
    return values.getOrDefault(key, empty);
  }

  void set(K key, V value) {
    V before = get(key);
    write(key, value);
    changes.add(() -> write(key, before));
  }

  private void write(K key, V value) {
    if (value.equals(empty)) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }
}
