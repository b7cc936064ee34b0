package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.LockKind;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which lock may be asked for while another is held, as a design declares it.
 *
 * @param design whose order it is: "ordered"
 * @param nestings all that may nest
 */
public record LockOrder(String design, Set<Nesting> nestings) {
  public LockOrder {
    nestings = Set.copyOf(nestings);
  }

  /** An actor that holds {@code outer} may ask for {@code inner}. */
  public record Nesting(LockKind outer, LockKind inner) {
    /** "user → batch". */
    @Override
    public String toString() {
      return outer.words() + " → " + inner.words();
    }
  }

  /** Whether {@code inner} may be asked for while {@code outer} is held. */
  public boolean allows(LockKind outer, LockKind inner) {
    return nestings.contains(new Nesting(outer, inner));
  }

  /** "user → batch", or "nothing nests". */
  public String inWords() {
    return nestings.isEmpty()
        ? "nothing nests"
        : nestings.stream().map(Nesting::toString).sorted().collect(Collectors.joining(", "));
  }
}
