package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.ScalarField;
import io.batcherconsole.engine.verify.pairing.BadPoints;
import io.batcherconsole.engine.verify.pairing.FixedBase;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Groth16 with known secrets: for any public inputs x and random u, v the points A = uG₁, B = vG₂
 * and C = (uv - αβ - γ Σ xᵢ kᵢ) / δ G₁ satisfy the equation. J. Groth, 2016, §3.2, the simulator.
 */
final class TrapdoorGroth16 implements TrapdoorScheme {
  private final PairingEngine engine;
  private final Groth16Writer writer;
  private final int publicInputs;
  private final Random random;
  private final ScalarField fr;
  private final FixedBase<Fp> g1;
  private final FixedBase<Fp2> g2;
  private Setup setup;

  TrapdoorGroth16(PairingEngine engine, Groth16Writer writer, int publicInputs, Random random) {
    this.engine = engine;
    this.writer = writer;
    this.publicInputs = publicInputs;
    this.random = random;
    fr = new ScalarField(engine.order());
    g1 = engine.fixedBase1(engine.generator1());
    g2 = engine.fixedBase2(engine.generator2());
    setup = newSetup();
  }

  /** The secrets and the key that is made from them. */
  private record Setup(
      BigInteger alphaBeta,
      BigInteger gamma,
      BigInteger inverseDelta,
      List<BigInteger> k,
      Bytes key) {}

  private BigInteger scalar() {
    return new BigInteger(engine.order().bitLength() + 64, random).mod(engine.order());
  }

  private Setup newSetup() {
    BigInteger alpha = scalar();
    BigInteger beta = scalar();
    BigInteger gamma = scalar();
    BigInteger delta = scalar();
    List<BigInteger> k = Stream.generate(this::scalar).limit(publicInputs + 1L).toList();
    Groth16Writer.Key key =
        new Groth16Writer.Key(
            g1.multiply(alpha),
            g1.multiply(beta),
            g2.multiply(beta),
            g2.multiply(gamma),
            g1.multiply(delta),
            g2.multiply(delta),
            k.stream().map(g1::multiply).toList());
    return new Setup(
        fr.mul(alpha, beta), gamma, delta.modInverse(engine.order()), k, writer.key(engine, key));
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
  public Made make(List<BigInteger> inputs) {
    return made(writer.proof(engine, prove(inputs)), inputs);
  }

  @Override
  public Made makeOffCurve() {
    List<BigInteger> inputs = newInputs();
    Groth16Writer.Proof proof = prove(inputs);
    Point<Fp> off = new BadPoints(engine).offCurve(proof.a());
    Groth16Writer.Proof bad = new Groth16Writer.Proof(off, proof.b(), proof.c());
    return made(writer.uncompressed(engine, bad), inputs);
  }

  @Override
  public Made makeOutsideSubgroup() {
    List<BigInteger> inputs = newInputs();
    Groth16Writer.Proof proof = prove(inputs);
    Point<Fp2> outside = new BadPoints(engine).outsideG2(random);
    Groth16Writer.Proof bad = new Groth16Writer.Proof(proof.a(), outside, proof.c());
    return made(writer.proof(engine, bad), inputs);
  }

  private Made made(Bytes proof, List<BigInteger> inputs) {
    return new Made(proof, inputs, setup.key());
  }

  @Override
  public List<BigInteger> newInputs() {
    return Stream.generate(this::scalar).limit(publicInputs).toList();
  }

  private Groth16Writer.Proof prove(List<BigInteger> inputs) {
    BigInteger u = scalar();
    BigInteger v = scalar();
    BigInteger sum = setup.k().getFirst();
    for (int i = 0; i < inputs.size(); i++) {
      sum = sum.add(inputs.get(i).multiply(setup.k().get(i + 1)));
    }
    BigInteger numerator =
        fr.sub(fr.mul(u, v), fr.add(setup.alphaBeta(), fr.mul(setup.gamma(), sum)));
    BigInteger c = fr.mul(numerator, setup.inverseDelta());
    return new Groth16Writer.Proof(g1.multiply(u), g2.multiply(v), g1.multiply(c));
  }

  @Override
  public Bytes encodeInputs(List<BigInteger> inputs) {
    return writer.inputs(engine, inputs);
  }
}
