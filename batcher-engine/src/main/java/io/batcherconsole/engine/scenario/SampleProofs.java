package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Valid proofs of ours, from the assets folder. */
final class SampleProofs {
  /** The systems that there are samples of. */
  static final List<ProvingSystem> SYSTEMS =
      List.of(
          ProvingSystem.GNARK_GROTH16_BN254,
          ProvingSystem.CIRCOM_GROTH16_BN256,
          ProvingSystem.GNARK_PLONK_BN254,
          ProvingSystem.GNARK_PLONK_BLS12_381);

  private final Map<ProvingSystem, Samples> samples;

  private SampleProofs(Map<ProvingSystem, Samples> samples) {
    this.samples = samples;
  }

  private record Sample(Bytes proof, Bytes publicInput) {}

  private record Samples(Bytes verifyingKey, List<Sample> proofs) {}

  /**
   * Reads the samples below the assets folder.
   *
   * @throws ScenarioException when they are not there
   */
  static SampleProofs in(Path assets) throws ScenarioException {
    Path folder = assets.resolve("proofs");
    Map<ProvingSystem, Samples> all = new EnumMap<>(ProvingSystem.class);
    for (ProvingSystem system : SYSTEMS) {
      all.put(
          system,
          switch (system) {
            case CIRCOM_GROTH16_BN256 ->
                read(
                    folder.resolve("circom_groth16_bn256"),
                    "verification_key.json",
                    ".proof.json",
                    ".public.json");
            case GNARK_PLONK_BN254 ->
                read(folder.resolve("gnark_plonk_bn254"), "plonk.vk", ".proof", ".pub");
            case GNARK_PLONK_BLS12_381 ->
                read(folder.resolve("gnark_plonk_bls12_381"), "plonk.vk", ".proof", ".pub");
            default -> read(folder.resolve("gnark_groth16_bn254"), "groth16.vk", ".proof", ".pub");
          });
    }
    return new SampleProofs(all);
  }

  private static Samples read(Path folder, String key, String proof, String input)
      throws ScenarioException {
    List<Sample> proofs = new ArrayList<>();
    try {
      for (int i = 0; Files.exists(folder.resolve("valid_" + i + proof)); i++) {
        proofs.add(
            new Sample(
                read(folder.resolve("valid_" + i + proof)),
                read(folder.resolve("valid_" + i + input))));
      }
      if (proofs.isEmpty()) {
        throw new ScenarioException("There are no sample proofs in " + folder + ".");
      }
      return new Samples(read(folder.resolve(key)), proofs);
    } catch (IOException unreadable) {
      throw new ScenarioException(
          "The sample proofs cannot be read: " + unreadable.getMessage() + ".", unreadable);
    }
  }

  private static Bytes read(Path file) throws IOException {
    return Bytes.wrap(Files.readAllBytes(file));
  }

  /** The system's sample number {@code index}, round and round, credited to {@code generator}. */
  VerificationData sample(ProvingSystem system, int index, Address generator) {
    Samples ofSystem = Objects.requireNonNull(samples.get(system), () -> "no samples of " + system);
    Sample sample = ofSystem.proofs().get(Math.floorMod(index, ofSystem.proofs().size()));
    return new VerificationData(
        system, sample.proof(), sample.publicInput(), ofSystem.verifyingKey(), null, generator);
  }
}
