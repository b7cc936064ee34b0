package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Prepared verifying keys by the SHA-256 of their bytes. A key is worth keeping from its second use
 * on: proofs that bring a key of their own each, as upstream's proof generator makes them, pass
 * through without pushing out the keys that others use again and again.
 *
 * @param <K> the prepared key
 */
final class KeyCache<K> {
  /** A remembered digest takes some 150 bytes. */
  private static final int REMEMBERED = 4096;

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}. */
  private final Map<Bytes, K> kept;

  /** Digests of keys that were used lately; guarded by {@link #lock}. */
  private final Map<Bytes, Boolean> seen = new LeastRecentlyUsed<>(REMEMBERED);

  /**
   * @param capacity most keys kept; the least recently used one makes room
   */
  KeyCache(int capacity) {
    kept = new LeastRecentlyUsed<>(capacity);
  }

  /** The digest under which a key with these bytes is kept. */
  static Bytes digest(Bytes key) {
    return Bytes.wrap(Sha256.digest(key.view()));
  }

  /** The kept key; null when there is none. */
  @Nullable K find(Bytes digest) {
    lock.lock();
    try {
      return kept.get(digest);
    } finally {
      lock.unlock();
    }
  }

  /** Remembers that the key is used; whether it was used before and should be kept. */
  boolean isUsedAgain(Bytes digest) {
    lock.lock();
    try {
      return seen.put(digest, true) != null;
    } finally {
      lock.unlock();
    }
  }

  void keep(Bytes digest, K key) {
    lock.lock();
    try {
      kept.put(digest, key);
    } finally {
      lock.unlock();
    }
  }

  private static final class LeastRecentlyUsed<V> extends LinkedHashMap<Bytes, V> {
    private static final long serialVersionUID = 1L;
    private final int capacity;

    LeastRecentlyUsed(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Bytes, V> eldest) {
      return size() > capacity;
    }
  }
}
