package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * RISC Zero receipts that are wrapped into Groth16, of releases 2.2, 2.3 and 3.0 (verification.md
 * §4). The program is the image id, the public input the journal; both are bound to the proof.
 *
 * <p>Accepted are the seal as contracts take it (selector, then points) and the bincode of an inner
 * receipt. STARK receipts are recognised by their layout, which is read to its end, and by what
 * they claim; they cannot be verified on the JVM.
 */
public final class Risc0Verifier extends ZkVmVerifier {
  private static final BigInteger LOW_HALF = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  /** The recursion program that makes the proof to be wrapped; the same in all these releases. */
  private static final BigInteger BN254_CONTROL_ID =
      littleEndian("c07a65145c3cb48b6101962ea607a4dd93c753bb26975cb47feb00d3666e4404");

  private static final Traits TRAITS =
      new Traits(
          ProvingSystem.RISC0,
          "a RISC Zero receipt",
          Set.of(4 + 256),
          Map.of("310fe598", "RISC Zero 1.0 Groth16", "c101b42b", "RISC Zero 1.2 Groth16"));

  /** Digests of the parameters that a STARK receipt is verified with. */
  private static final Map<String, String> STARK_RELEASES =
      Map.of(
          "0a12bed13d02e3b2864daeb2405ce14658388b804007aa3cac696762cfe35fdb", "1.0",
          "f171d19df8f27878677080c5e4c38ed2655f5f54302468ce805594a4b3e38104", "1.0",
          "d56767c98914dd6bdc45782fbe02eda0c3a3102ae28fdd70e7c55d701e5db42d", "1.2",
          "21a829e931cda9f34723dc77d947efe264771fea83bc495b3903014d0fe50d57", "1.2",
          "12d12ff8404824a12d4242993527a6ae5b15037a454e9a8fa682e00b62fdc6f5", "2.2 or 2.3",
          "6da21180b0fb9de482aed36931a29b10feeb64fb96de49f2f2e5e119e2bb8cd8", "2.2 or 2.3",
          "4bce006e0858edf3a3726987c0b1b6258224c000971e451bc9c05cfec086a84b", "3.0",
          "ece5e9b8ae2cd6ea6b1827b464ff0348f9a7f4decd269c0087fdfd75098da013", "3.0");

  public Risc0Verifier() {
    this(new EnginePool<>(Bn254::new));
  }

  Risc0Verifier(EnginePool<Bn254> engines) {
    super(TRAITS, engines, releasedCircuits());
  }

  /**
   * The hash is that of all parameters of the verifier, the root that of the release's programs.
   */
  private static List<WrapperCircuit> releasedCircuits() {
    return List.of(
        circuit(
            "2.2 and 2.3",
            2,
            "bb001d444841d70e8bc0c7d034b349044bf3cf0117afb702b2f1e898b7dd13cc",
            "ce52bf56033842021af3cf6db8a50d1b7535c125a34f1a22c6fdcf002c5a1529"),
        circuit(
            "3.0",
            3,
            "73c457ba541936f0d907daf0c7253a39a9c5c427c225ba7709e44702d3c6eedc",
            "a54dc85ac99f851c92d7c96d7318af41dbe7c0194edfcc37eb4d422a998c1f56"));
  }

  private static WrapperCircuit circuit(String version, int major, String hash, String root) {
    byte[] key = WrapperCircuit.resource("risc0_groth16_key.json");
    return WrapperCircuit.groth16(
        "RISC Zero " + version,
        major,
        Bytes.fromHex(hash),
        littleEndian(root),
        engine -> CircomGroth16Format.key(engine, key));
  }

  @Override
  Verdict verifyStored(Bn254 engine, int variant, BincodeReader in, VerificationData data)
      throws MalformedException {
    return switch (variant) {
      case 0 ->
          stark(
              "a RISC Zero composite receipt",
              release(Risc0ReceiptReader.composite(in, claim(data))));
      case 1 ->
          stark(
              "a RISC Zero succinct receipt",
              release(Risc0ReceiptReader.succinct(in, claim(data))));
      case 2 -> verifyGroth16Receipt(engine, data, Risc0ReceiptReader.groth16(in, claim(data)));
      default -> new Verdict.Rejected("a fake receipt, made in RISC Zero's development mode");
    };
  }

  /** The release of a STARK receipt; null when it is not known. */
  private static @Nullable String release(Risc0ReceiptReader.Receipt receipt) {
    return STARK_RELEASES.get(receipt.parameters().toHex());
  }

  private Verdict verifyGroth16Receipt(
      Bn254 engine, VerificationData data, Risc0ReceiptReader.Receipt receipt)
      throws MalformedException {
    WrapperCircuit circuit = circuit(receipt.parameters().view());
    byte[] seal = receipt.seal().view();
    return circuit == null
        ? unknownCircuit(engine, WrapperCircuit.selector(receipt.parameters().view()), seal)
        : verifyWrapped(engine, circuit, seal, data);
  }

  @Override
  void decode(Bn254 engine, byte[] wrapped) throws MalformedException {
    GnarkGroth16Format.evmProof(engine, wrapped);
  }

  @Override
  Verdict verifyWrapped(Bn254 engine, WrapperCircuit circuit, byte[] wrapped, VerificationData data)
      throws MalformedException {
    BigInteger root = Objects.requireNonNull(circuit.root());
    BigInteger claimed = littleEndian(claim(data).digest().view());
    List<BigInteger> inputs =
        List.of(
            root.and(LOW_HALF),
            root.shiftRight(128),
            claimed.and(LOW_HALF),
            claimed.shiftRight(128),
            BN254_CONTROL_ID);
    return circuit.verify(engine, wrapped, inputs);
  }

  /** What the submission says: this image ran, ended well and wrote this journal. */
  private static Risc0Claim claim(VerificationData data) throws MalformedException {
    Bytes imageId = Parts.program(data);
    if (imageId.size() != DIGEST_BYTES) {
      throw new MalformedException("program: an image id has 32 bytes, not " + imageId.size());
    }
    Bytes journal = data.publicInput();
    return Risc0Claim.ok(imageId, journal == null ? Bytes.EMPTY : journal);
  }

  private static BigInteger littleEndian(String hex) {
    return littleEndian(HexFormat.of().parseHex(hex));
  }

  private static BigInteger littleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }
}
