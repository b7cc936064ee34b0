package io.batcherconsole.engine.verify.pairing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the sources of the base fields: straight-line code with the modulus folded in, which the
 * compiler turns into twice as fast machine code as loops over limbs.
 *
 * <p>{@code java batcher-engine/src/test/java/…/FieldGenerator.java} in the repository's root
 * writes them anew; {@code FieldGeneratorTest} fails when they differ from what this program
 * writes.
 */
final class FieldGenerator {
  /**
   * @param limbs number of limbs of an element
   * @param bits bits of a limb; even
   */
  record Spec(String className, String curve, int limbs, int bits, BigInteger modulus) {
    Path file() {
      return Path.of(
          "src/main/java/io/batcherconsole/engine/verify/pairing/" + className + ".java");
    }

    /** Shift that is shared out to both operands, so that multiplyHigh divides by 2^bits. */
    int shift() {
      return (64 - bits) / 2;
    }

    long limb(int i) {
      return modulus.shiftRight(bits * i).longValue() & mask();
    }

    long mask() {
      return (1L << bits) - 1;
    }

    /** -modulus^-1 mod 2^bits. */
    long negatedInverse() {
      BigInteger base = BigInteger.ONE.shiftLeft(bits);
      return base.subtract(modulus.modInverse(base)).longValue();
    }

    /** floor(2^62 / (top limb + 1)): multiplying with it estimates top / modulus from below. */
    long quotientFactor() {
      return (1L << 62) / (limb(limbs - 1) + 1);
    }
  }

  static final List<Spec> SPECS =
      List.of(
          new Spec(
              "Bn254Fp",
              "BN254 (alt_bn128)",
              5,
              52,
              new BigInteger(
                  "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47", 16)),
          new Spec(
              "Bls12381Fp",
              "BLS12-381",
              7,
              56,
              new BigInteger(
                  "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf"
                      + "6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
                  16)));

  private final Spec spec;
  private final int n;
  private final StringBuilder out = new StringBuilder();

  private FieldGenerator(Spec spec) {
    this.spec = spec;
    this.n = spec.limbs();
  }

  public static void main(String[] args) throws IOException {
    for (Spec spec : SPECS) {
      Files.writeString(Path.of("batcher-engine").resolve(spec.file()), source(spec));
    }
  }

  /** The complete source file. */
  static String source(Spec spec) {
    return new FieldGenerator(spec).write();
  }

  private String write() {
    line(0, "package io.batcherconsole.engine.verify.pairing;");
    line(0, "");
    line(0, "import java.math.BigInteger;");
    line(0, "");
    line(
        0,
        "/** The base field of %s. Written by FieldGenerator: do not edit. */"
            .formatted(spec.curve()));
    line(0, "final class %s extends PrimeField {".formatted(spec.className()));
    line(1, "private static final String MODULUS =");
    line(3, "\"%x\";".formatted(spec.modulus()));
    line(1, "private static final long MASK = 0x%xL;".formatted(spec.mask()));
    line(1, "private static final long NEGATED_INVERSE = 0x%xL;".formatted(spec.negatedInverse()));
    for (int i = 0; i < n; i++) {
      line(1, "private static final long P%d = 0x%xL;".formatted(i, spec.limb(i)));
    }
    for (int i = 0; i < n; i++) {
      line(1, "private static final long S%d = P%d << %d;".formatted(i, i, spec.shift()));
    }
    line(0, "");
    line(1, "%s() {".formatted(spec.className()));
    line(2, "super(%d, %d, new BigInteger(MODULUS, 16));".formatted(n, spec.bits()));
    line(1, "}");
    product("mul", false, "");
    product("mulAdd", true, "");
    product("mulSub", true, "-");
    square();
    limbwise("add", "Fp r, Fp a, Fp b", "a.limbs[%1$d] + b.limbs[%1$d]");
    limbwise("sub", "Fp r, Fp a, Fp b", "a.limbs[%1$d] - b.limbs[%1$d]");
    limbwise("neg", "Fp r, Fp a", "-a.limbs[%1$d]");
    reduction("reduce", "Fp r", "r.limbs[%1$d]");
    reduction(
        "linear", "Fp r, long ka, Fp a, long kb, Fp b", "ka * a.limbs[%1$d] + kb * b.limbs[%1$d]");
    line(0, "}");
    return out.toString();
  }

  /** Row-wise Montgomery multiplication of one product or of two, whose reduction is shared. */
  private void product(String name, boolean two, String sign) {
    String operands = two ? "Fp a, Fp b, Fp u, Fp v" : "Fp a, Fp b";
    begin(name, "Fp r, " + operands);
    line(2, two ? "assert productsFit(a, b, u, v);" : "assert productFits(a, b);");
    load("b");
    if (two) {
      load("v");
    }
    columns(0, n);
    line(2, "long x;");
    line(2, "long xs;");
    if (two) {
      line(2, "long y;");
      line(2, "long ys;");
    }
    line(2, "long top;");
    line(2, "long m;");
    line(2, "long ms;");
    for (int row = 0; row < n; row++) {
      line(2, "// row %d".formatted(row));
      multiplier("x", "a.limbs[" + row + "]");
      if (two) {
        multiplier("y", sign + "u.limbs[" + row + "]");
      }
      for (int column = 0; column < n; column++) {
        accumulate(column, "x", "b");
        if (two) {
          accumulate(column, "y", "v");
        }
      }
      line(2, "top = Math.multiplyHigh(xs, b%ds);".formatted(n - 1));
      if (two) {
        line(2, "top += Math.multiplyHigh(ys, v%ds);".formatted(n - 1));
      }
      quotient("c0");
      line(2, "c0 += (m * P0) & MASK;");
      line(
          2,
          "c0 = c1 + (c0 >> %d) + Math.multiplyHigh(ms, S0) + ((m * P1) & MASK);"
              .formatted(spec.bits()));
      for (int j = 1; j < n - 1; j++) {
        line(
            2,
            "c%d = c%d + Math.multiplyHigh(ms, S%d) + ((m * P%d) & MASK);"
                .formatted(j, j + 1, j, j + 1));
      }
      line(2, "c%d = top + Math.multiplyHigh(ms, S%d);".formatted(n - 1, n - 1));
    }
    store("c", 0);
    end();
  }

