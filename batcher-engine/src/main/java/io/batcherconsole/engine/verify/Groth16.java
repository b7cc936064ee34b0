package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import io.batcherconsole.engine.verify.pairing.PreparedPoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The Groth16 check: e(A, B) = e(α, β) e(Σ xᵢ Kᵢ, γ) e(C, δ) with x₀ = 1. J. Groth, "On the size of
 * pairing-based non-interactive arguments", 2016, §3.2; with gnark's commitments the public values
 * continue with their hashes and the sum with the commitments themselves.
 */
final class Groth16 {
  /**
   * Bounds the time of one verification: each public value costs a point to decode and a scalar
   * multiplication, some 50 µs.
   */
  static final int MOST_PUBLIC_VALUES = 1024;

  private static final String HASH_TAG = "bsb22-commitment";

  private final PairingEngine engine;

  Groth16(PairingEngine engine) {
    this.engine = engine;
  }

  /** Verifies with a key that is used again. */
  Verdict verify(Groth16Key.Prepared prepared, Groth16Proof proof, List<BigInteger> inputs)
      throws MalformedException {
    Groth16Key key = prepared.key();
    Point<Fp> sum = publicSum(key, proof, inputs);
    var product =
        engine.product(
            List.of(proof.a(), sum, proof.c()),
            List.of(engine.prepare(proof.b()), prepared.gammaNegated(), prepared.deltaNegated()));
    return verdict(engine.areEqual(product, prepared.alphaBeta()));
  }

  /** Verifies with a key that may never be seen again, without preparing it. */
  Verdict verifyOnce(Groth16Key key, Groth16Proof proof, List<BigInteger> inputs)
      throws MalformedException {
    Point<Fp> sum = publicSum(key, proof, inputs);
    return verdict(
        engine.isProductOne(
            List.of(proof.a(), engine.negate1(key.alpha()), sum, proof.c()),
            List.of(
                engine.prepare(proof.b()),
                engine.prepare(key.beta()),
                engine.prepare(engine.negate2(key.gamma())),
                engine.prepare(engine.negate2(key.delta())))));
  }

  private static Verdict verdict(boolean holds) {
    return holds
        ? new Verdict.Valid()
        : new Verdict.Rejected("the pairing equation does not hold for these public inputs");
  }

  /** K₀ + Σ xᵢ Kᵢ + Σ commitments. */
  private Point<Fp> publicSum(Groth16Key key, Groth16Proof proof, List<BigInteger> inputs)
      throws MalformedException {
    if (inputs.size() != key.publicInputs()) {
      throw new MalformedException(
          "%d public inputs, but the key is for %d".formatted(inputs.size(), key.publicInputs()));
    }
    if (proof.commitments().size() != key.commitments().size()) {
      throw new MalformedException(
          "%d commitments, but the key is for %d"
              .formatted(proof.commitments().size(), key.commitments().size()));
    }
    List<BigInteger> values = new ArrayList<>();
    values.add(BigInteger.ONE);
    values.addAll(inputs);
    if (!key.commitments().isEmpty()) {
      addCommitmentHashes(values, key, proof);
    }
    Point<Fp> sum = engine.multiply1(key.k(), values);
    for (Point<Fp> commitment : proof.commitments()) {
      sum = engine.add1(sum, commitment);
    }
    return sum;
  }

  /** Checks the proof of knowledge and appends the commitments' hashes to the public values. */
  private void addCommitmentHashes(List<BigInteger> values, Groth16Key key, Groth16Proof proof)
      throws MalformedException {
    PointWriter hashes = new PointWriter(engine);
    for (int i = 0; i < key.commitments().size(); i++) {
      PointWriter message = new PointWriter(engine).rawPoint1(proof.commitments().get(i));
      for (int index : key.commitments().get(i).committed()) {
        if (index < 1 || index >= values.size()) {
          throw new MalformedException(
              "verification key: a commitment binds public value %d of %d"
                  .formatted(index, values.size() - 1));
        }
        message.scalar(values.get(index));
      }
      BigInteger hash = HashToField.hash(message.toByteArray(), HASH_TAG, engine.order());
      values.add(hash);
      hashes.scalar(hash);
    }
    BigInteger challenge = key.folding().challenge(hashes.toByteArray(), engine.order());
    if (!isKnowledgeProved(key, proof, challenge)) {
      throw new MalformedException("the proof of knowledge of the commitments does not hold");
    }
  }

  /** Π e(challenge^i Dᵢ, forCommitmentᵢ) e(pok, forProof) = 1. */
  private boolean isKnowledgeProved(Groth16Key key, Groth16Proof proof, BigInteger challenge) {
    List<Point<Fp>> ps = new ArrayList<>();
    List<PreparedPoint> qs = new ArrayList<>();
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i < key.commitments().size(); i++) {
      ps.add(engine.multiply1(proof.commitments().get(i), power));
      qs.add(engine.prepare(key.commitments().get(i).forCommitment()));
      power = power.multiply(challenge).mod(engine.order());
    }
    ps.add(proof.pok());
    qs.add(engine.prepare(key.commitments().getFirst().forProof()));
    return engine.isProductOne(ps, qs);
  }
}
