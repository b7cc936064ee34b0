package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The optional parts of a submission, where a verifier needs them. */
final class Parts {
  private Parts() {}

  static Bytes verificationKey(VerificationData data) throws MalformedException {
    return required(data.verificationKey(), "verification key");
  }

  /**
   * The verification key that all of them bring.
   *
   * @throws IllegalArgumentException when they bring none or several
   */
  static Bytes sharedKey(List<VerificationData> proofs) {
    Bytes key = proofs.getFirst().verificationKey();
    if (key == null
        || proofs.stream().anyMatch(proof -> !Objects.equals(key, proof.verificationKey()))) {
      throw new IllegalArgumentException("proofs that share no key cannot be verified together");
    }
    return key;
  }

  static Bytes publicInput(VerificationData data) throws MalformedException {
    return required(data.publicInput(), "public input");
  }

  static Bytes program(VerificationData data) throws MalformedException {
    return required(data.program(), "program");
  }

  private static Bytes required(@Nullable Bytes part, String name) throws MalformedException {
    if (part == null) {
      throw new MalformedException("there is no " + name);
    }
    return part;
  }
}
