package io.batcherconsole.engine.protocol;

import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Arrays;
import java.util.Optional;

/** The curve by libsecp256k1. */
final class NativeSecp256k1 implements Secp256k1 {
  private final fr.acinq.secp256k1.Secp256k1 library;

  /** Throws a LinkageError or RuntimeException when there is no library for this machine. */
  NativeSecp256k1() {
    library = fr.acinq.secp256k1.Secp256k1.get();
  }

  @Override
  public Address address(Bytes key) {
    return Secp256k1.addressOf(publicKey(key));
  }

  @Override
  public Signature sign(Hash digest, Bytes key) {
    byte[] publicKey = publicKey(key);
    byte[] compact = library.sign(digest.bytes().view(), key.view(), null);
    return new Signature(
        Bytes.wrap(compact).slice(0, 32).toUnsigned(),
        Bytes.wrap(compact).slice(32, 64).toUnsigned(),
        27 + recoveryId(digest, compact, publicKey));
  }

  @Override
  public Optional<Address> recover(Hash digest, Signature signature) {
    if (signature.r().bitLength() > 256 || signature.s().bitLength() > 256) {
      return Optional.empty();
    }
    try {
      byte[] key =
          library.ecdsaRecover(signature.compact(), digest.bytes().view(), signature.recoveryId());
      return Optional.of(Secp256k1.addressOf(key));
    } catch (Secp256k1Exception nobody) {
      return Optional.empty();
    }
  }

  private byte[] publicKey(Bytes key) {
    if (key.size() != KEY_SIZE || !library.secKeyVerify(key.view())) {
      throw PortableSecp256k1.noKey();
    }
    return library.pubkeyCreate(key.view());
  }

  /** The library does not tell which key it means, so it is tried out. */
  private int recoveryId(Hash digest, byte[] compact, byte[] publicKey) {
    for (int id = 0; id < 4; id++) {
      try {
        if (Arrays.equals(library.ecdsaRecover(compact, digest.bytes().view(), id), publicKey)) {
          return id;
        }
      } catch (Secp256k1Exception noPoint) {
        // no key for this id; the next one
      }
    }
    throw new IllegalStateException("a signature just made has no public key");
  }
}
