package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real wrapped proof of a zkVM, published by its project or its users (wrapped_proofs.json).
 *
 * @param name "SP1 5 PLONK"; a stored one is bincode instead of what contracts take
 * @param system SP1 or Risc0
 * @param proof in hex, as the rest
 */
record WrappedSample(
    String name, String system, String source, String proof, String program, String publicInput) {
  private static final ProofVerifier SP1 = new Sp1Verifier();
  private static final ProofVerifier RISC0 = new Risc0Verifier();

  static List<WrappedSample> all() {
    try (InputStream in = WrappedSample.class.getResourceAsStream("wrapped_proofs.json")) {
      return JsonMapper.shared().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WrappedSample named(String name) {
    return all().stream().filter(s -> s.name.equals(name)).findFirst().orElseThrow();
  }

  ProofVerifier verifier() {
    return system.equals("SP1") ? SP1 : RISC0;
  }

  Bytes proofBytes() {
    return Bytes.fromHex(proof);
  }

  Bytes programBytes() {
    return Bytes.fromHex(program);
  }

  Bytes publicInputBytes() {
    return Bytes.fromHex(publicInput);
  }

  boolean isStored() {
    return name.endsWith(", stored");
  }

  /** The verdict on the sample with another proof. */
  Verdict verify(Bytes otherProof) {
    return verify(otherProof, publicInputBytes(), programBytes());
  }

  Verdict verify(Bytes otherProof, @Nullable Bytes otherInput, @Nullable Bytes otherProgram) {
    ProvingSystem proving = verifier().system();
    return verifier()
        .verify(
            new VerificationData(
                proving, otherProof, otherInput, null, otherProgram, Address.ZERO));
  }

  @Override
  public String toString() {
    return name;
  }
}
