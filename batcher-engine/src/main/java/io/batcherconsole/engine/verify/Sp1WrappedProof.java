package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The wrapped proof in an SP1ProofWithPublicValues (verification.md §4).
 *
 * @param inputs of the circuit: program hash and digest of the public values; since version 6 also
 *     exit code, root of the recursion keys, nonce
 * @param encoded as contracts take it, without the selector; empty in a mock proof
 * @param raw as gnark writes it; empty where it was left out
 * @param circuitHash names the circuit
 */
record Sp1WrappedProof(List<BigInteger> inputs, Bytes encoded, Bytes raw, Bytes circuitHash) {
  /** A field element in decimal has no more digits, an encoded proof has more. */
  private static final int MOST_DIGITS = 78;

  /** A proof with header in hex takes 1,920 digits, in gnark's encoding 1,808. */
  private static final int MOST_HEX_DIGITS = 4096;

  private static final Pattern DECIMAL =
      Pattern.compile("0|[1-9][0-9]{0,%d}".formatted(MOST_DIGITS - 1));

  /** Decimals, then the proof twice in hex, then the hash. */
  static Sp1WrappedProof read(BincodeReader in) throws MalformedException {
    List<BigInteger> inputs = new ArrayList<>();
    inputs.add(decimal(in.string(MOST_DIGITS, "proof, program hash"), "proof, program hash"));
    inputs.add(
        decimal(in.string(MOST_DIGITS, "proof, digest"), "proof, digest of the public values"));
    String encoded = in.string(MOST_HEX_DIGITS, "proof, encoded proof");
    if (!encoded.isEmpty() && encoded.length() <= MOST_DIGITS) {
      inputs.add(decimal(encoded, "proof, exit code"));
      inputs.add(
          decimal(in.string(MOST_DIGITS, "proof, root"), "proof, root of the recursion keys"));
      inputs.add(decimal(in.string(MOST_DIGITS, "proof, nonce"), "proof, nonce"));
      encoded = in.string(MOST_HEX_DIGITS, "proof, encoded proof");
    }
    return new Sp1WrappedProof(
        inputs,
        hex(encoded, "proof, encoded proof"),
        hex(in.string(MOST_HEX_DIGITS, "proof, raw proof"), "proof, raw proof"),
        Bytes.wrap(in.fixed(ZkVmVerifier.DIGEST_BYTES, "proof, circuit hash")));
  }

  BigInteger program() {
    return inputs.getFirst();
  }

  /** Of the public values, cut to what fits the scalar field. */
  BigInteger digest() {
    return inputs.get(1);
  }

  /** What stands before the points since version 6; before that nothing. */
  List<BigInteger> header() {
    return inputs.subList(2, inputs.size());
  }

  private static BigInteger decimal(String digits, String part) throws MalformedException {
    if (!DECIMAL.matcher(digits).matches()) {
      throw new MalformedException(part + ": not a decimal number");
    }
    return new BigInteger(digits);
  }

  private static Bytes hex(String text, String part) throws MalformedException {
    try {
      byte[] bytes = HexFormat.of().parseHex(text);
      if (HexFormat.of().formatHex(bytes).equals(text)) {
        return Bytes.wrap(bytes);
      }
    } catch (IllegalArgumentException notHex) {
      // Said below.
    }
    throw new MalformedException(part + ": not lower-case hex");
  }
}
