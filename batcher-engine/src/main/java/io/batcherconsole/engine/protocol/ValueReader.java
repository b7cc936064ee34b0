package io.batcherconsole.engine.protocol;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** How addresses, numbers, hashes and other parts of messages are read (batcher.md §1.2). */
final class ValueReader {
  private final CborReader in;

  ValueReader(CborReader in) {
    this.in = in;
  }

  /** A field that has not been read yet. */
  <T> Field<T> field(String key) {
    return new Field<>(key);
  }

  ProvingSystem provingSystem() throws DecodeException {
    return in.variant(
        "proving_system",
        name -> ProvingSystem.byWireName(name).orElseThrow(() -> none("proving system", name)),
        name -> {
          throw none("proving system with a value", name);
        });
  }

  @Nullable Bytes option(String what) throws DecodeException {
    return in.tryNull() ? null : in.bytes(what);
  }

  Hash hash(String what) throws DecodeException {
    return new Hash(fixed(what, Hash.SIZE));
  }

  Bytes fixed(String what, int size) throws DecodeException {
    Bytes bytes = in.bytes(what);
    if (bytes.size() != size) {
      throw in.error(what + " has " + bytes.size() + " bytes instead of " + size);
    }
    return bytes;
  }

  Address address(String what) throws DecodeException {
    String digits = hexDigits(what);
    if (digits.length() != 2 * Address.SIZE) {
      throw in.error(what + " has " + digits.length() + " hex digits instead of 40");
    }
    return Address.of(digits);
  }

  /** Always hex, with or without 0x, of at most 64 digits (§1.2). */
  BigInteger u256(String what) throws DecodeException {
    String digits = hexDigits(what);
    if (digits.isEmpty() || digits.length() > 64) {
      throw in.error(what + " has " + digits.length() + " hex digits instead of 1 to 64");
    }
    return new BigInteger(digits, 16);
  }

  private String hexDigits(String what) throws DecodeException {
    String word = in.word(what);
    String digits = word.startsWith("0x") ? word.substring(2) : word;
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), 16) < 0 || digits.charAt(i) > 'f') {
        throw in.error(what + " is not hex: " + quoted(word));
      }
    }
    return digits;
  }

  DecodeException none(String what, String name) {
    return in.error("there is no " + what + " named " + quoted(name));
  }

  /** What a stranger wrote, made fit for a log line. */
  private static String quoted(String text) {
    String start = text.length() <= 48 ? text : text.substring(0, 48) + "…";
    return '"' + start.replaceAll("[^\\x20-\\x7e…]", "?") + '"';
  }

  /** A field of a struct; its key may stand there once. */
  final class Field<T> {
    final String key;
    @Nullable T value;
    private boolean seen;

    private Field(String key) {
      this.key = key;
    }

    void set(@Nullable T read) throws DecodeException {
      if (seen) {
        throw in.error("the key " + key + " stands there twice");
      }
      seen = true;
      value = read;
    }

    T required() throws DecodeException {
      if (value == null) {
        throw in.error("the key " + key + " is missing");
      }
      return value;
    }
  }
}
