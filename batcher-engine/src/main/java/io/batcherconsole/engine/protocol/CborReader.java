package io.batcherconsole.engine.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * Pulls CBOR items out of a byte array with exactly the leniency and the refusals of the field's
 * deserialiser (batcher.md §1.2), which a general parser hides: whether a length was definite, and
 * whether a key was a text.
 *
 * <p>Bounded by the input: a length is compared with the bytes that are left before anything is
 * allocated, each element of an array takes at least one byte, and items nest at most {@link
 * #MAX_DEPTH} deep. Tags are skipped. Not thread-safe.
 */
final class CborReader {
  /** Items within items, at most. */
  static final int MAX_DEPTH = 256;

  /** Longest name, address, number or other short text, bytes. */
  static final int MAX_WORD = 4096;

  /** Longest free text, bytes. */
  static final int MAX_TEXT = 65_536;

  /** A length that is not stated: the items end with a break. */
  private static final long INDEFINITE = -1;

  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;

  private static final int BREAK = 0xff;
  private static final int NULL = 0xf6;
  private static final int UNDEFINED = 0xf7;

  private final byte[] input;
  private int at;
  private int depth;

  CborReader(byte[] input) {
    this.input = input;
  }

  /** Reads one value; called with the reader right before it. */
  @FunctionalInterface
  interface Item<T> {
    T read() throws DecodeException;
  }

  /** Takes the value of a key, or {@link CborReader#skip}s it. */
  @FunctionalInterface
  interface Entry {
    void read(String key) throws DecodeException;
  }

  /** Makes an enum variant of its name; called with the reader right before its value, if any. */
  @FunctionalInterface
  interface Variant<T> {
    T read(String name) throws DecodeException;
  }

  /** Reads a map of any length, key by key. */
  void struct(String what, Entry entry) throws DecodeException {
    long length = container(MAP, what, "a map");
    for (long i = 0; more(i, length); i++) {
      entry.read(word("a key of " + what));
    }
    depth--;
  }

  /** Reads an array of exactly two items: the values of an enum variant. */
  <A, B, T> T pair(String what, Item<A> first, Item<B> second, BiFunction<A, B, T> make)
      throws DecodeException {
    skipTags();
    int start = at;
    long length = container(ARRAY, what, "an array");
    if (length != 2) {
      throw at(start, what + " is not an array of two values");
    }
    T value = make.apply(first.read(), second.read());
    depth--;
    return value;
  }

  /** Reads an array, element by element. */
  void array(String what, Item<?> element) throws DecodeException {
    long length = container(ARRAY, what, "an array");
    for (long i = 0; more(i, length); i++) {
      element.read();
    }
    depth--;
  }

  /**
   * Reads an enum: a bare name, or a definite map of one name and its value. A bare name may also
   * be wrapped in a map with null as its value.
   */
  <T> T variant(String what, Variant<T> bare, Variant<T> withValue) throws DecodeException {
    skipTags();
    int start = at;
    return switch (major()) {
      case TEXT -> bare.read(word(what));
      case MAP -> {
        if (container(MAP, what, "a map") != 1) {
          throw at(start, what + " is not a map of exactly one name and its value");
        }
        String name = word("the name of " + what);
        T value = tryNull() ? bare.read(name) : withValue.read(name);
        depth--;
        yield value;
      }
      default -> throw at(start, what + " is neither a name nor a map of one name: " + found());
    };
  }

  /** Reads a short text of definite length: an address, a number, a name. */
  String word(String what) throws DecodeException {
    skipTags();
    int start = at;
    long length = lengthOf(TEXT, what, "a text");
    if (length == INDEFINITE || length > MAX_WORD) {
      throw at(start, what + " is not a text of a stated length up to " + MAX_WORD + " bytes");
    }
    return utf8(start, what, take(length, what));
  }

  /** Reads free text, in one piece or in chunks. */
  String text(String what) throws DecodeException {
    skipTags();
    int start = at;
    byte[] bytes = segments(TEXT, lengthOf(TEXT, what, "a text"), what);
    if (bytes.length > MAX_TEXT) {
      throw at(start, what + " has " + bytes.length + " bytes, more than " + MAX_TEXT);
    }
    return utf8(start, what, bytes);
  }

  /** Reads bytes: a byte string, or an array of numbers from 0 to 255. */
  Bytes bytes(String what) throws DecodeException {
    skipTags();
    int start = at;
    return switch (major()) {
      case BYTES -> Bytes.wrap(segments(BYTES, lengthOf(BYTES, what, "bytes"), what));
      case ARRAY -> {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String element = "a byte of " + what;
        array(what, () -> write(bytes, unsigned(element, 255)));
        yield Bytes.wrap(bytes.toByteArray());
      }
      default -> throw at(start, what + " is neither bytes nor an array of numbers: " + found());
    };
  }

  /** Reads an unsigned integer up to {@code max}, both taken as unsigned. */
  long unsigned(String what, long max) throws DecodeException {
    skipTags();
    int start = at;
    long value = lengthOf(UNSIGNED, what, "an unsigned integer");
    if (Long.compareUnsigned(value, max) > 0) {
      throw at(
          start,
          what
              + " is "
              + Long.toUnsignedString(value)
              + ", more than "
              + Long.toUnsignedString(max));
    }
    return value;
  }

  /** Takes a null or undefined if that is next. */
  boolean tryNull() throws DecodeException {
    skipTags();
    int next = peek();
    if (next == NULL || next == UNDEFINED) {
      at++;
      return true;
    }
    return false;
  }

  /** Passes over one item, whatever it is. */
  void skip() throws DecodeException {
    skipTags();
    int start = at;
    switch (major()) {
      case UNSIGNED, NEGATIVE -> argument("a number");
      case BYTES, TEXT -> {
        int major = major();
        long length = lengthOf(major, "an ignored value", "bytes");
        if (length == INDEFINITE) {
          segments(major, length, "an ignored value");
        } else {
          at += checked(length, "an ignored value");
        }
      }
      case ARRAY -> array("an ignored array", this::skipped);
      case MAP -> {
        long length = container(MAP, "an ignored map", "a map");
        for (long i = 0; more(i, length); i++) {
          skip();
          skip();
        }
        depth--;
      }
      default -> {
        if (peek() == BREAK) {
          throw at(start, "a break where a value belongs");
        }
        argument("a simple value");
      }
    }
  }

  /** An error about what was read last. */
  DecodeException error(String sentence) {
    return at(at, sentence);
  }

  private boolean skipped() throws DecodeException {
    skip();
    return true;
  }

  private static boolean write(ByteArrayOutputStream out, long value) {
    out.write((int) value);
    return true;
  }

  private long container(int major, String what, String kind) throws DecodeException {
    skipTags();
    int start = at;
    long length = lengthOf(major, what, kind);
    if (++depth > MAX_DEPTH) {
      throw at(start, "values nest more than " + MAX_DEPTH + " deep");
    }
    return length;
  }

  /** Whether item {@code index} of a container exists; takes the break that says it does not. */
  private boolean more(long index, long length) throws DecodeException {
    if (length != INDEFINITE) {
      return Long.compareUnsigned(index, length) < 0;
    }
    if (peek() == BREAK) {
      at++;
      return false;
    }
    return true;
  }

  /** The bytes of a string whose head was just read. */
  private byte[] segments(int major, long length, String what) throws DecodeException {
    if (length != INDEFINITE) {
      return take(length, what);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    while (more(0, INDEFINITE)) {
      int start = at;
      long chunk = lengthOf(major, what, "a chunk of the same kind");
      if (chunk == INDEFINITE) {
        throw at(start, what + " has chunks within chunks");
      }
      int size = checked(chunk, what);
      whole.write(input, at, size);
      at += size;
    }
    return whole.toByteArray();
  }

  private byte[] take(long length, String what) throws DecodeException {
    byte[] bytes = new byte[checked(length, what)];
    System.arraycopy(input, at, bytes, 0, bytes.length);
    at += bytes.length;
    return bytes;
  }

  /** A claimed length, once it is known that the input has that many bytes. */
  private int checked(long length, String what) throws DecodeException {
    int left = input.length - at;
    if (length < 0 || length > left) {
      throw at(
          at,
          what
              + " claims "
              + Long.toUnsignedString(length)
              + " bytes, and the message has "
              + left
              + " more");
    }
    return (int) length;
  }

  /** Reads a head of the given kind; its number, or {@link #INDEFINITE}. */
  private long lengthOf(int major, String what, String kind) throws DecodeException {
    int start = at;
    if (major() != major) {
      throw at(start, what + " is not " + kind + ": " + found());
    }
    if ((peek() & 0x1f) != 31) {
      long length = argument(what);
      if (length < 0 && major != UNSIGNED) {
        at = start;
        throw at(start, what + " claims " + Long.toUnsignedString(length) + " items");
      }
      return length;
    }
    if (major == UNSIGNED) {
      throw at(start, what + " is no valid integer");
    }
    at++;
    return INDEFINITE;
  }

  /** Reads a head and gives the number in it, unsigned. */
  private long argument(String what) throws DecodeException {
    int start = at;
    int info = peek() & 0x1f;
    at++;
    if (info < 24) {
      return info;
    }
    if (info > 27) {
      throw at(start, what + " has a head that CBOR reserves");
    }
    int size = checked(1L << (info - 24), what);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (input[at++] & 0xff);
    }
    return value;
  }

  private void skipTags() throws DecodeException {
    while (major() == TAG) {
      argument("a tag");
    }
  }

  private int major() throws DecodeException {
    return peek() >>> 5;
  }

  private int peek() throws DecodeException {
    if (at >= input.length) {
      throw at(at, "the message ends in the middle of a value");
    }
    return input[at] & 0xff;
  }

  private String found() throws DecodeException {
    return switch (major()) {
      case UNSIGNED, NEGATIVE -> "an integer";
      case BYTES -> "bytes";
      case TEXT -> "a text";
      case ARRAY -> "an array";
      case MAP -> "a map";
      default -> peek() == NULL ? "null" : String.format(Locale.ROOT, "head 0x%02x", peek());
    };
  }

  private static String utf8(int start, String what, byte[] bytes) throws DecodeException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException invalid) {
      throw at(start, what + " is not valid UTF-8");
    }
  }

  private static DecodeException at(int position, String sentence) {
    return new DecodeException("at byte " + position + ": " + sentence);
  }
}
