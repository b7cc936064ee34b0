package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * SP1 proofs that are wrapped into Groth16, of versions 4 and 5 (verification.md §4). The program
 * is the 32-byte hash of the program's verifying key, not the ELF: only SP1's prover can make the
 * hash from the ELF. The public input is the public values; both are bound to the proof.
 *
 * <p>Accepted are the bytes that contracts take (selector, then points) and the bincode of an
 * SP1ProofWithPublicValues. STARK proofs are recognised, and cannot be verified on the JVM.
 */
public final class Sp1Verifier implements ProofVerifier {
  private static final int HASH_BYTES = 32;

  /** The public values' digest is cut to what fits the scalar field. */
  private static final int DIGEST_BITS = 253;

  private final EnginePool<Bn254> engines;
  private final WrappedGroth16 wrapped =
      new WrappedGroth16(
          Map.of("11b6a09d", "sp1_v4_groth16_key.json", "a4594c59", "sp1_v5_groth16_key.json"));

  public Sp1Verifier() {
    this(new EnginePool<>(Bn254::new));
  }

  Sp1Verifier(EnginePool<Bn254> engines) {
    this.engines = engines;
  }

  @Override
  public ProvingSystem system() {
    return ProvingSystem.SP1;
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
    int variant = in.variant("proof");
    return switch (variant) {
      case 0, 1 ->
          new Verdict.Unsupported(
              "an SP1 %s proof is a STARK proof, which cannot be verified on this installation; wrap it into Groth16"
                  .formatted(variant == 0 ? "core" : "compressed"));
      case 2 ->
          new Verdict.Unsupported(
              "an SP1 proof that is wrapped into PLONK cannot be verified on this installation; wrap it into Groth16");
      case 3 -> verifyWithPublicValues(engine, data, in);
      default -> new Verdict.Rejected("not an SP1 proof");
    };
  }

  /**
   * Two public inputs as decimals, the encoded proof and the raw one in hex, the circuit's hash.
   */
  private Verdict verifyWithPublicValues(Bn254 engine, VerificationData data, BincodeReader in)
      throws MalformedException {
    in.string("proof, program hash");
    in.string("proof, digest of the public values");
    String encoded = in.string("proof, encoded proof");
    in.string("proof, raw proof");
    byte[] circuit = in.fixed(HASH_BYTES, "proof, circuit hash");
    byte[] points;
    try {
      points = HexFormat.of().parseHex(encoded);
    } catch (IllegalArgumentException notHex) {
      throw new MalformedException("proof, encoded proof: not hex");
    }
    return verify(engine, data, WrappedGroth16.selector(circuit), points);
  }

  private Verdict verify(Bn254 engine, VerificationData data, String selector, byte[] points)
      throws MalformedException {
    if (!wrapped.knows(selector)) {
      return new Verdict.Unsupported(
          "an SP1 proof of a version that is not known here (selector " + selector + ")");
    }
    Bytes program = Parts.program(data);
    if (program.size() != HASH_BYTES) {
      return new Verdict.Unsupported(
          "the program must be the 32-byte hash of its verifying key; the hash of an ELF of %d bytes cannot be made on this installation"
              .formatted(program.size()));
    }
    Bytes values = data.publicInput();
    byte[] digest = Sha256.digest(values == null ? new byte[0] : values.view());
    BigInteger mask = BigInteger.ONE.shiftLeft(DIGEST_BITS).subtract(BigInteger.ONE);
    List<BigInteger> inputs =
        List.of(new BigInteger(1, program.view()), new BigInteger(1, digest).and(mask));
    return wrapped.verify(engine, selector, points, inputs);
  }

  @Override
  public void warmUp() {
    engines.warmUp();
  }
}
