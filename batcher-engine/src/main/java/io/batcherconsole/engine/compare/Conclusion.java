package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.compare.DesignReport.Found;
import io.batcherconsole.engine.runtime.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the figures of a design say, in one sentence of plain words. */
final class Conclusion {
  /** A batch lock that is waited for so many times as long is worth a word. */
  private static final long MUCH_LONGER = 5;

  /** All waits together that are a smaller part of the run than one of so many are none. */
  private static final long PART_OF_RUN = 50;

  /** A rate that differs by less than this part is the same on a busy machine. */
  private static final double SAME_RATE = 0.25;

  private Conclusion() {}

  static String of(DesignReport design, DesignReport measure) {
    List<String> clauses = new ArrayList<>();
    if (design.run().problem() != null) {
      clauses.add("the load could not be played to its end");
    }
    clauses.add(isolation(design.isolation()));
    batchLock(design, measure).ifPresent(clauses::add);
    rate(design, measure).ifPresent(clauses::add);
    clauses.add(fates(design));
    if (!design.findings().isEmpty()) {
      clauses.add(
          "found: "
              + design.findings().stream().map(Found::check).collect(Collectors.joining(", ")));
    }
    return String.join("; ", clauses) + ".";
  }

  private static String isolation(Isolation isolation) {
    if (!isolation.known()) {
      return "how much users feel each other could not be measured";
    }
    return isolation.broken()
        ? "one user's slow proof makes the others wait: "
            + ratio(isolation.slowdown())
            + " as long to the queue"
        : "one user's slow proof makes no other wait";
  }

  private static Optional<String> batchLock(DesignReport design, DesignReport measure) {
    Optional<LockFigures> own = design.lock("batch");
    Optional<LockFigures> other = measure.lock("batch");
    if (own.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    if (design.locking().equals(measure.locking())) {
      return Optional.of(
          "the batch lock is held for " + Durations.words(own.get().holdMax()) + " at the longest");
    }
    long waited = own.get().waitTotal();
    long there = other.get().waitTotal();
    return waited < Math.max(MUCH_LONGER * there, design.run().tookNanos() / PART_OF_RUN)
        ? Optional.empty()
        : Optional.of(
            "the batch lock is waited for "
                + Durations.words(waited)
                + " in all, against "
                + (there == 0 ? "nothing" : Durations.words(there))
                + " under "
                + measure.locking());
  }

  private static Optional<String> rate(DesignReport design, DesignReport measure) {
    double times = design.queuedPerSecond() / measure.queuedPerSecond();
    return measure.queuedPerSecond() == 0 || Math.abs(times - 1) < SAME_RATE
        ? Optional.empty()
        : Optional.of("proofs get into the queue at " + ratio(times) + " the rate");
  }

  private static String fates(DesignReport design) {
    return design.posted() == design.sent()
        ? "every proof is on chain"
        : design.sent()
            - design.posted()
            + " of "
            + design.sent()
            + " proofs were not taken ("
            + String.join(", ", design.refused().keySet())
            + ")";
  }

  /** As the beginning of a line. */
  static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  /** "1.0 ×", "350 ×". */
  static String ratio(double times) {
    return String.format(Locale.ROOT, times < 9.95 ? "%.1f ×" : "%.0f ×", times);
  }
}
