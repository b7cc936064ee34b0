package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Prepared verifying keys by the SHA-256 of their bytes, as many as there is memory for. A key is
 * worth keeping from its second use on: proofs that bring a key of their own each, as upstream's
 * proof generator makes them, pass through without pushing out the keys that others use again and
 * again.
 *
 * @param <K> the prepared key
 */
final class KeyCache<K> {
  /** A key for the most public inputs that are verified here takes some 200 kB in JSON. */
  static final int MOST_KEY_BYTES = 1 << 20;

  /** The memory that the kept keys take; some hundreds of usual size. */
  static final long MOST_BYTES = 32L << 20;

  /** The lines of two points of G2. */
  private static final long PREPARED_BYTES = 100_000;

  /** Of a compressed point of 32 bytes in memory: two field elements, their limbs and headers. */
  private static final int BYTES_PER_ENCODED_BYTE = 6;

  /** A remembered digest takes some 150 bytes. */
  private static final int REMEMBERED = 4096;

  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();

  /** The least recently used one first; guarded by {@link #lock}. */
  private final LinkedHashMap<Bytes, Kept<K>> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** Of all that is kept; guarded by {@link #lock}. */
  private long bytes;

  /** Digests of keys that were used lately; guarded by {@link #lock}. */
  private final Map<Bytes, Boolean> seen = new LeastRecentlyUsed<>(REMEMBERED);

  private record Kept<K>(K key, long bytes) {}

  /**
   * @param mostBytes of memory for all keys; the least recently used ones make room
   */
  KeyCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * The digest under which a key with these bytes is kept.
   *
   * @throws MalformedException when these are too many bytes for a key: nobody should pay for the
   *     digest of what cannot be one
   */
  static Bytes digest(Bytes key) throws MalformedException {
    if (key.size() > MOST_KEY_BYTES) {
      throw new MalformedException(
          "verification key: %d bytes, at most %d are read here"
              .formatted(key.size(), MOST_KEY_BYTES));
    }
    return Bytes.wrap(Sha256.digest(key.view()));
  }

  /** About the memory that a key of so many encoded bytes takes when it is prepared. */
  static long memory(int keyBytes) {
    return PREPARED_BYTES + (long) BYTES_PER_ENCODED_BYTE * keyBytes;
  }

  /** The kept key; null when there is none. */
  @Nullable K find(Bytes digest) {
    lock.lock();
    try {
      Kept<K> found = kept.get(digest);
      return found == null ? null : found.key();
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

  /**
   * Keeps a key.
   *
   * @param keyBytes its size as it was encoded
   */
  void keep(Bytes digest, K key, int keyBytes) {
    lock.lock();
    try {
      Kept<K> added = new Kept<>(key, memory(keyBytes));
      Kept<K> replaced = kept.put(digest, added);
      bytes += added.bytes() - (replaced == null ? 0 : replaced.bytes());
      while (bytes > mostBytes) {
        bytes -= kept.pollFirstEntry().getValue().bytes();
      }
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
