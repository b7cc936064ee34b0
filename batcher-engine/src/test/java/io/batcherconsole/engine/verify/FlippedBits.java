package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Bytes;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Every single change of one bit, on all cores. Nothing may be accepted, and nothing throws; the
 * time-outs of the tests see to it that nothing is slow.
 *
 * <p>Where all bits would take minutes some are flipped; {@code -Dflip.all=true} flips them all.
 */
final class FlippedBits {
  private static final boolean ALL = Boolean.getBoolean("flip.all");

  private FlippedBits() {}

  /** No verdict is anything else than a rejection. */
  static void allAreRejected(Bytes bytes, Function<Bytes, Verdict> verify) {
    allAreRejected(bytes, verify, bit -> true);
  }

  /**
   * The same for some bits only.
   *
   * @param which tells them by their number, eight times the place of the byte and more
   */
  static void allAreRejected(Bytes bytes, Function<Bytes, Verdict> verify, IntPredicate which) {
    assertThat(
            IntStream.range(0, 8 * bytes.size())
                .parallel()
                .filter(which)
                .filter(bit -> !(verify.apply(flip(bytes, bit)) instanceof Verdict.Rejected))
                .mapToObj(bit -> "bit %d of byte %d flipped".formatted(bit % 8, bit / 8)))
        .as("not rejected")
        .isEmpty();
  }

  /** Whether a bit is one of every so manyth; odd steps hit all eight of a byte in time. */
  static boolean oneOf(int bit, int step) {
    return ALL || bit % step == 0;
  }

  /** A copy with one bit changed. */
  static Bytes flip(Bytes bytes, int bit) {
    byte[] changed = bytes.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.wrap(changed);
  }
}
