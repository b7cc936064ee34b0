package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.Stage;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How findings name things. */
final class Words {
  private static final int MOST_NAMES = 4;

  private Words() {}

  /** What a holder does with its lock: "verifying", "restoring a failed batch". */
  static String doing(HolderView holder) {
    Stage stage = holder.stage();
    return stage == null ? holder.site().sentence() : stage.sentence();
  }

  /** With a capital letter, to begin a sentence. */
  static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  /** "A·1, A·2 and 5 more". */
  static String names(Collection<? extends Actor> actors) {
    return list(actors.stream().map(Actor::label).distinct().toList());
  }

  /** The same of other names. */
  static String list(List<String> labels) {
    if (labels.size() == 1) {
      return labels.getFirst();
    }
    if (labels.size() <= MOST_NAMES) {
      return String.join(", ", labels.subList(0, labels.size() - 1)) + " and " + labels.getLast();
    }
    return String.join(", ", labels.subList(0, MOST_NAMES - 1))
        + " and "
        + (labels.size() - MOST_NAMES + 1)
        + " more";
  }

  /** "1 proof", "3 proofs". */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
