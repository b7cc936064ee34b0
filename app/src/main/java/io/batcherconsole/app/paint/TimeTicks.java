package io.batcherconsole.app.paint;

import io.batcherconsole.app.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** Round moments to write on a time axis, counted back from now. */
public final class TimeTicks {
  private static final long SECOND = 1_000_000_000L;
  private static final long[] STEPS = {
    SECOND / 100,
    SECOND / 50,
    SECOND / 20,
    SECOND / 10,
    SECOND / 5,
    SECOND / 2,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    60 * SECOND,
    120 * SECOND,
    300 * SECOND
  };

  private TimeTicks() {}

  /**
   * A moment with its label.
   *
   * @param at ns
   * @param label "now" or how long before, as "−5 s"
   */
  public record Tick(long at, String label) {}

  /** The smallest round step of which {@code most} or fewer fit into {@code span} ns. */
  public static long step(long span, int most) {
    for (long step : STEPS) {
      if (span / step <= most) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  /** The ticks from {@code from} to {@code to}, latest first; {@code most} of them or fewer. */
  public static List<Tick> between(long from, long to, long now, int most) {
    long step = step(to - from, Math.max(1, most));
    List<Tick> ticks = new ArrayList<>();
    for (long back = Math.ceilDiv(now - to, step) * step; now - back >= from; back += step) {
      ticks.add(new Tick(now - back, label(back, step)));
    }
    return ticks;
  }

  private static String label(long back, long step) {
    if (back == 0) {
      return "now";
    }
    if (step % (60 * SECOND) == 0) {
      return "−" + back / (60 * SECOND) + " min";
    }
    if (step >= SECOND) {
      return "−" + back / SECOND + " s";
    }
    int digits = step >= SECOND / 10 ? 1 : 2;
    return "−" + Figures.fixed((double) back / SECOND, digits) + " s";
  }
}
