package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.verify.ScalarField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The circuit "x³ + x + 5 = y" in PLONK's gates ql·l + qr·r + qm·l·r + qo·o + qk = 0, with y as the
 * first public input and any others that nothing constrains. Each wire of each row carries a
 * variable; the permutation ties equal variables together.
 */
final class PlonkCircuit {
  private static final int GATES = 4;
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger ZERO = BigInteger.ZERO;

  /** A variable that is 0, for wires that carry nothing. */
  private static final int NOTHING = 0;

  private static final int X = 1;
  private static final int X2 = 2;
  private static final int X3 = 3;
  private static final int SUM = 4;

  /** Y, then the other public inputs. */
  private static final int FIRST_INPUT = 5;

  private final ScalarField fr;
  private final int publicInputs;
  private final int rows;

  /** Ql, Qr, Qm, Qo, Qk by row. */
  private final List<List<BigInteger>> selectors = new ArrayList<>();

  /** The variables of wires L, R, O by row. */
  private final List<List<Integer>> wires = new ArrayList<>();

  PlonkCircuit(ScalarField fr, int publicInputs) {
    this.fr = fr;
    this.publicInputs = publicInputs;
    int used = publicInputs + GATES;
    rows = used <= 8 ? 8 : Integer.highestOneBit(used - 1) << 1;
    for (int i = 0; i < 5; i++) {
      selectors.add(new ArrayList<>(Collections.nCopies(rows, ZERO)));
    }
    for (int i = 0; i < 3; i++) {
      wires.add(new ArrayList<>(Collections.nCopies(rows, NOTHING)));
    }
    BigInteger minusOne = fr.neg(ONE);
    for (int i = 0; i < publicInputs; i++) {
      gate(i, List.of(minusOne, ZERO, ZERO, ZERO, ZERO), FIRST_INPUT + i, NOTHING, NOTHING);
    }
    int row = publicInputs;
    gate(row++, List.of(ZERO, ZERO, ONE, minusOne, ZERO), X, X, X2);
    gate(row++, List.of(ZERO, ZERO, ONE, minusOne, ZERO), X2, X, X3);
    gate(row++, List.of(ONE, ONE, ZERO, minusOne, ZERO), X3, X, SUM);
    BigInteger five = BigInteger.valueOf(5);
    gate(row, List.of(ONE, ZERO, ZERO, minusOne, five), SUM, NOTHING, FIRST_INPUT);
  }

  private void gate(int row, List<BigInteger> coefficients, int left, int right, int out) {
    for (int i = 0; i < coefficients.size(); i++) {
      selectors.get(i).set(row, coefficients.get(i));
    }
    wires.get(0).set(row, left);
    wires.get(1).set(row, right);
    wires.get(2).set(row, out);
  }

  /** A power of two. */
  int rows() {
    return rows;
  }

  List<List<BigInteger>> selectors() {
    return selectors;
  }

  /**
   * S₁, S₂, S₃: where each wire's cycle of equal variables goes next, as elements of the cosets.
   *
   * @param cosets 1, u, u²
   */
  List<List<BigInteger>> permutation(EvaluationDomain domain, List<BigInteger> cosets) {
    record Wire(int column, int row) {}
    Map<Integer, List<Wire>> cycles = new HashMap<>();
    for (int column = 0; column < 3; column++) {
      for (int row = 0; row < rows; row++) {
        int variable = wires.get(column).get(row);
        cycles.computeIfAbsent(variable, v -> new ArrayList<>()).add(new Wire(column, row));
      }
    }
    List<List<BigInteger>> s = new ArrayList<>();
    for (int column = 0; column < 3; column++) {
      s.add(new ArrayList<>(Collections.nCopies(rows, ZERO)));
    }
    for (List<Wire> cycle : cycles.values()) {
      for (int i = 0; i < cycle.size(); i++) {
        Wire from = cycle.get(i);
        Wire to = cycle.get((i + 1) % cycle.size());
        BigInteger place = fr.mul(cosets.get(to.column), domain.element(to.row));
        s.get(from.column).set(from.row, place);
      }
    }
    return s;
  }

  /** The values of all variables for an x and the inputs that nothing constrains. */
  List<BigInteger> assign(BigInteger x, List<BigInteger> otherInputs) {
    BigInteger x2 = fr.mul(x, x);
    BigInteger x3 = fr.mul(x2, x);
    BigInteger sum = fr.add(x3, x);
    List<BigInteger> values = new ArrayList<>(List.of(ZERO, x, x2, x3, sum));
    values.add(fr.add(sum, BigInteger.valueOf(5)));
    values.addAll(otherInputs);
    return values;
  }

  List<BigInteger> publicInputs(List<BigInteger> assignment) {
    return List.copyOf(assignment.subList(FIRST_INPUT, FIRST_INPUT + publicInputs));
  }

  /** The values on wires L, R, O by row. */
  List<List<BigInteger>> wireValues(List<BigInteger> assignment) {
    return wires.stream().map(wire -> wire.stream().map(assignment::get).toList()).toList();
  }
}
