package io.batcherconsole.app.faults;

import io.batcherconsole.engine.fault.FaultDesk;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** A delay as a person types it: "5", "2.5", "2,5 s", "300 ms". */
public final class DelayText {
  private DelayText() {}

  /**
   * The delay that {@code text} means; a number without a unit is in seconds.
   *
   * @throws IllegalArgumentException when it is none, or out of range; the message says what to
   *     type
   */
  public static Duration parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT).replace(',', '.');
    if (trimmed.startsWith("+")) {
      trimmed = trimmed.substring(1).strip();
    }
    boolean millis = trimmed.endsWith("ms");
    String number = trimmed.replaceFirst("\\s*(ms|s)$", "");
    Duration delay;
    try {
      if (number.length() > 12) {
        throw new NumberFormatException("too long");
      }
      BigDecimal value = new BigDecimal(number);
      delay = Duration.ofNanos(value.movePointRight(millis ? 6 : 9).longValue());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "“" + text.strip() + "” is no delay: type seconds, as 2.5, or 300 ms", notANumber);
    }
    if (delay.isNegative() || delay.compareTo(FaultDesk.LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "a delay is between 0 and " + FaultDesk.LONGEST_DELAY.toSeconds() + " s");
    }
    return delay;
  }

  /** Seconds with as many decimals as it takes: "5.0", "0.3", "0.25". */
  public static String seconds(Duration delay) {
    BigDecimal seconds = BigDecimal.valueOf(delay.toMillis()).movePointLeft(3).stripTrailingZeros();
    return seconds.setScale(Math.max(1, seconds.scale())).toPlainString();
  }
}