  private void multiplier(String name, String value) {
    line(2, "%s = %s;".formatted(name, value));
    line(2, "%ss = %s << %d;".formatted(name, name, spec.shift()));
  }

  private void accumulate(int column, String x, String b) {
    line(2, "c%d += (%s * %s%d) & MASK;".formatted(column, x, b, column));
    if (column > 0) {
      line(2, "c%d += Math.multiplyHigh(%ss, %s%ds);".formatted(column, x, b, column - 1));
    }
  }

  /** All columns of the square, cross products once and doubled, then the reduction. */
  private void square() {
    begin("sqr", "Fp r, Fp a");
    line(2, "assert squareFits(a);");
    load("a");
    columns(0, 2 * n);
    line(2, "long x;");
    line(2, "long xs;");
    line(2, "long m;");
    line(2, "long ms;");
    for (int i = 0; i < n; i++) {
      line(2, "c%d += (a%d * a%d) & MASK;".formatted(2 * i, i, i));
      line(2, "c%d += Math.multiplyHigh(a%ds, a%ds);".formatted(2 * i + 1, i, i));
      if (i < n - 1) {
        line(2, "x = a%d << 1;".formatted(i));
        line(2, "xs = x << %d;".formatted(spec.shift()));
      }
      for (int j = i + 1; j < n; j++) {
        line(2, "c%d += (x * a%d) & MASK;".formatted(i + j, j));
        line(2, "c%d += Math.multiplyHigh(xs, a%ds);".formatted(i + j + 1, j));
      }
    }
    for (int i = 0; i < n; i++) {
      line(2, "// clear column %d".formatted(i));
      quotient("c" + i);
      line(2, "c%d += (m * P0) & MASK;".formatted(i));
      line(2, "c%d += (c%d >> %d) + Math.multiplyHigh(ms, S0);".formatted(i + 1, i, spec.bits()));
      for (int j = 1; j < n; j++) {
        line(2, "c%d += (m * P%d) & MASK;".formatted(i + j, j));
        line(2, "c%d += Math.multiplyHigh(ms, S%d);".formatted(i + j + 1, j));
      }
    }
    store("c", n);
    end();
  }

  private void limbwise(String name, String parameters, String expression) {
    begin(name, parameters);
    for (int i = 0; i < n; i++) {
      line(2, "r.limbs[%d] = %s;".formatted(i, expression.formatted(i)));
    }
    end();
  }

  /** Subtracts the estimated multiple of the modulus and brings the limbs back to their bits. */
  private void reduction(String name, String parameters, String limb) {
    begin(name, parameters);
    for (int i = 0; i < n; i++) {
      line(2, "long c%d = %s;".formatted(i, limb.formatted(i)));
    }
    carry();
    line(2, "long q = Math.multiplyHigh(c%d << 2, 0x%xL);".formatted(n - 1, spec.quotientFactor()));
    line(2, "assert quotientFits(q);");
    for (int i = 0; i < n; i++) {
      line(2, "c%d -= q * P%d;".formatted(i, i));
    }
    store("c", 0);
    end();
  }

  private void carry() {
    for (int i = 0; i < n - 1; i++) {
      line(2, "c%d += c%d >> %d;".formatted(i + 1, i, spec.bits()));
      line(2, "c%d &= MASK;".formatted(i));
    }
  }

  private void load(String name) {
    for (int i = 0; i < n; i++) {
      line(2, "long %s%d = %s.limbs[%d];".formatted(name, i, name, i));
      line(2, "long %s%ds = %s%d << %d;".formatted(name, i, name, i, spec.shift()));
    }
  }

  private void columns(int from, int to) {
    for (int i = from; i < to; i++) {
      line(2, "long c%d = 0;".formatted(i));
    }
  }

  private void quotient(String column) {
    line(2, "m = (%s * NEGATED_INVERSE) & MASK;".formatted(column));
    line(2, "ms = m << %d;".formatted(spec.shift()));
  }

  private void store(String name, int first) {
    for (int i = 0; i < n - 1; i++) {
      line(2, "%s%d += %s%d >> %d;".formatted(name, first + i + 1, name, first + i, spec.bits()));
      line(2, "r.limbs[%d] = %s%d & MASK;".formatted(i, name, first + i));
    }
    line(2, "r.limbs[%d] = %s%d;".formatted(n - 1, name, first + n - 1));
  }

  private void begin(String name, String parameters) {
    line(0, "");
    line(1, "@Override");
    line(1, "void %s(%s) {".formatted(name, parameters));
  }

  private void end() {
    line(1, "}");
  }

  private void line(int indent, String text) {
    if (!text.isEmpty()) {
      out.append("  ".repeat(indent)).append(text);
    }
    out.append('\n');
  }
}
