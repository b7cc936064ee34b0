package io.batcherconsole.engine.verify.make;

/** What can be wrong with a proof that is made to be refused. */
public enum Flaw {
  /** A public input is one larger than the one that was proved. */
  WRONG_INPUT("wrong public input"),
  /** One bit of the proof is flipped. */
  FLIPPED_BIT("flipped bit"),
  /** The key is another circuit's, with as many inputs. */
  WRONG_KEY("wrong verification key"),
  /** The proof is cut short. */
  TRUNCATED("truncated proof"),
  /** A point of the proof is not on the curve. */
  OFF_CURVE("point off the curve"),
  /**
   * A point is on the curve, but not in the subgroup: of the proof, or of the key where the proof
   * has none that could be (PLONK on BN254).
   */
  OUTSIDE_SUBGROUP("point outside the subgroup");

  private final String words;

  Flaw(String words) {
    this.words = words;
  }

  /** For people: "wrong public input". */
  public String words() {
    return words;
  }
}
