package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import java.util.Random;

/**
 * Bytes in the layouts of STARK proofs, made of random field elements: nobody could verify them,
 * but they look like proofs. Real ones have some hundred thousand bytes.
 */
public final class StarkSamples {
  private static final int MODULUS = 0x78000001;
  private static final long SEED = 4;

  private final Random random = new Random(SEED);

  /** So many elements of BabyBear. */
  byte[] elements(int count) {
    Bincode out = new Bincode();
    for (int i = 0; i < count; i++) {
      out.variant(random.nextInt(MODULUS));
    }
    return out.done().toArray();
  }

  /** An SP1 proof up to the public values: a commitment, names of chips between elements. */
  private Bincode sp1(boolean core) {
    Bincode out = new Bincode().variant(core ? 0 : 1);
    if (core) {
      out.fixed(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    }
    out.fixed(elements(24)).string("MemoryConst");
    return out.fixed(elements(4000)).string("Cpu").fixed(elements(4000));
  }

  /** What SP1's library stores since version 4. */
  public Bytes sp1Compressed(byte[] publicValues) {
    return sp1(false).bytes(publicValues).string("v5.0.0").fixed(new byte[1]).done();
  }

  Bincode sp1Core() {
    return sp1(true);
  }

  Bincode sp1Compressed() {
    return sp1(false);
  }

  /** A segment of a composite receipt that claims to have run the image and written the journal. */
  private Bincode segment(Bincode out, byte[] image, byte[] journal) {
    words(out, 6000).variant(0).string("poseidon2").fixed(elements(8));
    return claim(out, image, journal);
  }

  /** As RISC Zero's executor writes it: only the state before is pruned. */
  static Bincode claim(Bincode out, byte[] image, byte[] journal) {
    out.variant(1).fixed(image);
    out.variant(0).variant(0).fixed(new byte[32]);
    out.variant(0).variant(0);
    out.variant(1).fixed(new byte[32]);
    out.variant(0).fixed(new byte[] {1});
    return out.variant(0).bytes(journal).variant(0).fixed(new byte[8]);
  }

  private Bincode words(Bincode out, int count) {
    return out.variant(count).variant(0).fixed(elements(count));
  }

  Bincode composite(byte[] image, byte[] journal, Bytes parameters) {
    Bincode out = new Bincode().variant(0).fixed(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    return segment(out, image, journal).fixed(new byte[8]).fixed(parameters.view());
  }

  /** As around release 2.0, with the version of its circuit behind the segment. */
  Bincode versionedComposite(byte[] image, byte[] journal, Bytes parameters, int version) {
    Bincode out = new Bincode().variant(0).fixed(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    segment(out, image, journal).variant(version);
    return out.fixed(new byte[8]).fixed(parameters.view());
  }

  /**
   * @param claim pruned or not, with what tells it
   */
  Bincode succinct(Bytes claim, Bytes parameters) {
    Bincode out = words(new Bincode().variant(1), 6000).fixed(elements(8)).fixed(claim.view());
    out.string("poseidon2").fixed(parameters.view());
    return out.variant(5).fixed(new byte[] {2, 0, 0, 0, 0, 0, 0, 0}).fixed(elements(16));
  }
}
