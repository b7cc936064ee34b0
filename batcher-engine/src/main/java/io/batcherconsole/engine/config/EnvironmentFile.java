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
      variables.put(name, value(line.substring(equals + 1).strip()));
    }
    return variables;
  }

  private static String value(String written) {
    if (written.length() >= 2
        && (written.startsWith("\"") || written.startsWith("'"))
        && written.charAt(written.length() - 1) == written.charAt(0)) {
      return written.substring(1, written.length() - 1);
    }
    int comment = written.indexOf(" #");
    return comment < 0 ? written : written.substring(0, comment).stripTrailing();
  }
}
