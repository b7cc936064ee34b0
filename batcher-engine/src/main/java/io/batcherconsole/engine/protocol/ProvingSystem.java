package io.batcherconsole.engine.protocol;

import java.util.Optional;

/**
 * The proof systems of the protocol; the ids are the protocol's discriminants (batcher.md §1.2).
 */
public enum ProvingSystem {
  GNARK_PLONK_BLS12_381(0, "GnarkPlonkBls12_381"),
  GNARK_PLONK_BN254(1, "GnarkPlonkBn254"),
  GNARK_GROTH16_BN254(2, "GnarkGroth16Bn254"),
  SP1(3, "SP1"),
  RISC0(4, "Risc0"),
  CIRCOM_GROTH16_BN256(5, "CircomGroth16Bn256"),
  MINA(6, "Mina"),
  MINA_ACCOUNT(7, "MinaAccount");

  private final int id;
  private final String wireName;

  ProvingSystem(int id, String wireName) {
    this.id = id;
    this.wireName = wireName;
  }

  /** The name on the wire: "GnarkGroth16Bn254". */
  public String wireName() {
    return wireName;
  }

  /** The discriminant, which commitments and the contract's bitmap of disabled verifiers use. */
  public int id() {
    return id;
  }

  /** The system with that name on the wire, or with its older spelling "Groth16Bn254". */
  public static Optional<ProvingSystem> byWireName(String name) {
    if (name.equals("Groth16Bn254")) {
      return Optional.of(GNARK_GROTH16_BN254);
    }
    for (ProvingSystem system : values()) {
      if (system.wireName.equals(name)) {
        return Optional.of(system);
      }
    }
    return Optional.empty();
  }
}
