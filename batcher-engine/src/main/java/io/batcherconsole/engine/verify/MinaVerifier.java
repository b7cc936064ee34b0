package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.MalformedException;

/**
 * Recognises Mina's proofs, which are Pickles over the Pasta curves and cannot be verified on the
 * JVM: of the chain's state, and of an account in it. Both are bincode. The state's public input is
 * the hash of the state that is known, then state and ledger hashes of the sixteen that follow it;
 * the account's is the ledger's hash and the account itself, its proof a Merkle path first of all.
 */
final class MinaVerifier implements ProofVerifier {
  private static final int HASH_BYTES = 32;
  private static final int HASHES = 1 + 2 * 16;

  /** A state's proof alone has some dozen points and as many evaluations. */
  private static final int LEAST_STATE_BYTES = 2048;

  /** The depth of Mina's ledger. */
  private static final int PATH = 35;

  private final ProvingSystem system;

  private MinaVerifier(ProvingSystem system) {
    this.system = system;
  }

  static MinaVerifier ofState() {
    return new MinaVerifier(ProvingSystem.MINA);
  }

  static MinaVerifier ofAccount() {
    return new MinaVerifier(ProvingSystem.MINA_ACCOUNT);
  }

  @Override
  public ProvingSystem system() {
    return system;
  }

  @Override
  public Verdict verify(VerificationData data) {
    try {
      if (system == ProvingSystem.MINA) {
        recogniseState(data);
      } else {
        recogniseAccount(data);
      }
      return new Verdict.Unsupported(
          "a proof of %s, which is a Pickles proof and cannot be verified on this installation"
              .formatted(system == ProvingSystem.MINA ? "Mina's state" : "an account of Mina"));
    } catch (MalformedException malformed) {
      return new Verdict.Rejected(malformed.reason());
    }
  }

  /** Newer releases put before the hashes whether the chain is the devnet. */
  private static void recogniseState(VerificationData data) throws MalformedException {
    int size = Parts.publicInput(data).size();
    int hashes = HASHES * HASH_BYTES;
    boolean flagged = size == hashes + 1 && (Parts.publicInput(data).view()[0] & 0xfe) == 0;
    if (size != hashes && !flagged) {
      throw new MalformedException(
          "public input: a state of Mina has %d hashes, not %d bytes".formatted(HASHES, size));
    }
    if (data.proof().size() < LEAST_STATE_BYTES) {
      throw new MalformedException(
          "proof: no proof of Mina's state has only %d bytes".formatted(data.proof().size()));
    }
  }

  private static void recogniseAccount(VerificationData data) throws MalformedException {
    BincodeReader input = new BincodeReader(Parts.publicInput(data).view());
    input.fixed(HASH_BYTES, "public input, ledger hash");
    input.bytes("public input, account");
    input.end("public input");
    BincodeReader proof = new BincodeReader(data.proof().view());
    if (proof.u64("proof, path") != PATH) {
      throw new MalformedException("proof: a path in Mina's ledger has %d steps".formatted(PATH));
    }
    for (int i = 0; i < PATH; i++) {
      int side = proof.variant("proof, path");
      if ((side & ~1) != 0 || proof.bytes("proof, path").length != HASH_BYTES) {
        throw new MalformedException("proof, path: neither left nor right with a hash");
      }
    }
  }
}
