package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How every SP1ProofWithPublicValues ends in bincode, whatever proof it begins with: public values,
 * version, and since version 4 an optional integrity proof (verification.md §4).
 */
final class Sp1Ending {
  private static final Pattern VERSION =
      Pattern.compile("v?([0-9]{1,4})(?:\\.[0-9]{1,4})+[-.0-9A-Za-z]{0,20}");

  private static final int MOST_VERSION_BYTES = 32;

  private static final int FIRST_WITH_INTEGRITY_PROOF = 4;

  /** Enough for a version and an integrity proof behind it. */
  private static final int MOST_BYTES = 4096;

  private Sp1Ending() {}

  /** Reads a version and what follows it to the end. */
  static String version(BincodeReader in) throws MalformedException {
    String version = in.string(MOST_VERSION_BYTES, "proof, version");
    if (!VERSION.matcher(version).matches()) {
      throw new MalformedException("proof, version: not a version");
    }
    if (major(version) >= FIRST_WITH_INTEGRITY_PROOF
        && in.remaining() > 0
        && in.isSome("proof, integrity proof")) {
      in.bytes("proof, integrity proof");
    }
    in.end("proof");
    return version;
  }

  /** The first number of a version that was read here: 5 of "v5.2.4". */
  static int major(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a version: " + version);
    }
    return Integer.parseInt(parts.group(1));
  }

  /**
   * The version of a proof whose beginning is not read.
   *
   * @param values that must stand before it
   */
  static String versionBehind(byte[] values, byte[] proof) throws MalformedException {
    for (int at = proof.length - 1; at >= Math.max(0, proof.length - MOST_BYTES); at--) {
      String version = versionAt(proof, at);
      if (version != null && isVectorAt(proof, at - values.length - Long.BYTES, values)) {
        return version;
      }
    }
    throw new MalformedException(
        "proof: it does not end with the submitted public values and a version");
  }

  private static @Nullable String versionAt(byte[] proof, int at) {
    try {
      return version(new BincodeReader(proof, at));
    } catch (MalformedException elsewhere) {
      return null;
    }
  }

  private static boolean isVectorAt(byte[] proof, int at, byte[] values) {
    try {
      return at >= 0
          && Arrays.equals(new BincodeReader(proof, at).bytes("proof, public values"), values);
    } catch (MalformedException elsewhere) {
      return false;
    }
  }
}
