package io.batcherconsole.app.faults;

import io.batcherconsole.engine.fault.FaultAction;
import io.batcherconsole.engine.fault.FaultPoint;
import java.util.ArrayList;
import java.util.List;

/** What somebody who types a fault rule may mean. */
final class RuleSuggestions {
  /** More could not be read at a glance. */
  static final int MOST = 8;

  private RuleSuggestions() {}

  /**
   * Rules that begin as {@code typed} does, or whose point contains it.
   *
   * @param users names that a rule can be aimed at
   */
  static List<String> of(String typed, List<String> users) {
    String text = typed.strip();
    int at = text.indexOf('@');
    return (at < 0 ? rules(text) : aimed(text.substring(0, at), text.substring(at + 1), users))
        .stream().filter(rule -> !rule.equals(text)).limit(MOST).toList();
  }

  private static List<String> rules(String text) {
    List<String> first = new ArrayList<>();
    List<String> then = new ArrayList<>();
    for (FaultPoint point : FaultPoint.values()) {
      for (FaultAction.Kind kind : point.kinds()) {
        String rule = point.words() + "=" + example(kind);
        if (rule.startsWith(text)) {
          first.add(rule);
        } else if (rule.contains(text)) {
          then.add(rule);
        }
      }
    }
    first.addAll(then);
    return first;
  }

  private static List<String> aimed(String rule, String who, List<String> users) {
    int comma = who.lastIndexOf(',') + 1;
    return users.stream()
        .filter(user -> user.startsWith(who.substring(comma)))
        .map(user -> rule + "@" + who.substring(0, comma) + user)
        .toList();
  }

  private static String example(FaultAction.Kind kind) {
    return switch (kind) {
      case DELAY -> "delay(5s)";
      case ERROR -> "error";
      case DROP -> "drop";
      case PAUSE -> "pause";
    };
  }
}
