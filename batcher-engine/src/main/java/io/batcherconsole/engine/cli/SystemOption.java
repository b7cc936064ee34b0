package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.protocol.ProvingSystem;
import picocli.CommandLine.Option;

/** The option that names a proving system, for every command that takes one. */
final class SystemOption {
  @Option(
      names = "--system",
      required = true,
      paramLabel = "NAME",
      converter = SystemConverter.class,
      description =
          "GnarkGroth16Bn254, CircomGroth16Bn256, GnarkPlonkBn254, GnarkPlonkBls12_381, …")
  private ProvingSystem system;

  /** Made by picocli, which also fills in the option. */
  @SuppressWarnings("NullAway.Init")
  SystemOption() {}

  ProvingSystem system() {
    return system;
  }
}
