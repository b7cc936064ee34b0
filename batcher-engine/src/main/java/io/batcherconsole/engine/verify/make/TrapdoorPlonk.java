package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.ScalarField;
import io.batcherconsole.engine.verify.Transcript;
import io.batcherconsole.engine.verify.make.EvaluationDomain.Place;
import io.batcherconsole.engine.verify.make.EvaluationDomain.Polynomial;
import io.batcherconsole.engine.verify.pairing.BadPoints;
import io.batcherconsole.engine.verify.pairing.FixedBase;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * gnark's PLONK with a known τ: a commitment to a polynomial is its value at τ times G₁, so that a
 * prover needs polynomials at three places only, τ, ζ and ωζ, and no transforms. It proves a real
 * circuit with a real witness ({@link PlonkCircuit}), step by step as Gabizon, Williamson,
 * Ciobotaru, "PLONK", 2019, §8.3, in gnark's encoding (verification.md §3).
 */
final class TrapdoorPlonk implements TrapdoorScheme {
  private final PairingEngine engine;
  private final int publicInputs;
  private final Random random;
  private final ScalarField fr;
  private final FixedBase<Fp> g1;
  private final FixedBase<Fp2> g2;
  private final PlonkCircuit circuit;
  private final EvaluationDomain domain;

  /** 1, u, u². */
  private final List<BigInteger> cosets;

  private final List<Polynomial> selectors;
  private final List<Polynomial> permutation;
  private Setup setup;

  TrapdoorPlonk(PairingEngine engine, int publicInputs, Random random) {
    this.engine = engine;
    this.publicInputs = publicInputs;
    this.random = random;
    fr = new ScalarField(engine.order());
    g1 = engine.fixedBase1(engine.generator1());
    g2 = engine.fixedBase2(engine.generator2());
    circuit = new PlonkCircuit(fr, publicInputs);
    BigInteger shift = engine.scalarGenerator();
    domain = new EvaluationDomain(fr, circuit.rows(), shift);
    cosets = List.of(BigInteger.ONE, shift, fr.mul(shift, shift));
    selectors = circuit.selectors().stream().map(Polynomial::new).toList();
    permutation = circuit.permutation(domain, cosets).stream().map(Polynomial::new).toList();
    setup = newSetup();
  }

  /**
   * A key and its secret.
   *
   * @param tau the secret, with the Lagrange polynomials there
   * @param selectors values of Ql, Qr, Qm, Qo, Qk at τ
   * @param permutation values of S₁, S₂, S₃ at τ
   * @param bound what the transcript binds of the key
   */
  private record Setup(
      Place tau,
      List<BigInteger> selectors,
      List<BigInteger> permutation,
      Bytes bound,
      Bytes key) {}

  private BigInteger scalar() {
    return new BigInteger(engine.order().bitLength() + 64, random).mod(engine.order());
  }

  private List<BigInteger> scalars(int count) {
    return Stream.generate(this::scalar).limit(count).toList();
  }

  private List<BigInteger> evaluate(List<Polynomial> polynomials, Place place) {
    return polynomials.stream().map(p -> domain.evaluate(p, place)).toList();
  }

  private List<Point<Fp>> commit(List<BigInteger> values) {
    return values.stream().map(g1::multiply).toList();
  }

  private Setup newSetup() {
    Place tau = domain.place(scalar());
    List<BigInteger> q = evaluate(selectors, tau);
    List<BigInteger> s = evaluate(permutation, tau);
    PointWriter bound = new PointWriter(engine);
    commit(s).forEach(bound::rawPoint1);
    commit(q).forEach(bound::rawPoint1);
    Bytes key = encodeKey(commit(s), commit(q), g2.multiply(tau.x()));
    return new Setup(tau, q, s, Bytes.wrap(bound.toByteArray()), key);
  }

  private Bytes encodeKey(List<Point<Fp>> s, List<Point<Fp>> q, Point<Fp2> tauG2) {
    PointWriter out = new PointWriter(engine);
    out.u64(domain.size()).scalar(domain.inverseSize()).scalar(domain.generator());
    out.u64(publicInputs).scalar(cosets.get(1)).points1(s).points1(q).u32(0);
    out.point1(engine.generator1()).point2(engine.generator2()).point2(tauG2);
    out.gnarkLines(engine.generator2(), tauG2).u32(0);
    return Bytes.wrap(out.toByteArray());
  }

