package io.batcherconsole.engine.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CBOR as the field's serialiser does: every length is definite and every head the shortest.
 * (Jackson's generator splits long texts into indefinite-length chunks.)
 */
final class CborWriter {
  private static final int UNSIGNED = 0;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;

  private byte[] buffer;
  private int size;

  /**
   * @param expected bytes that will probably be written
   */
  CborWriter(int expected) {
    buffer = new byte[Math.max(16, expected)];
  }

  /** Starts a map; {@code entries} pairs of a text and a value follow. */
  CborWriter map(int entries) {
    return head(MAP, entries);
  }

  /** Starts an array; {@code items} values follow. */
  CborWriter array(int items) {
    return head(ARRAY, items);
  }

  CborWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return head(TEXT, utf8.length).raw(utf8);
  }

  CborWriter bytes(Bytes bytes) {
    return head(BYTES, bytes.size()).raw(bytes.view());
  }

  /** An array of small numbers, which is how the field writes fixed-size bytes (§1.2). */
  CborWriter byteArray(Bytes bytes) {
    array(bytes.size());
    for (byte b : bytes.view()) {
      head(UNSIGNED, b & 0xff);
    }
    return this;
  }

  /** An integer, taken as unsigned. */
  CborWriter unsigned(long value) {
    return head(UNSIGNED, value);
  }

  byte[] toByteArray() {
    return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
  }

  private CborWriter head(int major, long value) {
    room(9);
    int type = major << 5;
    if (value >= 0 && value < 24) {
      put(type | (int) value);
    } else if (value >>> 8 == 0) {
      put(type | 24);
      put((int) value);
    } else if (value >>> 16 == 0) {
      put(type | 25);
      bigEndian(value, 2);
    } else if (value >>> 32 == 0) {
      put(type | 26);
      bigEndian(value, 4);
    } else {
      put(type | 27);
      bigEndian(value, 8);
    }
    return this;
  }

  private CborWriter raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return this;
  }

  private void bigEndian(long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
  }

  private void put(int b) {
    buffer[size++] = (byte) b;
  }

  private void room(int more) {
    if (buffer.length - size < more) {
      int least = Math.addExact(size, more);
      buffer = Arrays.copyOf(buffer, Math.max(least, least + (least >> 1)));
    }
  }
}
