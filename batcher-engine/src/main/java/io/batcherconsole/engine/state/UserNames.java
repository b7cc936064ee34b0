package io.batcherconsole.engine.state;

import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.protocol.Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gives users short names: the known wallets theirs, everyone else the next free one of A, B, …, Z,
 * AA, AB, … in order of first contact. After many names, addresses are shown by their first digits,
 * so that a flood of made-up senders costs no memory. Safe from any thread.
 */
public final class UserNames {
  private static final int MOST_NAMES = 1000;

  private final Object guard = new Object();

  /** Guarded by {@link #guard}. */
  private final Map<Address, UserTag> tags = new HashMap<>();

  /** Guarded by {@link #guard}. */
  private final Set<String> taken = new HashSet<>();

  /** Guarded by {@link #guard}. */
  private int next;

  /**
   * @param known names given beforehand
   */
  public UserNames(Map<Address, String> known) {
    known.forEach(
        (address, name) -> {
          tags.put(address, new UserTag(name, address.checksummed()));
          taken.add(name);
        });
  }

  /** The tag of a user, the same one each time. */
  public UserTag tag(Address user) {
    synchronized (guard) {
      UserTag tag = tags.get(user);
      if (tag != null) {
        return tag;
      }
      if (tags.size() >= MOST_NAMES) {
        String address = user.checksummed();
        return new UserTag(address.substring(2, 8), address);
      }
      tag = new UserTag(nextName(), user.checksummed());
      tags.put(user, tag);
      return tag;
    }
  }

  private String nextName() {
    String name;
    do {
      name = letters(next++);
    } while (!taken.add(name));
    return name;
  }

  /** 0 → A, 25 → Z, 26 → AA. */
  private static String letters(int number) {
    String last = String.valueOf((char) ('A' + number % 26));
    return number < 26 ? last : letters(number / 26 - 1) + last;
  }
}