  @Override
  public BigInteger order() {
    return engine.order();
  }

  @Override
  public void renewKey() {
    setup = newSetup();
  }

  @Override
  public Bytes anotherKey() {
    return newSetup().key();
  }

  @Override
  public Bytes encodeInputs(List<BigInteger> inputs) {
    return GnarkGroth16Writer.witness(engine, inputs);
  }

  @Override
  public List<BigInteger> newInputs() {
    return scalars(publicInputs);
  }

  @Override
  public Made make(List<BigInteger> inputs) {
    Witness witness = new Witness(inputs);
    return new Made(encode(new Prover(witness).prove(), false), witness.inputs, setup.key());
  }

  @Override
  public Made makeOffCurve() {
    Witness witness = new Witness(newInputs());
    Proof proof = new Prover(witness).prove();
    Proof bad = proof.withFirst(new BadPoints(engine).offCurve(proof.points().getFirst()));
    return new Made(encode(bad, true), witness.inputs, setup.key());
  }

  @Override
  public Made makeOutsideSubgroup() {
    Witness witness = new Witness(newInputs());
    Proof proof = new Prover(witness).prove();
    BadPoints bad = new BadPoints(engine);
    if (engine.hasPointsOutsideG1()) {
      Proof outside = proof.withFirst(bad.outsideG1(random));
      return new Made(encode(outside, false), witness.inputs, setup.key());
    }
    Bytes key =
        encodeKey(commit(setup.permutation()), commit(setup.selectors()), bad.outsideG2(random));
    return new Made(encode(proof, false), witness.inputs, key);
  }

  /**
   * @param points L, R, O, Z, H₀, H₁, H₂, opening
   */
  private record Proof(
      List<Point<Fp>> points,
      List<BigInteger> claimed,
      Point<Fp> shiftedOpening,
      BigInteger shiftedValue) {
    Proof withFirst(Point<Fp> point) {
      List<Point<Fp>> changed = new ArrayList<>(points);
      changed.set(0, point);
      return new Proof(changed, claimed, shiftedOpening, shiftedValue);
    }
  }

  private Bytes encode(Proof proof, boolean firstUncompressed) {
    PointWriter out = new PointWriter(engine);
    if (firstUncompressed) {
      out.rawPoint1(proof.points().getFirst());
    } else {
      out.point1(proof.points().getFirst());
    }
    out.points1(proof.points().subList(1, proof.points().size()));
    out.u32(proof.claimed().size());
    proof.claimed().forEach(out::scalar);
    out.point1(proof.shiftedOpening()).scalar(proof.shiftedValue()).u32(0);
    return Bytes.wrap(out.toByteArray());
  }

  /** A random solution of the circuit, with the given inputs from the second one on. */
  private final class Witness {
    final List<BigInteger> inputs;
    final List<List<BigInteger>> wires;

    Witness(List<BigInteger> wanted) {
      List<BigInteger> assignment = circuit.assign(scalar(), wanted.subList(1, publicInputs));
      inputs = circuit.publicInputs(assignment);
      wires = circuit.wireValues(assignment);
    }
  }

  /** One run of the protocol. */
  private final class Prover {
    private final Witness witness;
    private final List<Polynomial> wires;
    private final Transcript transcript = new Transcript(fr.order());
    private final BigInteger gamma;
    private final BigInteger beta;
    private final Polynomial z;
    private final List<BigInteger> wiresAtTau;
    private final BigInteger zAtTau;
    private final List<Point<Fp>> points = new ArrayList<>();

