package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample proofs in assets/proofs. */
public final class SampleProofs {
  private static final Path FOLDER =
      Path.of(System.getProperty("assets.dir", "../assets"), "proofs");

  private SampleProofs() {}

  /** A file's bytes: {@code gnark_groth16_bn254/valid_0.proof}. */
  public static Bytes read(String name) {
    try {
      return Bytes.wrap(Files.readAllBytes(FOLDER.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
