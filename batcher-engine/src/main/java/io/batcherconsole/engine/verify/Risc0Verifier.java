package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * RISC Zero receipts that are wrapped into Groth16, of releases 2.2, 2.3 and 3.0 (verification.md
 * §4). The program is the image id, the public input the journal; both are bound to the proof.
 *
 * <p>Accepted are the seal as contracts take it (selector, then points) and the bincode of an inner
 * receipt. Its claim is not read: the claim that is verified is made from image id and journal.
 * STARK receipts are recognised, and cannot be verified on the JVM.
 */
public final class Risc0Verifier implements ProofVerifier {
  private static final int DIGEST_BYTES = 32;
  private static final int SEAL_BYTES = 256;
  private static final BigInteger LOW_HALF = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  /** Roots of the recursion programs that a release allows, by selector. */
  private static final Map<String, String> CONTROL_ROOTS =
      Map.of(
          "bb001d44", "ce52bf56033842021af3cf6db8a50d1b7535c125a34f1a22c6fdcf002c5a1529",
          "73c457ba", "a54dc85ac99f851c92d7c96d7318af41dbe7c0194edfcc37eb4d422a998c1f56");

  /** The recursion program that makes the proof to be wrapped; the same in all these releases. */
  private static final String BN254_CONTROL_ID =
      "c07a65145c3cb48b6101962ea607a4dd93c753bb26975cb47feb00d3666e4404";

  private final EnginePool<Bn254> engines;
  private final WrappedGroth16 wrapped =
      new WrappedGroth16(
          Map.of("bb001d44", "risc0_groth16_key.json", "73c457ba", "risc0_groth16_key.json"));

  public Risc0Verifier() {
    this(new EnginePool<>(Bn254::new));
  }

  Risc0Verifier(EnginePool<Bn254> engines) {
    this.engines = engines;
  }

  @Override
  public ProvingSystem system() {
    return ProvingSystem.RISC0;
  }

  @Override
  public Verdict verify(VerificationData data) {
    return engines.verdict(engine -> verify(engine, data));
  }

  private Verdict verify(Bn254 engine, VerificationData data) throws MalformedException {
    byte[] proof = data.proof().view();
    if (proof.length == WrappedGroth16.ENCODED_BYTES) {
      byte[] points = Arrays.copyOfRange(proof, 4, proof.length);
      return verify(engine, data, WrappedGroth16.selector(proof), points);
    }
    BincodeReader in = new BincodeReader(proof);
    int variant = in.variant("receipt");
    return switch (variant) {
      case 0, 1 ->
          new Verdict.Unsupported(
              "a RISC Zero %s receipt is a STARK proof, which cannot be verified on this installation; wrap it into Groth16"
                  .formatted(variant == 0 ? "composite" : "succinct"));
      case 2 -> verifyInnerReceipt(engine, data, in);
      case 3 -> new Verdict.Rejected("a fake receipt, made in RISC Zero's development mode");
      default -> new Verdict.Rejected("not a RISC Zero receipt");
    };
  }

  /** Groth16Receipt: seal, claim, and the digest of the verifier's parameters at the end. */
  private Verdict verifyInnerReceipt(Bn254 engine, VerificationData data, BincodeReader in)
      throws MalformedException {
    byte[] seal = in.bytes("receipt, seal");
    byte[] rest = in.rest();
    if (seal.length != SEAL_BYTES || rest.length < Integer.BYTES + DIGEST_BYTES) {
      throw new MalformedException("receipt: not a Groth16 receipt");
    }
    byte[] parameters = Arrays.copyOfRange(rest, rest.length - DIGEST_BYTES, rest.length);
    return verify(engine, data, WrappedGroth16.selector(parameters), seal);
  }

  private Verdict verify(Bn254 engine, VerificationData data, String selector, byte[] points)
      throws MalformedException {
    String controlRoot = CONTROL_ROOTS.get(selector);
    if (controlRoot == null) {
      return new Verdict.Unsupported(
          "a RISC Zero Groth16 receipt of an unknown release (selector " + selector + ")");
    }
    byte[] imageId = Parts.program(data).view();
    if (imageId.length != DIGEST_BYTES) {
      throw new MalformedException("program: an image id has 32 bytes, not " + imageId.length);
    }
    Bytes journal = data.publicInput();
    byte[] claim = claim(imageId, journal == null ? new byte[0] : journal.view());
    BigInteger root = littleEndian(HexFormat.of().parseHex(controlRoot));
    BigInteger claimed = littleEndian(claim);
    List<BigInteger> inputs =
        List.of(
            root.and(LOW_HALF),
            root.shiftRight(128),
            claimed.and(LOW_HALF),
            claimed.shiftRight(128),
            littleEndian(HexFormat.of().parseHex(BN254_CONTROL_ID)));
    return wrapped.verify(engine, selector, points, inputs);
  }

  /** The digest of "this image ran, ended well and wrote this journal". */
  private static byte[] claim(byte[] imageId, byte[] journal) {
    byte[] zero = new byte[DIGEST_BYTES];
    byte[] word = new byte[Integer.BYTES];
    byte[] post = tagged("risc0.SystemState", 1, zero, word);
    byte[] output = tagged("risc0.Output", 2, Sha256.digest(journal), zero);
    return tagged("risc0.ReceiptClaim", 4, zero, imageId, post, output, word, word);
  }

  /** SHA-256 of the tag's digest, digests and numbers, and how many of these are digests. */
  private static byte[] tagged(String tag, int digests, byte[]... parts) {
    byte[][] all = new byte[parts.length + 2][];
    all[0] = Sha256.digest(tag.getBytes(StandardCharsets.US_ASCII));
    System.arraycopy(parts, 0, all, 1, parts.length);
    all[all.length - 1] = new byte[] {(byte) digests, 0};
    return Sha256.digest(all);
  }

  private static BigInteger littleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  @Override
  public void warmUp() {
    engines.warmUp();
  }
}