    Prover(Witness witness) {
      this.witness = witness;
      wires = witness.wires.stream().map(w -> new Polynomial(w, scalars(2))).toList();
      wiresAtTau = evaluate(wires, setup.tau());
      points.addAll(commit(wiresAtTau));
      PointWriter first = new PointWriter(engine);
      witness.inputs.forEach(first::scalar);
      points.forEach(first::rawPoint1);
      gamma = transcript.challenge("gamma", setup.bound().view(), first.toByteArray());
      beta = transcript.challenge("beta");
      z = new Polynomial(grandProduct(), scalars(3));
      zAtTau = domain.evaluate(z, setup.tau());
    }

    Proof prove() {
      points.add(g1.multiply(zAtTau));
      BigInteger alpha = transcript.challenge("alpha", raw(points.subList(3, 4)));
      List<BigInteger> chunks = quotientChunks(alpha);
      points.addAll(commit(chunks));
      BigInteger zeta = transcript.challenge("zeta", raw(points.subList(4, 7)));
      return open(alpha, domain.place(zeta), chunks);
    }

    private byte[] raw(List<Point<Fp>> bound) {
      PointWriter out = new PointWriter(engine);
      bound.forEach(out::rawPoint1);
      return out.toByteArray();
    }

    /** Z(1) = 1, and each step multiplies by what the permutation leaves unchanged overall. */
    private List<BigInteger> grandProduct() {
      List<BigInteger> values = new ArrayList<>(List.of(BigInteger.ONE));
      for (int row = 0; row + 1 < domain.size(); row++) {
        BigInteger numerator = values.getLast();
        BigInteger denominator = BigInteger.ONE;
        for (int column = 0; column < 3; column++) {
          BigInteger wire = witness.wires.get(column).get(row);
          BigInteger identity = fr.mul(cosets.get(column), domain.element(row));
          BigInteger s = permutation.get(column).values().get(row);
          numerator = fr.mul(numerator, fr.add(wire, fr.mul(beta, identity), gamma));
          denominator = fr.mul(denominator, fr.add(wire, fr.mul(beta, s), gamma));
        }
        values.add(fr.mul(numerator, denominator.modInverse(fr.order())));
      }
      return values;
    }

    /** H(τ) = H₀ + τ^(n+2) H₁ + τ^(2n+4) H₂ with random H₁ and H₂. */
    private List<BigInteger> quotientChunks(BigInteger alpha) {
      BigInteger shift = fr.pow(setup.tau().x(), domain.size() + 2L);
      BigInteger h1 = scalar();
      BigInteger h2 = scalar();
      BigInteger rest = fr.add(fr.mul(shift, h1), fr.mul(shift, shift, h2));
      return List.of(fr.sub(quotientAtTau(alpha), rest), h1, h2);
    }

    private BigInteger quotientAtTau(BigInteger alpha) {
      Place tau = setup.tau();
      List<BigInteger> q = setup.selectors();
      BigInteger l = wiresAtTau.get(0);
      BigInteger r = wiresAtTau.get(1);
      BigInteger o = wiresAtTau.get(2);
      BigInteger gate =
          fr.add(
              fr.mul(q.get(0), l),
              fr.mul(q.get(1), r),
              fr.mul(q.get(2), l, r),
              fr.mul(q.get(3), o),
              q.get(4),
              publicPart(tau));
      BigInteger permuted = domain.evaluate(z, domain.next(tau));
      BigInteger identity = zAtTau;
      for (int i = 0; i < 3; i++) {
        BigInteger wire = wiresAtTau.get(i);
        BigInteger s = setup.permutation().get(i);
        permuted = fr.mul(permuted, fr.add(wire, fr.mul(beta, s), gamma));
        BigInteger place = fr.mul(cosets.get(i), tau.x());
        identity = fr.mul(identity, fr.add(wire, fr.mul(beta, place), gamma));
      }
      BigInteger first = fr.mul(tau.lagrange().getFirst(), fr.sub(zAtTau, BigInteger.ONE));
      BigInteger all =
          fr.add(gate, fr.mul(alpha, fr.sub(permuted, identity)), fr.mul(alpha, alpha, first));
      return fr.mul(all, tau.vanishing().modInverse(fr.order()));
    }

    private BigInteger publicPart(Place place) {
      return fr.add(
          IntStream.range(0, publicInputs)
              .mapToObj(i -> fr.mul(witness.inputs.get(i), place.lagrange().get(i)))
              .toArray(BigInteger[]::new));
    }

