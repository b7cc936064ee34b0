package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Valid gnark Groth16 proofs of ours, from the assets folder. */
final class SampleProofs {
  private final Bytes verifyingKey;
  private final List<Sample> samples;

  private SampleProofs(Bytes verifyingKey, List<Sample> samples) {
    this.verifyingKey = verifyingKey;
    this.samples = List.copyOf(samples);
  }

  private record Sample(Bytes proof, Bytes publicInput) {}

  /**
   * Reads the samples below the assets folder.
   *
   * @throws ScenarioException when they are not there
   */
  static SampleProofs in(Path assets) throws ScenarioException {
    Path folder = assets.resolve("proofs").resolve("gnark_groth16_bn254");
    List<Sample> samples = new ArrayList<>();
    try {
      for (int i = 0; Files.exists(folder.resolve("valid_" + i + ".proof")); i++) {
        samples.add(
            new Sample(
                read(folder.resolve("valid_" + i + ".proof")),
                read(folder.resolve("valid_" + i + ".pub"))));
      }
      if (samples.isEmpty()) {
        throw new ScenarioException("There are no sample proofs in " + folder + ".");
      }
      return new SampleProofs(read(folder.resolve("groth16.vk")), samples);
    } catch (IOException unreadable) {
      throw new ScenarioException(
          "The sample proofs cannot be read: " + unreadable.getMessage() + ".", unreadable);
    }
  }

  /** The sample number {@code index}, round and round, credited to {@code generator}. */
  VerificationData sample(int index, Address generator) {
    Sample sample = samples.get(Math.floorMod(index, samples.size()));
    return new VerificationData(
        ProvingSystem.GNARK_GROTH16_BN254,
        sample.proof(),
        sample.publicInput(),
        verifyingKey,
        null,
        generator);
  }

  private static Bytes read(Path file) throws IOException {
    return Bytes.wrap(Files.readAllBytes(file));
  }
}
