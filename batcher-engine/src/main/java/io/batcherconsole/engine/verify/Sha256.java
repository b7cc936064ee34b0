package io.batcherconsole.engine.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java platform has. */
final class Sha256 {
  private Sha256() {}

  static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The digest of the parts one after another. */
  static byte[] digest(byte[]... parts) {
    MessageDigest sha = create();
    for (byte[] part : parts) {
      sha.update(part);
    }
    return sha.digest();
  }
}
