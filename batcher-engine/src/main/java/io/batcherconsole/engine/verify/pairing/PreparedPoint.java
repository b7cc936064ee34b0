package io.batcherconsole.engine.verify.pairing;

import java.util.List;

/**
 * A point of G2 with the lines of its Miller loop, which depend on it alone. Immutable; all threads
 * may share it. About 40 kB.
 */
public final class PreparedPoint {
  final boolean infinity;
  final List<Line> lines;

  PreparedPoint(boolean infinity, List<Line> lines) {
    this.infinity = infinity;
    this.lines = List.copyOf(lines);
  }

  /**
   * The line through two points of the curve, or the tangent, as a function of P = (x, y) in G1:
   * {@code ofY · y + ofX · x + constant}, each at the power of w that the twist gives it.
   */
  record Line(Fp2 ofY, Fp2 ofX, Fp2 constant) {}
}
