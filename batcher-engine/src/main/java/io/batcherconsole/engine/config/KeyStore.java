package io.batcherconsole.engine.config;

import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.io.IOException;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import org.web3j.utils.Numeric;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key store in Ethereum's format (Web3 secret storage, JSON, version 3), as geth, cast and
 * EigenLayer's command line write it. What deriving its key may cost is bounded: the format lets a
 * file ask for any amount of memory and time.
 */
final class KeyStore {
  /** Bytes of memory that scrypt takes: 128 · n · r. Everybody's default takes 256 MiB. */
  private static final long MOST_SCRYPT_BYTES = 512L << 20;

  private static final int MOST_SCRYPT_LANES = 16;
  private static final int MOST_PBKDF2_ROUNDS = 10_000_000;

  private final Secp256k1 curve;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  KeyStore(Secp256k1 curve) {
    this.curve = curve;
  }

  /**
   * Decrypts a key store; takes a second or so, on purpose of the format.
   *
   * @throws IOException with half a sentence about what is wrong, which quotes nothing of the file
   */
  Wallet open(byte[] content, String password) throws IOException {
    WalletFile file = parse(content);
    try {
      ECKeyPair pair = org.web3j.crypto.Wallet.decrypt(password, file);
      Bytes key = Bytes.wrap(Numeric.toBytesPadded(pair.getPrivateKey(), Secp256k1.KEY_SIZE));
      return new Wallet(key, curve.address(key));
    } catch (CipherException wrong) {
      throw new IOException(
          "the key store cannot be decrypted: check the password, and that the file is whole");
    } catch (RuntimeException malformed) {
      throw new IOException("the key store is damaged: its parts do not fit together");
    }
  }

  private WalletFile parse(byte[] content) throws IOException {
    try {
      JsonNode root = json.readTree(content);
      JsonNode crypto = root.has("Crypto") ? root.path("Crypto") : root.path("crypto");
      if (!crypto.isObject()) {
        throw new IOException("the key store has no \"crypto\" in it");
      }
      if (root.path("version").longValue(0) != 3) {
        throw new IOException("the key store is not of version 3, the only one that is read");
      }
      String kdf = crypto.path("kdf").stringValue("");
      checkCost(kdf, crypto.path("kdfparams"));
      WalletFile file = json.treeToValue(root, WalletFile.class);
      file.getCrypto().setKdf(kdf); // it tells the parameters apart, and web3j loses it over that
      return file;
    } catch (JacksonException malformed) {
      throw new IOException("the key store is no JSON of Ethereum's secret storage format");
    }
  }

  private static void checkCost(String kdf, JsonNode parameters) throws IOException {
    boolean sensible = parameters.path("dklen").longValue(0) == 32;
    switch (kdf) {
      case "scrypt" -> {
        long n = parameters.path("n").longValue(0);
        long r = parameters.path("r").longValue(0);
        long p = parameters.path("p").longValue(0);
        sensible &= n > 1 && r > 0 && p > 0 && p <= MOST_SCRYPT_LANES;
        sensible &= r > 3 || n < 1L << (16 * r); // as scrypt's own definition has it
        sensible &= r <= MOST_SCRYPT_BYTES && n <= MOST_SCRYPT_BYTES / 128 / Math.max(r, 1);
      }
      case "pbkdf2" -> {
        long rounds = parameters.path("c").longValue(0);
        sensible &= rounds > 0 && rounds <= MOST_PBKDF2_ROUNDS;
      }
      default -> throw new IOException("the key store names neither scrypt nor pbkdf2 as its kdf");
    }
    if (!sensible) {
      throw new IOException(
          "the key store's parameters for %s make no sense, or ask for more than any wallet does"
              .formatted(kdf));
    }
  }
}
