package io.batcherconsole.app.theme;

import java.util.Locale;

/** A named colour of the token sheets. {@code WAITING_USER} is {@code -bc-waiting-user} there. */
public enum Token {
  /** Behind the panels. */
  WINDOW,
  /** A panel's ground, on which states are painted. */
  PANEL,
  /** A card on a panel. */
  RAISED,
  /** Borders, rules and grid lines. */
  LINE,
  TEXT,
  MUTED,
  /** Axis labels and hints. */
  FAINT,
  ACCENT,
  /** Text that needs attention: somebody waits. */
  ATTENTION,
  /** Text about something that failed. */
  BROKEN,
  /** Text about something that went well. */
  WELL,
  HOLDING,
  WAITING_USER,
  WAITING_BATCH,
  VERIFYING,
  INJECTED,
  POSTED,
  BEHIND_CONNECTION,
  /** Text on {@link #HOLDING}. */
  ON_HOLDING,
  /** Translucent, behind everything that an injected fault covers. */
  INJECTED_WASH,
  /** Text about an injected fault. */
  INJECTED_TEXT;

  /** The looked-up colour's name in a style sheet: "-bc-waiting-user". */
  public String property() {
    return "-bc-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
