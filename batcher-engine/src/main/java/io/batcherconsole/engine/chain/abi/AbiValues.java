package io.batcherconsole.engine.chain.abi;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;

/**
 * Decoded arguments, by position. Asking for the wrong type is a bug: {@link ClassCastException}.
 */
public final class AbiValues {
  private final List<Object> values;

  AbiValues(List<Object> values) {
    this.values = values;
  }

  /** A {@code uint} of any width. */
  public BigInteger uint(int index) {
    return (BigInteger) values.get(index);
  }

  public Address address(int index) {
    return (Address) values.get(index);
  }

  /** A {@code bytes32}. */
  public Hash hash(int index) {
    return (Hash) values.get(index);
  }

  /** A {@code bytes} or a {@code bytesN} other than 32. */
  public Bytes bytes(int index) {
    return (Bytes) values.get(index);
  }

  public String text(int index) {
    return (String) values.get(index);
  }

  public boolean bool(int index) {
    return (Boolean) values.get(index);
  }

  public List<Address> addresses(int index) {
    return ((List<?>) values.get(index)).stream().map(Address.class::cast).toList();
  }

  /** A {@code bytes[]}. */
  public List<Bytes> byteStrings(int index) {
    return ((List<?>) values.get(index)).stream().map(Bytes.class::cast).toList();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