    private Proof open(BigInteger alpha, Place zeta, List<BigInteger> chunks) {
      List<BigInteger> w = evaluate(wires, zeta);
      List<BigInteger> s = evaluate(permutation.subList(0, 2), zeta);
      Place next = domain.next(zeta);
      BigInteger shiftedValue = domain.evaluate(z, next);
      BigInteger a2l0 = fr.mul(alpha, alpha, zeta.lagrange().getFirst());
      BigInteger permuted =
          fr.mul(
              fr.add(w.get(0), fr.mul(beta, s.get(0)), gamma),
              fr.add(w.get(1), fr.mul(beta, s.get(1)), gamma),
              alpha,
              shiftedValue);
      BigInteger identity = alpha;
      for (int i = 0; i < 3; i++) {
        BigInteger place = fr.mul(beta, cosets.get(i), zeta.x());
        identity = fr.mul(identity, fr.add(w.get(i), place, gamma));
      }
      BigInteger constant =
          fr.sub(a2l0, fr.add(fr.mul(permuted, fr.add(w.get(2), gamma)), publicPart(zeta)));
      BigInteger shift = fr.pow(zeta.x(), domain.size() + 2L);
      List<BigInteger> q = setup.selectors();
      BigInteger linearised =
          fr.add(
              fr.mul(w.get(0), q.get(0)),
              fr.mul(w.get(1), q.get(1)),
              fr.mul(w.get(0), w.get(1), q.get(2)),
              fr.mul(w.get(2), q.get(3)),
              q.get(4),
              fr.mul(beta, permuted, setup.permutation().get(2)),
              fr.mul(fr.sub(a2l0, identity), zAtTau),
              fr.neg(
                  fr.mul(
                      zeta.vanishing(),
                      fr.add(
                          chunks.get(0),
                          fr.mul(shift, chunks.get(1)),
                          fr.mul(shift, shift, chunks.get(2))))));
      List<BigInteger> atTau = new ArrayList<>(List.of(linearised));
      atTau.addAll(wiresAtTau);
      atTau.addAll(setup.permutation().subList(0, 2));
      List<BigInteger> claimed = new ArrayList<>(List.of(constant));
      claimed.addAll(w);
      claimed.addAll(s);
      BigInteger fold = foldingChallenge(zeta.x(), atTau, claimed, shiftedValue);
      points.add(g1.multiply(foldedQuotient(fold, atTau, claimed, zeta.x())));
      Point<Fp> shiftedOpening = g1.multiply(openingAtTau(fr.sub(zAtTau, shiftedValue), next.x()));
      return new Proof(points, claimed, shiftedOpening, shiftedValue);
    }

    private BigInteger foldingChallenge(
        BigInteger zeta, List<BigInteger> atTau, List<BigInteger> claimed, BigInteger shifted) {
      PointWriter bound = new PointWriter(engine).scalar(zeta);
      bound.rawPoint1(g1.multiply(atTau.getFirst()));
      points.subList(0, 3).forEach(bound::rawPoint1);
      commit(atTau.subList(4, 6)).forEach(bound::rawPoint1);
      claimed.forEach(bound::scalar);
      bound.scalar(shifted);
      return new Transcript(fr.order()).challenge("gamma", bound.toByteArray());
    }

    private BigInteger foldedQuotient(
        BigInteger fold, List<BigInteger> atTau, List<BigInteger> claimed, BigInteger zeta) {
      BigInteger difference = BigInteger.ZERO;
      BigInteger power = BigInteger.ONE;
      for (int i = 0; i < claimed.size(); i++) {
        BigInteger term = fr.sub(atTau.get(i), claimed.get(i));
        difference = fr.add(difference, fr.mul(power, term));
        power = fr.mul(power, fold);
      }
      return openingAtTau(difference, zeta);
    }

    /** (p(τ) - p(x)) / (τ - x). */
    private BigInteger openingAtTau(BigInteger difference, BigInteger x) {
      return fr.mul(difference, fr.sub(setup.tau().x(), x).modInverse(fr.order()));
    }
  }
}
