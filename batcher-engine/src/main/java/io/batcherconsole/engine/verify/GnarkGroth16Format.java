package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.Groth16Key.Commitment;
import io.batcherconsole.engine.verify.Groth16Key.Folding;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointReader;
import java.util.ArrayList;
import java.util.List;

/** gnark's binary Groth16 proofs and keys, read strictly (verification.md §3). */
final class GnarkGroth16Format {
  private static final int LEAST_G1_BYTES = 32;
  private static final int LEAST_G2_BYTES = 64;
  private static final int EVM_PROOF_BYTES = 256;
  private static final int POINT_FLAGS = 0xC0;

  private GnarkGroth16Format() {}

  /** Ar | Bs | Krs | commitments | proof of knowledge. */
  static Groth16Proof proof(PairingEngine engine, byte[] bytes) throws MalformedException {
    PointReader in = new PointReader(engine, bytes);
    Point<Fp> a = in.point1("proof, Ar");
    Point<Fp2> b = in.point2("proof, Bs");
    Point<Fp> c = in.point1("proof, Krs");
    int count = bounded(in.count(LEAST_G1_BYTES, "proof, commitments"), "commitments");
    List<Point<Fp>> commitments = in.points1(count, "proof, commitments");
    Point<Fp> pok = in.point1("proof, proof of knowledge");
    in.end("proof");
    if (count == 0 && !pok.isInfinity()) {
      throw new MalformedException("proof: a proof of knowledge without a commitment");
    }
    return new Groth16Proof(a, b, c, commitments, pok);
  }

  /** A | B | C uncompressed, 256 bytes as the EVM's precompiles take them. */
  static Groth16Proof evmProof(PairingEngine engine, byte[] bytes) throws MalformedException {
    PointReader in = new PointReader(engine, bytes);
    Point<Fp> a = in.point1("proof, A");
    Point<Fp2> b = in.point2("proof, B");
    Point<Fp> c = in.point1("proof, C");
    in.end("proof");
    if (bytes.length != EVM_PROOF_BYTES) {
      throw new MalformedException("proof: the points must not be compressed");
    }
    return new Groth16Proof(a, b, c, List.of(), engine.infinity1());
  }

  /**
   * α₁ | β₁ | β₂ | γ₂ | δ₁ | δ₂ | K | committed values of each commitment | commitment keys.
   * Version 0.10 has exactly one commitment key and no count of them; where a count would be stands
   * a point then, whose flag bits no count can have.
   */
  static Groth16Key key(PairingEngine engine, byte[] bytes) throws MalformedException {
    PointReader in = new PointReader(engine, bytes);
    Point<Fp> alpha = in.point1("verification key, alpha");
    in.point1("verification key, beta in G1");
    Point<Fp2> beta = in.point2("verification key, beta");
    Point<Fp2> gamma = in.point2("verification key, gamma");
    in.point1("verification key, delta in G1");
    Point<Fp2> delta = in.point2("verification key, delta");
    int count = bounded(in.count(LEAST_G1_BYTES, "verification key, K"), "points in the key");
    List<Point<Fp>> k = in.points1(count, "verification key, K");
    List<List<Integer>> committed = committed(in);
    Folding folding = Folding.HASH_TO_FIELD;
    int keys;
    if (in.remaining() > 0 && (in.peek("verification key") & POINT_FLAGS) != 0) {
      folding = Folding.TRANSCRIPT;
      keys = 1;
    } else {
      keys = in.count(2 * LEAST_G2_BYTES, "verification key, commitment keys");
    }
    List<Commitment> commitments = commitments(in, committed, keys, folding);
    in.end("verification key");
    if (k.size() <= commitments.size()) {
      throw new MalformedException("verification key: fewer points than commitments");
    }
    return new Groth16Key(alpha, beta, gamma, delta, k, commitments, folding);
  }

  private static List<List<Integer>> committed(PointReader in) throws MalformedException {
    int count =
        bounded(in.count(Integer.BYTES, "verification key, commitments"), "commitments in the key");
    List<List<Integer>> committed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int size = in.count(Long.BYTES, "verification key, committed values");
      List<Integer> values = new ArrayList<>(size);
      for (int j = 0; j < size; j++) {
        values.add(in.smallU64("verification key, committed values"));
      }
      committed.add(values);
    }
    return committed;
  }

  /**
   * The keys are (G, -1/σ G) in version 0.10, one for all commitments, and (G, -σ G) later, one for
   * each with the same G.
   */
  private static List<Commitment> commitments(
      PointReader in, List<List<Integer>> committed, int keys, Folding folding)
      throws MalformedException {
    boolean shared = folding == Folding.TRANSCRIPT;
    if (!shared && keys != committed.size()) {
      throw new MalformedException(
          "verification key: %d commitment keys for %d commitments"
              .formatted(keys, committed.size()));
    }
    List<Commitment> commitments = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      Point<Fp2> g = in.point2("verification key, commitment key");
      Point<Fp2> sigma = in.point2("verification key, commitment key");
      if (shared) {
        committed.forEach(values -> commitments.add(new Commitment(values, g, sigma)));
      } else {
        commitments.add(new Commitment(committed.get(i), sigma, g));
      }
    }
    return commitments;
  }

  private static int bounded(int count, String what) throws MalformedException {
    if (count > Groth16.MOST_PUBLIC_VALUES) {
      throw new MalformedException(
          "%d %s, at most %d are verified here".formatted(count, what, Groth16.MOST_PUBLIC_VALUES));
    }
    return count;
  }
}
