package io.batcherconsole.engine.protocol;

import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Ethereum's elliptic curve: keys, signatures, and who signed. Thread-safe. */
public sealed interface Secp256k1 permits NativeSecp256k1, PortableSecp256k1 {

  /** Bytes in a private key. */
  int KEY_SIZE = 32;

  /** The native library, or BouncyCastle where the library cannot be loaded. */
  static Secp256k1 fastest() {
    try {
      return new NativeSecp256k1();
    } catch (LinkageError | RuntimeException unavailable) {
      LoggerFactory.getLogger(Secp256k1.class)
          .warn(
              "libsecp256k1 cannot be loaded ({}): signatures are checked by BouncyCastle, about"
                  + " four times slower",
              unavailable.toString());
      return new PortableSecp256k1();
    }
  }

  /**
   * The address of a private key, 32 bytes big-endian.
   *
   * @throws IllegalArgumentException when it is no key of the curve
   */
  Address address(Bytes key);

  /**
   * Signs a digest: deterministic nonce of RFC 6979, low s, v 27 or 28.
   *
   * @throws IllegalArgumentException when {@code key} is no key of the curve
   */
  Signature sign(Hash digest, Bytes key);

  /**
   * Who signed the digest; empty when nobody can have. A high s counts as its low twin with the
   * other v, which is the same signer (batcher.md §2).
   */
  Optional<Address> recover(Hash digest, Signature signature);

  /** The address of a public key: 0x04, x and y big-endian, 65 bytes together. */
  static Address addressOf(byte[] publicKey) {
    Hash hash = Keccak.hash(Bytes.wrap(publicKey).slice(1, 65));
    return new Address(hash.bytes().slice(Hash.SIZE - Address.SIZE, Hash.SIZE));
  }
}
