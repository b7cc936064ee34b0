package io.batcherconsole.engine.verify.pairing;

import io.batcherconsole.engine.verify.pairing.PreparedPoint.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the lines of a point's Miller loop while it walks along, in homogeneous coordinates. C.
 * Costello, T. Lange, M. Naehrig, "Faster pairing computations on curves with high-degree twists",
 * 2010, §5, in the form of D. Aranha et al., "Faster explicit formulas for computing pairings over
 * ordinary curves", 2011, §4.
 */
final class LineCollector {
  private final Fp2Field fp2;
  private final Fp2 twistB;
  private final List<Line> lines = new ArrayList<>();
  private final Fp2 x;
  private final Fp2 y;
  private final Fp2 z;

  private final Fp2 t0;
  private final Fp2 t1;
  private final Fp2 t2;
  private final Fp2 t3;
  private final Fp2 t4;
  private final Fp2 t5;
  private final Fp2 t6;
  private final Fp2 t7;
  private final Fp2 t8;

  /**
   * @param twistB of the twist y² = x³ + b'
   * @param q where the walk starts
   */
  LineCollector(Fp2Field fp2, Fp2 twistB, Point<Fp2> q) {
    this.fp2 = fp2;
    this.twistB = twistB;
    t0 = fp2.create();
    t1 = fp2.create();
    t2 = fp2.create();
    t3 = fp2.create();
    t4 = fp2.create();
    t5 = fp2.create();
    t6 = fp2.create();
    t7 = fp2.create();
    t8 = fp2.create();
    x = fp2.copy(q.x);
    y = fp2.copy(q.y);
    z = fp2.create();
    fp2.setOne(z);
  }

  /** The tangent; the point doubles. Aranha et al., §4, equations 11 and 12. */
  void dbl() {
    // t0 = A = x y / 2, t1 = B = y², t2 = C = z², t3 = E = 3 b' C, t4 = F = 3 E
    fp2.mul(t0, x, y);
    fp2.halve(t0, t0);
    fp2.sqr(t1, y);
    fp2.sqr(t2, z);
    fp2.dbl(t3, t2);
    fp2.add(t3, t3, t2);
    fp2.mul(t3, t3, twistB);
    fp2.dbl(t4, t3);
    fp2.add(t4, t4, t3);
    // t5 = G = (B + F) / 2, t6 = H = (y + z)² - B - C = 2 y z
    fp2.add(t5, t1, t4);
    fp2.halve(t5, t5);
    fp2.add(t6, y, z);
    fp2.sqr(t6, t6);
    fp2.sub(t6, t6, t1);
    fp2.sub(t6, t6, t2);
    fp2.reduce(t6);
    // -H y + 3 x² x + (E - B)
    fp2.sqr(t7, x);
    fp2.dbl(t8, t7);
    fp2.add(t7, t8, t7);
    fp2.sub(t8, t3, t1);
    addLine(fp2.negated(t6), fp2.copy(t7), fp2.copy(t8));
    // x = A (B - F), y = G² - 3 E², z = B H
    fp2.sub(t8, t1, t4);
    fp2.reduce(t8);
    fp2.mul(x, t0, t8);
    fp2.sqr(t8, t3);
    fp2.dbl(t7, t8);
    fp2.add(t8, t8, t7);
    fp2.sqr(t7, t5);
    fp2.sub(y, t7, t8);
    fp2.reduce(y);
    fp2.mul(z, t1, t6);
  }

  /** The line through the point and q; the point becomes their sum. */
  void add(Point<Fp2> q) {
    // t0 = θ = y - q.y z, t1 = λ = x - q.x z
    fp2.mul(t0, q.y, z);
    fp2.sub(t0, y, t0);
    fp2.mul(t1, q.x, z);
    fp2.sub(t1, x, t1);
    // λ y - θ x + (θ q.x - λ q.y)
    fp2.mul(t2, t0, q.x);
    fp2.mul(t3, t1, q.y);
    fp2.sub(t2, t2, t3);
    addLine(fp2.copy(t1), fp2.negated(t0), fp2.copy(t2));
    // t2 = C = θ², t3 = D = λ², t4 = E = λ³, t5 = F = z C, t6 = G = x D, t7 = H = E + F - 2 G
    fp2.sqr(t2, t0);
    fp2.sqr(t3, t1);
    fp2.mul(t4, t1, t3);
    fp2.mul(t5, z, t2);
    fp2.mul(t6, x, t3);
    fp2.add(t7, t4, t5);
    fp2.sub(t7, t7, t6);
    fp2.sub(t7, t7, t6);
    fp2.reduce(t7);
    // x = λ H, y = θ (G - H) - E y, z = z E
    fp2.mul(x, t1, t7);
    fp2.sub(t6, t6, t7);
    fp2.mul(t6, t6, t0);
    fp2.mul(t5, t4, y);
    fp2.sub(y, t6, t5);
    fp2.reduce(y);
    fp2.mul(z, z, t4);
  }

  private void addLine(Fp2 ofY, Fp2 ofX, Fp2 constant) {
    fp2.reduce(ofY);
    fp2.reduce(ofX);
    fp2.reduce(constant);
    lines.add(new Line(ofY, ofX, constant));
  }

  /** What was collected so far. */
  List<Line> lines() {
    return lines;
  }
}
