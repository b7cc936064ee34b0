package io.batcherconsole.engine.config;

import java.util.List;
import java.util.Map;

/** A value in a YAML file, with the line on which it begins, from 1. */
sealed interface YamlNode {
  int line();

  /** What kind of value it is, for a sentence: "a list". */
  String kind();

  /**
   * A single value as it is written, without its quotes; no meaning is read into it, so that a key
   * of digits stays a text.
   *
   * @param empty nothing is written there, or null
   */
  record Scalar(String text, boolean empty, int line) implements YamlNode {
    @Override
    public String kind() {
      return empty ? "nothing" : "a single value";
    }
  }

  /** Keys and values, in the file's order. */
  record Mapping(Map<String, YamlNode> entries, int line) implements YamlNode {
    @Override
    public String kind() {
      return "a block of keys";
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }
}
