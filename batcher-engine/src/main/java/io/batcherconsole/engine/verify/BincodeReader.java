package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what Rust's bincode 1 writes: little-endian, lengths of 64 bits, variants of 32 bits. */
final class BincodeReader {
  private final byte[] in;
  private int position;

  BincodeReader(byte[] in) {
    this(in, 0);
  }

  BincodeReader(byte[] in, int from) {
    this.in = in;
    position = from;
  }

  /** A reader of the same bytes that goes on from here, on its own. */
  BincodeReader copy() {
    return new BincodeReader(in, position);
  }

  int remaining() {
    return in.length - position;
  }

  /** The number of an enum's variant. */
  int variant(String part) throws MalformedException {
    return u32(part);
  }

  /** A number of 32 bits. */
  int u32(String part) throws MalformedException {
    return buffer(Integer.BYTES, part).getInt();
  }

  /** A vector of bytes. */
  byte[] bytes(String part) throws MalformedException {
    return fixed(length(part), part);
  }

  /**
   * A string, of which only ASCII is expected.
   *
   * @param most its longest length; a longer one is not even copied
   */
  String string(int most, String part) throws MalformedException {
    int length = length(part);
    if (length > most) {
      throw new MalformedException(
          "%s: a text of %d bytes, at most %d are read here".formatted(part, length, most));
    }
    return new String(fixed(length, part), StandardCharsets.US_ASCII);
  }

  /** How many bytes follow; not more than are there. */
  private int length(String part) throws MalformedException {
    long length = buffer(Long.BYTES, part).getLong();
    if (length < 0 || length > remaining()) {
      throw new MalformedException(
          "%s: a length of %s, but only %d bytes follow"
              .formatted(part, Long.toUnsignedString(length), remaining()));
    }
    return (int) length;
  }

  /** So many bytes. */
  byte[] fixed(int length, String part) throws MalformedException {
    byte[] result = new byte[length];
    buffer(length, part).get(result);
    return result;
  }

  /** Whether an optional part follows. */
  boolean isSome(String part) throws MalformedException {
    return switch (buffer(1, part).get()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new MalformedException(part + ": neither there nor missing");
    };
  }

  /** An unsigned number of 64 bits that must be below 2^63. */
  long u64(String part) throws MalformedException {
    long value = buffer(Long.BYTES, part).getLong();
    if (value < 0) {
      throw new MalformedException(part + ": the number is too large");
    }
    return value;
  }

  /** Fails when bytes are left. */
  void end(String what) throws MalformedException {
    if (remaining() > 0) {
      throw new MalformedException("%s: %d bytes too many".formatted(what, remaining()));
    }
  }

  /** All bytes that are left. */
  byte[] rest() {
    byte[] result = Arrays.copyOfRange(in, position, in.length);
    position = in.length;
    return result;
  }

  private ByteBuffer buffer(int length, String part) throws MalformedException {
    if (length > remaining()) {
      throw new MalformedException(
          "%s: %d bytes needed, %d left".formatted(part, length, remaining()));
    }
    ByteBuffer buffer = ByteBuffer.wrap(in, position, length).order(ByteOrder.LITTLE_ENDIAN);
    position += length;
    return buffer;
  }
}
