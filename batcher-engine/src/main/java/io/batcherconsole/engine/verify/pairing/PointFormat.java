package io.batcherconsole.engine.verify.pairing;

import static io.batcherconsole.engine.verify.pairing.PointFormat.Kind.COMPRESSED_INFINITY;
import static io.batcherconsole.engine.verify.pairing.PointFormat.Kind.LARGER_Y;
import static io.batcherconsole.engine.verify.pairing.PointFormat.Kind.SMALLER_Y;
import static io.batcherconsole.engine.verify.pairing.PointFormat.Kind.UNCOMPRESSED;
import static io.batcherconsole.engine.verify.pairing.PointFormat.Kind.UNCOMPRESSED_INFINITY;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flag bits in a point's first byte, which gnark-crypto places above the bits of the x
 * coordinate: two for BN254, three for BLS12-381 (verification.md §3).
 *
 * @param flagMask the flag bits of the first byte
 * @param kinds what each flag says; a flag that is missing is an error
 */
record PointFormat(int flagMask, Map<Integer, PointFormat.Kind> kinds) {
  static final PointFormat BN254 =
      new PointFormat(
          0xC0,
          Map.of(0x00, UNCOMPRESSED, 0x40, COMPRESSED_INFINITY, 0x80, SMALLER_Y, 0xC0, LARGER_Y));

  static final PointFormat BLS12_381 =
      new PointFormat(
          0xE0,
          Map.of(
              0x00, UNCOMPRESSED,
              0x40, UNCOMPRESSED_INFINITY,
              0x80, SMALLER_Y,
              0xA0, LARGER_Y,
              0xC0, COMPRESSED_INFINITY));

  /** What a flag says. */
  enum Kind {
    UNCOMPRESSED,
    UNCOMPRESSED_INFINITY,
    COMPRESSED_INFINITY,
    SMALLER_Y,
    LARGER_Y;

    boolean isCompressed() {
      return this != UNCOMPRESSED && this != UNCOMPRESSED_INFINITY;
    }

    boolean isInfinity() {
      return this == UNCOMPRESSED_INFINITY || this == COMPRESSED_INFINITY;
    }
  }

  /** The bits of the first byte that belong to the coordinate. */
  int valueMask() {
    return 0xff & ~flagMask;
  }

  /** What the flag in the first byte says; null when there is no such flag. */
  @Nullable Kind kindOf(int firstByte) {
    return kinds.get(firstByte & flagMask);
  }

  /** Whether an uncompressed infinity has no flag of its own and is all zeros. */
  boolean zerosAreInfinity() {
    return !kinds.containsValue(UNCOMPRESSED_INFINITY);
  }

  /** The flag bits that say {@code kind}. */
  int flag(Kind kind) {
    return kinds.entrySet().stream()
        .filter(entry -> entry.getValue() == kind)
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }
}
