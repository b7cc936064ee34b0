package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.protocol.Address;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers each user's open connections 1, 2, …: a connection takes its user's lowest free number at
 * the first proof and gives it back when it closes, so that lanes on screen stay few. Safe from any
 * thread; memory is bounded by what open connections sent.
 */
final class ConnectionNumbers {
  /** Most users that one connection keeps numbers for; its further users share the number 1. */
  private static final int MOST_USERS_PER_CONNECTION = 64;

  private final Object guard = new Object();

  /** Guarded by {@link #guard}. */
  private final Map<Long, Map<Address, Integer>> byConnection = new HashMap<>();

  /** Numbers in use, by user. Guarded by {@link #guard}. */
  private final Map<Address, BitSet> used = new HashMap<>();

  int number(long connection, Address user) {
    synchronized (guard) {
      Map<Address, Integer> users =
          byConnection.computeIfAbsent(connection, key -> new HashMap<>());
      Integer known = users.get(user);
      if (known != null) {
        return known;
      }
      if (users.size() >= MOST_USERS_PER_CONNECTION) {
        return 1;
      }
      BitSet numbers = used.computeIfAbsent(user, key -> new BitSet());
      int number = numbers.nextClearBit(1);
      numbers.set(number);
      users.put(user, number);
      return number;
    }
  }

  /** Whose proofs came over a connection, and its number among each one's connections. */
  Map<Address, Integer> usersOf(long connection) {
    synchronized (guard) {
      return Map.copyOf(byConnection.getOrDefault(connection, Map.of()));
    }
  }

  void closed(long connection) {
    synchronized (guard) {
      Map<Address, Integer> users = byConnection.remove(connection);
      if (users == null) {
        return;
      }
      users.forEach(
          (user, number) ->
              used.computeIfPresent(
                  user,
                  (key, numbers) -> {
                    numbers.clear(number);
                    return numbers.isEmpty() ? null : numbers;
                  }));
    }
  }
}
