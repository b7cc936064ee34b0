package io.batcherconsole.engine.chain.abi;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Codec of an argument list. In Java {@code uintN} is a {@link BigInteger}, {@code address} an
 * {@link Address}, {@code bytes32} a {@link Hash}, {@code bytes} and {@code bytesN} {@link Bytes},
 * {@code string} a {@link String}, {@code bool} a {@link Boolean}, and an array a {@link List}.
 */
public final class AbiTuple {
  private final List<String> types;
  private final TupleType<Tuple> codec;

  private AbiTuple(List<String> types) {
    this.types = types;
    this.codec = TupleType.of(types.stream().map(AbiTuple::codecType).toArray(String[]::new));
  }

  /** From type names as in a signature: {@code "uint256", "address[]"}. */
  static AbiTuple of(List<String> types) {
    return new AbiTuple(List.copyOf(types));
  }

  /** An address is coded as the number it is, which spares the library's checksum of each. */
  private static String codecType(String type) {
    return type.startsWith("address") ? "uint160" + type.substring("address".length()) : type;
  }

  /** Encodes arguments without a selector. */
  public Bytes encode(Object... arguments) {
    if (arguments.length != types.size()) {
      throw new IllegalArgumentException(
          types + " takes " + types.size() + " values, not " + arguments.length);
    }
    Object[] coded = new Object[arguments.length];
    for (int i = 0; i < coded.length; i++) {
      coded[i] = toCodec(types.get(i), arguments[i]);
    }
    Tuple tuple = Tuple.from(coded);
    return Bytes.wrap(codec.encode(tuple).array());
  }

  /**
   * Decodes what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the bytes are no such arguments
   */
  public AbiValues decode(Bytes data) {
    return decode(data, 0);
  }

  AbiValues decode(Bytes data, int offset) {
    try {
      Tuple tuple =
          codec.decode(ByteBuffer.wrap(data.view(), offset, data.size() - offset).slice());
      Object[] values = new Object[types.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = fromCodec(types.get(i), tuple.get(i));
      }
      return new AbiValues(List.of(values));
    } catch (RuntimeException malformed) {
      throw new IllegalArgumentException(
          data.size() - offset + " bytes are no " + types + ": " + malformed.getMessage(),
          malformed);
    }
  }

  private static Object toCodec(String type, Object value) {
    return switch (type) {
      case "address" -> number((Address) value);
      case "address[]" ->
          ((List<?>) value).stream().map(each -> number((Address) each)).toArray(BigInteger[]::new);
      case "bytes32" -> ((Hash) value).bytes().view();
      case "bytes", "bytes20" -> ((Bytes) value).view();
      case "bytes[]" ->
          ((List<?>) value).stream().map(each -> ((Bytes) each).view()).toArray(byte[][]::new);
      case "uint32" -> ((BigInteger) value).longValueExact();
      case "uint8" -> ((BigInteger) value).intValueExact();
      case "uint256", "bool", "string" -> value;
      default -> throw new IllegalArgumentException("no codec for type " + type);
    };
  }

  private static Object fromCodec(String type, Object value) {
    return switch (type) {
      case "address" -> address((BigInteger) value);
      case "address[]" -> Arrays.stream((BigInteger[]) value).map(AbiTuple::address).toList();
      case "bytes32" -> new Hash(Bytes.wrap((byte[]) value));
      case "bytes", "bytes20" -> Bytes.wrap((byte[]) value);
      case "bytes[]" -> Arrays.stream((byte[][]) value).map(Bytes::wrap).toList();
      case "uint32", "uint8" -> BigInteger.valueOf(((Number) value).longValue());
      case "uint256", "bool", "string" -> value;
      default -> throw new IllegalArgumentException("no codec for type " + type);
    };
  }

  /** The types' names: {@code [uint256, address[]]}. */
  @Override
  public String toString() {
    return types.toString();
  }

  private static BigInteger number(Address address) {
    return address.bytes().toUnsigned();
  }

  private static Address address(BigInteger number) {
    return new Address(Bytes.ofUnsigned(number, Address.SIZE));
  }
}
