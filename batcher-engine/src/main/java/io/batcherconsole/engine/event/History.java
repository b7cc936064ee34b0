package io.batcherconsole.engine.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Items in the order of a time, written by one thread at the end and forgotten from the start. A
 * {@link Slice} that was handed to another thread through a volatile field never changes: what it
 * covers is not written again, and a full array is replaced by a new one.
 */
final class History<T> {
  private Object[] items = new Object[16];
  private int start;
  private int end;

  /** What a history held at one moment. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Slice<T>(Object[] items, int start, int end) {
    /** The items from the first whose time is at least {@code from}; times must ascend. */
    List<T> since(long from, ToLongFunction<T> time) {
      int low = start;
      int high = end;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (time.applyAsLong(item(middle)) < from) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      List<T> found = new ArrayList<>(end - low);
      for (int i = low; i < end; i++) {
        found.add(item(i));
      }
      return found;
    }

    @SuppressWarnings("unchecked") // only items of type T are added
    private T item(int index) {
      return (T) items[index];
    }
  }

  int size() {
    return end - start;
  }

  void add(T item) {
    if (end == items.length) {
      items = Arrays.copyOfRange(items, start, start + Math.max(16, size() * 2));
      end -= start;
      start = 0;
    }
    items[end++] = item;
  }

  /** Forgets the oldest so that at most {@code most} are left, and those before {@code oldest}. */
  void trim(int most, long oldest, ToLongFunction<T> time) {
    start = Math.max(start, end - most);
    Slice<T> slice = slice();
    while (start < end && time.applyAsLong(slice.item(start)) < oldest) {
      start++;
    }
  }

  Slice<T> slice() {
    return new Slice<>(items, start, end);
  }
}
