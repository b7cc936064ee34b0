package io.batcherconsole.engine.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which keys take turns: each turn takes the oldest item of the key that has waited
 * longest for one. Items of one group may be taken together, and each that is counts as its key's
 * turn. Knows the threads that found it empty, so that whoever adds an item can wake one.
 *
 * <p>Thread-safe: everything is guarded by {@link #lock}, under which nothing is called but {@link
 * Object#equals} of groups and keys.
 */
final class TurnQueue<K, T> {
  private final int takers;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();

  /** Keys with items, the one whose turn is next first. */
  private final LinkedHashMap<K, Deque<Entry<T>>> items = new LinkedHashMap<>();

  private final Deque<Thread> idle = new ArrayDeque<>();

  private record Entry<T>(T item, @Nullable Object group) {
    boolean isOf(Object other) {
      return other.equals(group);
    }
  }

  /**
   * @param takers threads that take; each leaves the others their share of what waits
   * @param most items that are taken together
   */
  TurnQueue(int takers, int most) {
    this.takers = takers;
    this.most = most;
  }

  /**
   * Adds an item; returns a thread that waits for one and should be woken, or null.
   *
   * @param group of items that may be taken together; null for one that is taken alone
   */
  @Nullable Thread add(K key, T item, @Nullable Object group) {
    lock.lock();
    try {
      items.computeIfAbsent(key, k -> new ArrayDeque<>()).add(new Entry<>(item, group));
      return idle.poll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next item and those that may be taken with it. No key gives a second one while
   * another key is passed over, so that the key which is passed over waits for one turn of each of
   * the others, as ever.
   *
   * @return empty when there is none; the thread is woken for a later one then
   */
  List<T> takeOrIdle(Thread taker) {
    lock.lock();
    try {
      idle.remove(taker);
      Map.Entry<K, Deque<Entry<T>>> first = items.firstEntry();
      if (first == null) {
        idle.add(taker);
        return List.of();
      }
      int share = Math.min(most, (count() + takers - 1) / takers);
      List<T> taken = new ArrayList<>();
      Entry<T> next = takeTurn(first);
      taken.add(next.item());
      if (next.group() != null) {
        takeAlong(taken, next.group(), first.getKey(), share);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  private void takeAlong(List<T> taken, Object group, K first, int share) {
    Set<K> givers = new HashSet<>();
    givers.add(first);
    boolean passedOver = false;
    int before;
    do {
      before = taken.size();
      for (Map.Entry<K, Deque<Entry<T>>> ofKey : List.copyOf(items.entrySet())) {
        if (taken.size() >= share) {
          return;
        }
        if (!ofKey.getValue().element().isOf(group)) {
          passedOver = true;
        } else if (givers.add(ofKey.getKey()) || !passedOver) {
          taken.add(takeTurn(ofKey).item());
        }
      }
    } while (taken.size() > before);
  }

  /** The key's oldest item; the key goes last. Under the lock. */
  private Entry<T> takeTurn(Map.Entry<K, Deque<Entry<T>>> ofKey) {
    Entry<T> entry = ofKey.getValue().remove();
    if (ofKey.getValue().isEmpty()) {
      items.remove(ofKey.getKey());
    } else {
      items.putLast(ofKey.getKey(), ofKey.getValue());
    }
    return entry;
  }

  /** Removes an item; false when it was taken or removed before. */
  boolean remove(K key, T item) {
    lock.lock();
    try {
      Deque<Entry<T>> ofKey = items.get(key);
      if (ofKey == null || !ofKey.removeIf(entry -> entry.item().equals(item))) {
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
      return count();
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  private int count() {
    return items.values().stream().mapToInt(Deque::size).sum();
  }

  /** The items that wait, in no particular order; they stay. */
  List<T> waiting() {
    lock.lock();
    try {
      List<T> all = new ArrayList<>();
      items.values().forEach(ofKey -> ofKey.forEach(entry -> all.add(entry.item())));
      return all;
    } finally {
      lock.unlock();
    }
  }
}
