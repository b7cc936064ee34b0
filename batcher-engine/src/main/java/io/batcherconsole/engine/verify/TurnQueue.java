package io.batcherconsole.engine.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which keys take turns: each turn takes the oldest item of the key that has waited
 * longest for one. Knows the threads that found it empty, so that whoever adds an item can wake
 * one.
 *
 * <p>Thread-safe: everything is guarded by {@link #lock}, under which nothing is called.
 */
final class TurnQueue<K, T> {
  private final ReentrantLock lock = new ReentrantLock();

  /** Keys with items, the one whose turn is next first. */
  private final LinkedHashMap<K, Deque<T>> items = new LinkedHashMap<>();

  private final Deque<Thread> idle = new ArrayDeque<>();

  /** Adds an item; returns a thread that waits for one and should be woken, or null. */
  @Nullable Thread add(K key, T item) {
    lock.lock();
    try {
      items.computeIfAbsent(key, k -> new ArrayDeque<>()).add(item);
      return idle.poll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next item; when there is none, null, and the thread is woken for a later one. */
  @Nullable T takeOrIdle(Thread taker) {
    lock.lock();
    try {
      idle.remove(taker);
      var next = items.pollFirstEntry();
      if (next == null) {
        idle.add(taker);
        return null;
      }
      Deque<T> ofKey = next.getValue();
      T item = ofKey.remove();
      if (!ofKey.isEmpty()) {
        items.putLast(next.getKey(), ofKey);
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  /** Removes an item; false when it was taken or removed before. */
  boolean remove(K key, T item) {
    lock.lock();
    try {
      Deque<T> ofKey = items.get(key);
      if (ofKey == null || !ofKey.remove(item)) {
        return false;
      }
      if (ofKey.isEmpty()) {
        items.remove(key);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return items.values().stream().mapToInt(Deque::size).sum();
    } finally {
      lock.unlock();
    }
  }

  /** The items that wait, in no particular order; they stay. */
  List<T> waiting() {
    lock.lock();
    try {
      List<T> all = new ArrayList<>();
      items.values().forEach(all::addAll);
      return all;
    } finally {
      lock.unlock();
    }
  }
}
