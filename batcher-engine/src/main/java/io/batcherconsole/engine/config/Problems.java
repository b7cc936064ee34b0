package io.batcherconsole.engine.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration, so that all of it is told at once. */
final class Problems {
  /** A file full of nonsense is not told line by line. */
  private static final int MOST = 50;

  private final List<String> found = new ArrayList<>();

  /**
   * @param where "config.yaml:14", or what else the value comes from
   */
  void add(String where, String sentence) {
    if (found.size() < MOST) {
      found.add(where + ": " + sentence);
    } else if (found.size() == MOST) {
      found.add("and more");
    }
  }

  boolean any() {
    return !found.isEmpty();
  }

  void throwIfAny() throws ConfigException {
    if (!found.isEmpty()) {
      throw new ConfigException(found);
    }
  }
}
