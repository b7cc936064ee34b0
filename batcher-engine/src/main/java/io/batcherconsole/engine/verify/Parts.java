package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import org.jspecify.annotations.Nullable;

/** The optional parts of a submission, where a verifier needs them. */
final class Parts {
  private Parts() {}

  static Bytes verificationKey(VerificationData data) throws MalformedException {
    return required(data.verificationKey(), "verification key");
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
