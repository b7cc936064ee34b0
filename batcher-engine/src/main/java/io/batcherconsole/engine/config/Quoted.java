package io.batcherconsole.engine.config;

import java.util.regex.Pattern;

/** Words of a file as a sentence may quote them. */
final class Quoted {
  /** Longest part that is quoted. */
  private static final int LONGEST = 60;

  /** A key that got behind a wrong name is still a key. */
  private static final Pattern LIKE_A_KEY = Pattern.compile("[0-9a-fA-F]{24,}");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Quoted() {}

  /** On one line, bounded, and with nothing that may be a key. */
  static String of(String words) {
    String harmless = LIKE_A_KEY.matcher(words).replaceAll("(many hex digits)");
    String line = CONTROL.matcher(harmless).replaceAll("␣");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
