package io.batcherconsole.engine.config;

import java.util.List;

/** A configuration cannot be used; the message names everything that is wrong, a line each. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ConfigException(List<String> problems) {
    super(
        (problems.size() == 1
                ? "The configuration cannot be used:"
                : "The configuration cannot be used, %d things are wrong:"
                    .formatted(problems.size()))
            + "\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, each with its place. */
  public List<String> problems() {
    return problems;
  }
}
