package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The check of gnark's PLONK: A. Gabizon, Z. Williamson, O. Ciobotaru, "PLONK", 2019, §8.3, with
 * gnark's transcript and BSB22 commitments as of gnark 0.10 to 0.12 (verification.md §3).
 *
 * <p>One verification, step by step: {@link #opening} derives the challenges, checks the constant
 * part of the linearised polynomial and commits to that polynomial; {@link #problem} opens
 * everything, of one proof or of several under one key, with one product of two pairings.
 */
final class Plonk {
  private static final String HASH_TAG = "BSB22-Plonk";

  private final PairingEngine engine;
  private final ScalarField fr;

  Plonk(PairingEngine engine) {
    this.engine = engine;
    fr = new ScalarField(engine.order());
  }

  /** The challenges of the transcript, and powers of ζ that are needed more than once. */
  private record Challenges(
      BigInteger gamma,
      BigInteger beta,
      BigInteger alpha,
      BigInteger zeta,
      BigInteger zetaToSize,
      BigInteger vanishing) {}

  /**
   * What is left to check of a proof: e(left, G₂) = e(right, τG₂), both sides as sums of points
   * with scalars.
   */
  record Opening(Map<Point<Fp>, BigInteger> left, Map<Point<Fp>, BigInteger> right) {}

  /** A proof with the public inputs that it is for. */
  record Statement(PlonkProof proof, List<BigInteger> inputs) {}

  Verdict verify(PlonkKey.Prepared key, Statement statement) throws MalformedException {
    return Together.verdict(
        (openings, weights) -> problem(key, openings, weights), opening(key, statement));
  }

  /**
   * Checks all of a proof but its openings.
   *
   * @throws MalformedException when the proof is not one for this key or does not hold
   */
  Opening opening(PlonkKey.Prepared prepared, Statement statement) throws MalformedException {
    PlonkProof proof = statement.proof();
    List<BigInteger> inputs = statement.inputs();
    PlonkKey key = prepared.key();
    checkShape(key, proof, inputs);
    Challenges c = challenges(prepared, proof, inputs);
    BigInteger firstLagrange = lagrange(key, c, BigInteger.ONE);
    BigInteger publicPart = publicPart(key, c, proof, inputs);
    BigInteger constant = constantPart(c, proof, firstLagrange, publicPart);
    if (proof.linearised() != null && !constant.equals(proof.linearised())) {
      throw new MalformedException("the claimed values do not satisfy the circuit's equation");
    }
    List<BigInteger> claimed = new ArrayList<>(List.of(constant));
    claimed.addAll(proof.claimed());
    return opening(key, c, proof, linearised(key, c, proof, firstLagrange), claimed);
  }

  /**
   * What is wrong with the product of the openings' equations, each to the power of its weight; one
   * is checked alone with the weight 1. Scalars of a point that several openings share, as all of
   * the key are, add up.
   */
  Optional<String> problem(
      PlonkKey.Prepared prepared, List<Opening> openings, List<BigInteger> weights) {
    Map<Point<Fp>, BigInteger> left = new LinkedHashMap<>();
    Map<Point<Fp>, BigInteger> right = new LinkedHashMap<>();
    for (int i = 0; i < openings.size(); i++) {
      BigInteger weight = weights.get(i);
      openings.get(i).left().forEach((p, scalar) -> left.merge(p, fr.mul(scalar, weight), fr::add));
      openings
          .get(i)
          .right()
          .forEach((p, scalar) -> right.merge(p, fr.mul(scalar, weight), fr::add));
    }
    boolean holds =
        engine.isProductOne(
            List.of(sum(left), engine.negate1(sum(right))),
            List.of(prepared.g2(), prepared.tauG2()));
    return holds
        ? Optional.empty()
        : Optional.of("the claimed values are not those of the committed polynomials");
  }

  private Point<Fp> sum(Map<Point<Fp>, BigInteger> terms) {
    return engine.multiply1(List.copyOf(terms.keySet()), List.copyOf(terms.values()));
  }

  private static void checkShape(PlonkKey key, PlonkProof proof, List<BigInteger> inputs)
      throws MalformedException {
    if (inputs.size() != key.publicInputs()) {
      throw new MalformedException(
          "%d public inputs, but the key is for %d".formatted(inputs.size(), key.publicInputs()));
    }
    int commitments = key.commitmentSelectors().size();
    if (proof.commitments().size() != commitments
        || proof.claimed().size() != PlonkProof.FIXED_VALUES + commitments) {
      throw new MalformedException(
          "%d commitments and %d claimed values, but the key is for %d and %d"
              .formatted(
                  proof.commitments().size(),
                  proof.claimed().size(),
                  commitments,
                  PlonkProof.FIXED_VALUES + commitments));
    }
  }

  private Challenges challenges(
      PlonkKey.Prepared prepared, PlonkProof proof, List<BigInteger> inputs)
      throws MalformedException {
    Transcript transcript = new Transcript(fr.order());
    PointWriter first = new PointWriter(engine);
    inputs.forEach(first::scalar);
    proof.wires().forEach(first::rawPoint1);
    BigInteger gamma = transcript.challenge("gamma", prepared.bound().view(), first.toByteArray());
    BigInteger beta = transcript.challenge("beta");
    PointWriter second = new PointWriter(engine);
    proof.commitments().forEach(second::rawPoint1);
    BigInteger alpha = transcript.challenge("alpha", second.rawPoint1(proof.z()).toByteArray());
    PointWriter third = new PointWriter(engine);
    proof.quotient().forEach(third::rawPoint1);
    BigInteger zeta = transcript.challenge("zeta", third.toByteArray());
    BigInteger zetaToSize = fr.pow(zeta, prepared.key().size());
    BigInteger vanishing = fr.sub(zetaToSize, BigInteger.ONE);
    return new Challenges(gamma, beta, alpha, zeta, zetaToSize, vanishing);
  }

  /** The Lagrange polynomial of the domain's element {@code point} at ζ. */
  private BigInteger lagrange(PlonkKey key, Challenges c, BigInteger point)
      throws MalformedException {
    return fr.mul(c.vanishing, point, key.inverseSize(), fr.inv(c.zeta.subtract(point)));
  }

  /** The polynomial of public inputs and of hashed commitments at ζ. */
  private BigInteger publicPart(
      PlonkKey key, Challenges c, PlonkProof proof, List<BigInteger> inputs)
      throws MalformedException {
    BigInteger sum = BigInteger.ZERO;
    BigInteger point = BigInteger.ONE;
    for (BigInteger input : inputs) {
      sum = fr.add(sum, fr.mul(lagrange(key, c, point), input));
      point = fr.mul(point, key.generator());
    }
    for (int i = 0; i < proof.commitments().size(); i++) {
      byte[] message = new PointWriter(engine).rawPoint1(proof.commitments().get(i)).toByteArray();
      BigInteger hash = HashToField.hash(message, HASH_TAG, fr.order());
      long row = (long) key.publicInputs() + key.commitmentIndexes().get(i);
      sum = fr.add(sum, fr.mul(lagrange(key, c, fr.pow(key.generator(), row)), hash));
    }
    return sum;
  }

  /** -(α (l + β s₁ + γ)(r + β s₂ + γ)(o + γ) z(ωζ) - α² L₁(ζ) + PI(ζ)). */
  private BigInteger constantPart(
      Challenges c, PlonkProof proof, BigInteger firstLagrange, BigInteger publicPart) {
    BigInteger permutation =
        fr.mul(c.alpha, permuted(c, proof), fr.add(proof.out(), c.gamma), proof.shiftedValue());
    return fr.neg(fr.add(permutation, fr.neg(fr.mul(c.alpha, c.alpha, firstLagrange)), publicPart));
  }

  /** (l + β s₁ + γ)(r + β s₂ + γ). */
  private BigInteger permuted(Challenges c, PlonkProof proof) {
    return fr.mul(
        fr.add(proof.left(), fr.mul(c.beta, proof.firstPermutation()), c.gamma),
        fr.add(proof.right(), fr.mul(c.beta, proof.secondPermutation()), c.gamma));
  }

  /** The commitment to the linearised polynomial, one multi-scalar multiplication. */
  private Point<Fp> linearised(
      PlonkKey key, Challenges c, PlonkProof proof, BigInteger firstLagrange) {
    BigInteger l = proof.left();
    BigInteger r = proof.right();
    BigInteger o = proof.out();
    BigInteger ofS3 = fr.mul(c.alpha, c.beta, permuted(c, proof), proof.shiftedValue());
    BigInteger shifted = fr.mul(c.beta, c.zeta);
    BigInteger identity = fr.add(l, shifted, c.gamma);
    shifted = fr.mul(shifted, key.cosetShift());
    identity = fr.mul(identity, fr.add(r, shifted, c.gamma));
    shifted = fr.mul(shifted, key.cosetShift());
    identity = fr.mul(identity, fr.add(o, shifted, c.gamma));
    BigInteger ofZ = fr.sub(fr.mul(c.alpha, c.alpha, firstLagrange), fr.mul(c.alpha, identity));
    BigInteger chunk = fr.mul(c.zetaToSize, c.zeta, c.zeta);
    BigInteger ofH = fr.neg(c.vanishing);

    List<Point<Fp>> points = new ArrayList<>(proof.commitments());
    List<BigInteger> scalars = new ArrayList<>(proof.commitmentSelectors());
    points.addAll(key.selectors());
    Collections.addAll(scalars, l, r, fr.mul(l, r), o, BigInteger.ONE);
    points.add(key.permutation().get(2));
    scalars.add(ofS3);
    points.add(proof.z());
    scalars.add(ofZ);
    points.addAll(proof.quotient());
    Collections.addAll(scalars, ofH, fr.mul(ofH, chunk), fr.mul(ofH, chunk, chunk));
    return engine.multiply1(points, scalars);
  }

  /**
   * Both KZG openings in one: e(Σ λⱼ (Cⱼ - yⱼ G₁ + xⱼ Hⱼ), G₂) = e(Σ λⱼ Hⱼ, τG₂), j for the folded
   * opening at ζ and the one of z at ωζ. λ is derived from the transcript, which binds all but the
   * two openings, and these.
   *
   * @param claimed the value of the linearised polynomial, then those that the proof claims
   */
  private Opening opening(
      PlonkKey key,
      Challenges c,
      PlonkProof proof,
      Point<Fp> linearised,
      List<BigInteger> claimed) {
    List<Point<Fp>> digests = new ArrayList<>();
    digests.add(linearised);
    digests.addAll(proof.wires());
    digests.addAll(key.permutation().subList(0, 2));
    digests.addAll(key.commitmentSelectors());
    PointWriter bound = new PointWriter(engine).scalar(c.zeta);
    digests.forEach(bound::rawPoint1);
    claimed.forEach(bound::scalar);
    bound.scalar(proof.shiftedValue());
    Transcript transcript = new Transcript(fr.order());
    BigInteger fold = transcript.challenge("gamma", bound.toByteArray());
    PointWriter openings =
        new PointWriter(engine).rawPoint1(proof.opening()).rawPoint1(proof.shiftedOpening());
    BigInteger lambda = transcript.challenge("lambda", openings.toByteArray()).shiftRight(127);

    Map<Point<Fp>, BigInteger> left = new LinkedHashMap<>();
    BigInteger power = BigInteger.ONE;
    BigInteger value = fr.mul(lambda, proof.shiftedValue());
    for (int j = 0; j < digests.size(); j++) {
      left.merge(digests.get(j), power, fr::add);
      value = fr.add(value, fr.mul(power, claimed.get(j)));
      power = fr.mul(power, fold);
    }
    left.merge(proof.z(), lambda, fr::add);
    left.merge(key.g1(), fr.neg(value), fr::add);
    left.merge(proof.opening(), c.zeta, fr::add);
    left.merge(proof.shiftedOpening(), fr.mul(lambda, c.zeta, key.generator()), fr::add);
    Map<Point<Fp>, BigInteger> right = new LinkedHashMap<>();
    right.merge(proof.opening(), BigInteger.ONE, fr::add);
    right.merge(proof.shiftedOpening(), lambda, fr::add);
    return new Opening(left, right);
  }
}
