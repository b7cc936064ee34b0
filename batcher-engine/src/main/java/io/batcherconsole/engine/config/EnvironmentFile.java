package io.batcherconsole.engine.config;

import java.util.HashMap;
import java.util.Map;

/**
 * A file of environment variables, a {@code NAME=value} each line: empty lines, comments, {@code
 * export} and quotes as shells have them, and nothing is substituted.
 */
final class EnvironmentFile {
  private EnvironmentFile() {}

  /** The variables; what is no variable is added to {@code problems}. */
  static Map<String, String> read(String file, String content, Problems problems) {
    Map<String, String> variables = new HashMap<>();
    int number = 0;
    for (String raw : content.split("\n", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("export ")) {
        line = line.substring("export ".length()).strip();
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? "" : line.substring(0, equals).strip();
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        problems.add(YamlReader.at(file, number), "this is no variable; NAME=value belongs there");
        continue;
      }
      try {
        variables.put(name, value(name, line.substring(equals + 1).strip()));
      } catch (IllegalArgumentException unclear) {
        problems.add(YamlReader.at(file, number), String.valueOf(unclear.getMessage()));
      }
    }
    return variables;
  }

  /**
   * The value without its quotes and without a comment behind it.
   *
   * @throws IllegalArgumentException when it is not clear where it ends; the message quotes nothing
   */
  private static String value(String name, String written) {
    if (!written.startsWith("\"") && !written.startsWith("'")) {
      return (" " + written).split("\\s#", 2)[0].strip();
    }
    int end = written.indexOf(written.charAt(0), 1);
    if (end < 0) {
      throw new IllegalArgumentException(
          "the quote before the value of " + name + " is not closed behind it");
    }
    if (!written.substring(end + 1).matches("(\\s+#.*)?")) {
      throw new IllegalArgumentException("there is something behind the quoted value of " + name);
    }
    return written.substring(1, end);
  }
}
