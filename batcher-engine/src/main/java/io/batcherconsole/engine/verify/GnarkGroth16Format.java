package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.Groth16Key.Commitment;
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

  /** Bounds the work of one verification; each costs as much as a dozen public values. */
  private static final int MOST_COMMITMENTS = 64;

  private GnarkGroth16Format() {}

  /** Ar | Bs | Krs | commitments | proof of knowledge. */
  static Groth16Proof proof(PairingEngine engine, byte[] bytes) throws MalformedException {
    PointReader in = new PointReader(engine, bytes);
    Point<Fp> a = in.point1("proof, Ar");
    Point<Fp2> b = in.point2("proof, Bs");
    Point<Fp> c = in.point1("proof, Krs");
    int count =
        bounded(in.count(LEAST_G1_BYTES, "proof, commitments"), MOST_COMMITMENTS, "commitments");
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
   * α₁ | β₁ | β₂ | γ₂ | δ₁ | δ₂ | K | committed values of each commitment | commitment keys. gnark
   * 0.10 has exactly one commitment key and does not count it, so that the rest is whole points;
   * later versions put a count of four bytes before the keys.
   */
  static Groth16Key key(PairingEngine engine, byte[] bytes) throws MalformedException {
    PointReader in = new PointReader(engine, bytes);
    Point<Fp> alpha = in.point1("verification key, alpha");
    in.point1("verification key, beta in G1");
    Point<Fp2> beta = in.point2("verification key, beta");
    Point<Fp2> gamma = in.point2("verification key, gamma");
    in.point1("verification key, delta in G1");
    Point<Fp2> delta = in.point2("verification key, delta");
    int count =
        bounded(
            in.count(LEAST_G1_BYTES, "verification key, K"),
            Groth16.MOST_KEY_POINTS,
            "points in the key");
    List<Point<Fp>> k = in.points1(count, "verification key, K");
    List<List<Integer>> committed = committed(in);
    boolean counted = in.remaining() == 0 || in.remaining() % LEAST_G2_BYTES != 0;
    List<Commitment> commitments =
        counted ? commitments(engine, in, committed) : commitmentsOf010(in, committed);
    in.end("verification key");
    if (k.size() <= commitments.size()) {
      throw new MalformedException("verification key: fewer points than commitments");
    }
    return new Groth16Key(alpha, beta, gamma, delta, k, commitments);
  }

  private static List<List<Integer>> committed(PointReader in) throws MalformedException {
    int count =
        bounded(
            in.count(Integer.BYTES, "verification key, commitments"),
            MOST_COMMITMENTS,
            "commitments in the key");
    List<List<Integer>> committed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int size =
          bounded(
              in.count(Long.BYTES, "verification key, committed values"),
              Groth16.MOST_PUBLIC_VALUES,
              "committed values in the key");
      List<Integer> values = new ArrayList<>(size);
      for (int j = 0; j < size; j++) {
        values.add(in.smallU64("verification key, committed values"));
      }
      committed.add(values);
    }
    return committed;
  }

  /** For each commitment a key (G, -σ G), with the same G in all. */
  private static List<Commitment> commitments(
      PairingEngine engine, PointReader in, List<List<Integer>> committed)
      throws MalformedException {
    int keys = in.count(2 * LEAST_G2_BYTES, "verification key, commitment keys");
    if (keys != committed.size()) {
      throw new MalformedException(
          "verification key: %d commitment keys for %d commitments"
              .formatted(keys, committed.size()));
    }
    List<Commitment> commitments = new ArrayList<>();
    for (List<Integer> values : committed) {
      Point<Fp2> g = in.point2("verification key, commitment key");
      Point<Fp2> sigma = in.point2("verification key, commitment key");
      commitments.add(new Commitment(values, sigma, g));
      if (!engine.areEqual2(g, commitments.getFirst().forProof())) {
        throw new MalformedException(
            "verification key: the commitment keys have different generators");
      }
    }
    return commitments;
  }

  /**
   * One key (G, -1/σ G) for all commitments, also when there is none. With several a prover can
   * move what one commits to into another, and so choose the first hashes as it likes:
   * CVE-2024-45039, mended in gnark 0.11.
   */
  private static List<Commitment> commitmentsOf010(PointReader in, List<List<Integer>> committed)
      throws MalformedException {
    Point<Fp2> g = in.point2("verification key, commitment key");
    Point<Fp2> sigma = in.point2("verification key, commitment key");
    if (committed.size() > 1) {
      throw new MalformedException(
          "verification key: %d commitments under one key, as gnark 0.10 makes them, prove nothing (CVE-2024-45039)"
              .formatted(committed.size()));
    }
    return committed.stream().map(values -> new Commitment(values, g, sigma)).toList();
  }

  private static int bounded(int count, int most, String what) throws MalformedException {
    if (count > most) {
      throw new MalformedException(
          "%d %s, at most %d are verified here".formatted(count, what, most));
    }
    return count;
  }
}
