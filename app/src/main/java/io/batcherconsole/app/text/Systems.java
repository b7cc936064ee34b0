package io.batcherconsole.app.text;

/** Proving systems as people call them. */
public final class Systems {
  private Systems() {}

  /** "Groth16 BN254" for "GnarkGroth16Bn254"; a name that is not known stays as it is. */
  public static String name(String wireName) {
    return switch (wireName) {
      case "GnarkGroth16Bn254" -> "Groth16 BN254";
      case "GnarkPlonkBn254" -> "PLONK BN254";
      case "GnarkPlonkBls12_381" -> "PLONK BLS12-381";
      case "CircomGroth16Bn256" -> "Circom Groth16";
      case "Risc0" -> "RISC Zero";
      default -> wireName;
    };
  }
}
