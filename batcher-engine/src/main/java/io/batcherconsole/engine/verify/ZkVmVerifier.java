package io.batcherconsole.engine.verify;

import static java.util.stream.Collectors.toMap;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the verifiers of zkVMs have in common. Their proofs are STARKs, which cannot be verified on
 * the JVM; but a zkVM can wrap a STARK into a small proof of a {@link WrapperCircuit}, and that is
 * verified here. Such a proof comes in two forms: the bytes that contracts take (the circuit's
 * selector, then the proof), and what the prover's library stores, an enum in bincode whose first
 * four bytes are the number of its variant.
 */
abstract sealed class ZkVmVerifier implements ProofVerifier permits Sp1Verifier, Risc0Verifier {
  static final int DIGEST_BYTES = 32;
  private static final int VARIANTS = 4;

  private final Traits traits;
  private final EnginePool<Bn254> engines;
  private final Map<String, WrapperCircuit> circuitBySelector;

  /**
   * What a zkVM's proofs are known by.
   *
   * @param proof in words: "an SP1 proof"
   * @param contractLengths how many bytes a proof has in the form that contracts take
   * @param withoutKey names of circuits by selector whose keys are not part of this installation
   */
  record Traits(
      ProvingSystem system,
      String proof,
      Set<Integer> contractLengths,
      Map<String, String> withoutKey) {}

  ZkVmVerifier(Traits traits, EnginePool<Bn254> engines, List<WrapperCircuit> circuits) {
    this.traits = traits;
    this.engines = engines;
    circuitBySelector = circuits.stream().collect(toMap(WrapperCircuit::selector, c -> c));
  }

  @Override
  public final ProvingSystem system() {
    return traits.system();
  }

  @Override
  public final Verdict verify(VerificationData data) {
    return engines.verdict(engine -> verify(engine, data));
  }

  private Verdict verify(Bn254 engine, VerificationData data) throws MalformedException {
    byte[] proof = data.proof().view();
    BincodeReader in = new BincodeReader(proof);
    int variant = in.variant("proof");
    String selector = WrapperCircuit.selector(proof);
    WrapperCircuit circuit = circuitBySelector.get(selector);
    if (circuit != null) {
      return verifyWrapped(engine, circuit, in.rest(), data);
    }
    if (variant >= 0 && variant < VARIANTS) {
      return verifyStored(engine, variant, in, data);
    }
    return traits.contractLengths().contains(proof.length)
        ? unknownCircuit(engine, selector, in.rest())
        : new Verdict.Rejected("not " + traits.proof());
  }

  /**
   * The circuit that a stored proof names; null when it is not known. For a known one only the
   * whole hash will do.
   */
  final @Nullable WrapperCircuit circuit(byte[] hash) throws MalformedException {
    WrapperCircuit circuit = circuitBySelector.get(WrapperCircuit.selector(hash));
    if (circuit != null && !Arrays.equals(hash, circuit.hash().view())) {
      throw new MalformedException("proof: the circuit's hash is not that of " + circuit.title());
    }
    return circuit;
  }

  /**
   * The answer to a wrapped proof for which there is no key; it must be a proof at least.
   *
   * @param wrapped as contracts take it, without the selector
   */
  final Verdict unknownCircuit(Bn254 engine, String selector, byte[] wrapped)
      throws MalformedException {
    decode(engine, wrapped);
    String name = traits.withoutKey().get(selector);
    return new Verdict.Unsupported(
        name == null
            ? "%s of a version that is not known here (selector %s)"
                .formatted(traits.proof(), selector)
            : "a proof of %s, whose verifying key is not part of this installation (selector %s)"
                .formatted(name, selector));
  }

  /**
   * Verifies what follows the selector.
   *
   * @param wrapped as contracts take it
   */
  abstract Verdict verifyWrapped(
      Bn254 engine, WrapperCircuit circuit, byte[] wrapped, VerificationData data)
      throws MalformedException;

  /** Fails when that is no wrapped proof of whatever circuit, as contracts take it. */
  abstract void decode(Bn254 engine, byte[] wrapped) throws MalformedException;

  /**
   * Verifies a stored proof, or says what it is.
   *
   * @param variant 0 to 3, read from {@code in}
   */
  abstract Verdict verifyStored(Bn254 engine, int variant, BincodeReader in, VerificationData data)
      throws MalformedException;

  /**
   * The answer to a STARK proof.
   *
   * @param what "an SP1 core proof"
   * @param version as far as the proof tells; null when it does not
   */
  static Verdict stark(String what, @Nullable String version) {
    return new Verdict.Unsupported(
        "%s of %s is a STARK proof, which cannot be verified on this installation; wrap it into Groth16"
            .formatted(what, version == null ? "an unknown version" : "version " + version));
  }
}
