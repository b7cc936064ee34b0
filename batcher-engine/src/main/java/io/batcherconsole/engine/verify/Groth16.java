package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp12;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import io.batcherconsole.engine.verify.pairing.PreparedPoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The Groth16 check: e(A, B) = e(α, β) e(Σ xᵢ Kᵢ, γ) e(C, δ) with x₀ = 1. J. Groth, "On the size of
 * pairing-based non-interactive arguments", 2016, §3.2; with gnark's commitments the public values
 * continue with their hashes and the sum with the commitments themselves.
 *
 * <p>A proof and its inputs make a {@link Claim} under a key; claims under one key can be checked
 * together.
 */
final class Groth16 {
  /**
   * Bounds the time of one verification: each public value costs a point to decode and a scalar
   * multiplication, some 50 µs.
   */
  static final int MOST_PUBLIC_VALUES = 1024;

  /** One for each public value, and one for the constant 1. */
  static final int MOST_KEY_POINTS = 1 + MOST_PUBLIC_VALUES;

  private static final String UNPROVED = "the proof of knowledge of the commitments does not hold";
  private static final String HASH_TAG = "bsb22-commitment";
  private static final String FOLDING_TAG = "G16-BSB22";

  private final PairingEngine engine;

  Groth16(PairingEngine engine) {
    this.engine = engine;
  }

  /**
   * A proof of the right shape for its key.
   *
   * @param values x₀ = 1, the public inputs and the hashes of the commitments
   * @param folding the challenge that folds the commitments; of no use without any
   */
  record Claim(Groth16Proof proof, List<BigInteger> values, BigInteger folding) {}

  /** Verifies with a key that is used again. */
  Verdict verify(Groth16Key.Prepared key, Groth16Statement statement) throws MalformedException {
    return Together.verdict(
        (claims, weights) -> problem(key, claims, weights), claim(key.key(), statement));
  }

  /** Verifies with a key that may never be seen again, without preparing it. */
  Verdict verifyOnce(Groth16Key key, Groth16Statement statement) throws MalformedException {
    return Together.verdict(
        (claims, weights) -> problemOnce(key, claims.getFirst(), weights), claim(key, statement));
  }

  /**
   * What the proof claims under that key.
   *
   * @throws MalformedException when the proof is not one for this key
   */
  Claim claim(Groth16Key key, Groth16Statement statement) throws MalformedException {
    Groth16Proof proof = statement.proof();
    List<BigInteger> inputs = statement.inputs();
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
    return new Claim(proof, values, addCommitmentHashes(values, key, proof));
  }

  /** Appends the commitments' hashes to the public values; returns the folding challenge. */
  private BigInteger addCommitmentHashes(
      List<BigInteger> values, Groth16Key key, Groth16Proof proof) throws MalformedException {
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
    return HashToField.hash(hashes.toByteArray(), FOLDING_TAG, engine.order());
  }

  /**
   * What is wrong with the product of the claims' equations, each to the power of its weight: Π
   * e(wᵢ Aᵢ, Bᵢ) = e(α, β)^Σwᵢ e(Σ wᵢ xᵢⱼ Kⱼ, γ) e(Σ wᵢ Cᵢ, δ). One claim is checked alone with the
   * weight 1.
   */
  Optional<String> problem(
      Groth16Key.Prepared prepared, List<Claim> claims, List<BigInteger> weights) {
    Groth16Key key = prepared.key();
    if (!isKnowledgeProved(key, claims, weights)) {
      return Optional.of(UNPROVED);
    }
    List<Point<Fp>> ps = new ArrayList<>();
    List<PreparedPoint> qs = new ArrayList<>();
    BigInteger sumOfWeights = BigInteger.ZERO;
    for (int i = 0; i < claims.size(); i++) {
      Groth16Proof proof = claims.get(i).proof();
      ps.add(engine.multiply1(proof.a(), weights.get(i)));
      qs.add(engine.prepare(proof.b()));
      sumOfWeights = sumOfWeights.add(weights.get(i));
    }
    ps.add(publicSum(key, claims, weights));
    qs.add(prepared.gammaNegated());
    ps.add(engine.multiply1(claims.stream().map(claim -> claim.proof().c()).toList(), weights));
    qs.add(prepared.deltaNegated());
    Fp12 alphaBeta = engine.power(prepared.alphaBeta(), sumOfWeights);
    return problem(engine.areEqual(engine.product(ps, qs), alphaBeta));
  }

  /** As {@link #problem}, of one claim; four pairs share the final exponentiation. */
  private Optional<String> problemOnce(Groth16Key key, Claim claim, List<BigInteger> weights) {
    if (!isKnowledgeProved(key, List.of(claim), weights)) {
      return Optional.of(UNPROVED);
    }
    Groth16Proof proof = claim.proof();
    return problem(
        engine.isProductOne(
            List.of(
                proof.a(),
                engine.negate1(key.alpha()),
                publicSum(key, List.of(claim), weights),
                proof.c()),
            List.of(
                engine.prepare(proof.b()),
                engine.prepare(key.beta()),
                engine.prepare(engine.negate2(key.gamma())),
                engine.prepare(engine.negate2(key.delta())))));
  }

  private static Optional<String> problem(boolean holds) {
    return holds
        ? Optional.empty()
        : Optional.of("the pairing equation does not hold for these public inputs");
  }

  /** Σ wᵢ (Σ xᵢⱼ Kⱼ + Σ commitmentsᵢ). */
  private Point<Fp> publicSum(Groth16Key key, List<Claim> claims, List<BigInteger> weights) {
    List<Point<Fp>> points = new ArrayList<>(key.k());
    List<BigInteger> scalars = new ArrayList<>(Collections.nCopies(points.size(), BigInteger.ZERO));
    for (int i = 0; i < claims.size(); i++) {
      BigInteger weight = weights.get(i);
      List<BigInteger> values = claims.get(i).values();
      for (int j = 0; j < values.size(); j++) {
        scalars.set(j, scalars.get(j).add(values.get(j).multiply(weight)).mod(engine.order()));
      }
      for (Point<Fp> commitment : claims.get(i).proof().commitments()) {
        points.add(commitment);
        scalars.add(weight);
      }
    }
    return engine.multiply1(points, scalars);
  }

  /**
   * Π e(Σ wᵢ foldingᵢ^j Dᵢⱼ, forCommitmentⱼ) e(Σ wᵢ pokᵢ, forProof) = 1. Points in G2 are few and
   * differ from key to key, so that preparing them is part of it.
   */
  private boolean isKnowledgeProved(Groth16Key key, List<Claim> claims, List<BigInteger> weights) {
    if (key.commitments().isEmpty()) {
      return true;
    }
    List<Point<Fp>> ps = new ArrayList<>();
    List<PreparedPoint> qs = new ArrayList<>();
    List<BigInteger> powers = new ArrayList<>(weights);
    for (int j = 0; j < key.commitments().size(); j++) {
      List<Point<Fp>> commitments = new ArrayList<>();
      for (Claim claim : claims) {
        commitments.add(claim.proof().commitments().get(j));
      }
      ps.add(engine.multiply1(commitments, powers));
      qs.add(engine.prepare(key.commitments().get(j).forCommitment()));
      for (int i = 0; i < powers.size(); i++) {
        BigInteger next = powers.get(i).multiply(claims.get(i).folding()).mod(engine.order());
        powers.set(i, next);
      }
    }
    ps.add(engine.multiply1(claims.stream().map(claim -> claim.proof().pok()).toList(), weights));
    qs.add(engine.prepare(key.commitments().getFirst().forProof()));
    return engine.isProductOne(ps, qs);
  }
}
