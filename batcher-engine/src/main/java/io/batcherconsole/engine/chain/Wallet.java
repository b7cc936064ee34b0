package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;

/**
 * A private key and its address. Its {@link #toString} shows the address only, so that no key gets
 * into a log or on a screen.
 */
public final class Wallet {
  private final Bytes key;
  private final Address address;

  /** The caller vouches that {@code address} belongs to the 32-byte {@code key}. */
  public Wallet(Bytes key, Address address) {
    if (key.size() != 32) {
      throw new IllegalArgumentException("a private key has 32 bytes, not " + key.size());
    }
    this.key = key;
    this.address = address;
  }

  /** The private key, 32 bytes big-endian. */
  public Bytes key() {
    return key;
  }

  public Address address() {
    return address;
  }

  @Override
  public String toString() {
    return "wallet " + address;
  }
}
