package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Point;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * gnark's commitments (BSB22) in both key layouts; the second of two binds the first. There are no
 * public samples: key and proof are made from known secrets by the formulas of gnark's prover,
 * written down here a second time.
 */
class Groth16CommitmentsTest {
  private static final long SEED = 7;

  private final Bn254 engine = new Bn254();
  private final ScalarField fr = new ScalarField(engine.order());
  private final Random random = new Random(SEED);
  private final GnarkGroth16Bn254Verifier verifier = new GnarkGroth16Bn254Verifier();

  private final BigInteger input = scalar();
  private final BigInteger alpha = scalar();
  private final BigInteger beta = scalar();
  private final BigInteger gamma = scalar();
  private final BigInteger delta = scalar();
  private final BigInteger g = scalar();
  private final List<BigInteger> k = scalars(4);
  private final List<BigInteger> d = scalars(2);
  private final List<BigInteger> sigma = scalars(2);

  /** How a version of gnark lays out the commitment keys. */
  enum Layout {
    VERSION_010,
    VERSION_011
  }

  private BigInteger scalar() {
    return new BigInteger(320, random).mod(engine.order());
  }

  private List<BigInteger> scalars(int count) {
    return Stream.generate(this::scalar).limit(count).toList();
  }

  private Point<Fp> times1(BigInteger scalar) {
    return engine.multiply1(engine.generator1(), scalar);
  }

  private PointWriter point2(PointWriter out, BigInteger scalar) {
    return out.point2(engine.multiply2(engine.generator2(), scalar));
  }

  private PointWriter keyStart(int commitments) {
    PointWriter out = new PointWriter(engine).point1(times1(alpha)).point1(times1(beta));
    point2(out, beta);
    point2(out, gamma).point1(times1(delta));
    point2(out, delta).u32(2 + commitments);
    return out.points1(k.subList(0, 2 + commitments).stream().map(this::times1).toList());
  }

  /** A key for one commitment that binds the input, and a second one that binds the first too. */
  private Bytes key(Layout layout, int commitments) {
    PointWriter out = keyStart(commitments).u32(commitments).u32(1).u64(1);
    if (commitments > 1) {
      out.u32(2).u64(1).u64(2);
    }
    if (layout == Layout.VERSION_010) {
      point2(out, g);
      point2(out, fr.neg(fr.mul(g, sigma.getFirst().modInverse(fr.order()))));
    } else {
      out.u32(commitments);
      for (BigInteger s : sigma.subList(0, commitments)) {
        point2(out, g);
        point2(out, fr.neg(fr.mul(g, s)));
      }
    }
    return Bytes.wrap(out.toByteArray());
  }

  /** The hash of a commitment and of the public values that it binds. */
  private BigInteger hash(BigInteger commitment, List<BigInteger> values) {
    PointWriter message = new PointWriter(engine).rawPoint1(times1(commitment));
    values.forEach(message::scalar);
    return HashToField.hash(message.toByteArray(), "bsb22-commitment", fr.order());
  }

  private Bytes proof(int commitments, BigInteger pokError) {
    List<BigInteger> values = new ArrayList<>(List.of(input));
    PointWriter hashes = new PointWriter(engine);
    BigInteger sum = fr.add(k.get(0), fr.mul(input, k.get(1)));
    for (int i = 0; i < commitments; i++) {
      BigInteger hash = hash(d.get(i), values);
      values.add(hash);
      hashes.scalar(hash);
      sum = fr.add(sum, fr.mul(hash, k.get(2 + i)), d.get(i));
    }
    BigInteger challenge = HashToField.hash(hashes.toByteArray(), "G16-BSB22", fr.order());
    BigInteger pok = fr.add(fr.mul(sigma.get(0), d.get(0)), pokError);
    if (commitments > 1) {
      pok = fr.add(pok, fr.mul(challenge, sigma.get(1), d.get(1)));
    }
    BigInteger u = scalar();
    BigInteger v = scalar();
    BigInteger c = fr.sub(fr.mul(u, v), fr.add(fr.mul(alpha, beta), fr.mul(gamma, sum)));
    PointWriter out = new PointWriter(engine).point1(times1(u));
    point2(out, v).point1(times1(fr.mul(c, delta.modInverse(fr.order()))));
    out.u32(commitments).points1(d.subList(0, commitments).stream().map(this::times1).toList());
    return Bytes.wrap(out.point1(times1(pok)).toByteArray());
  }

  private Verdict verify(Bytes proof, BigInteger value, Bytes key) {
    Bytes witness =
        Bytes.wrap(new PointWriter(engine).u32(1).u32(0).u32(1).scalar(value).toByteArray());
    return verifier.verify(
        new VerificationData(
            ProvingSystem.GNARK_GROTH16_BN254, proof, witness, key, null, Address.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"VERSION_010, 1", "VERSION_011, 1", "VERSION_011, 2"})
  void verifiesCommitmentsAndTheirProofOfKnowledge(Layout layout, int commitments) {
    Bytes key = key(layout, commitments);
    Bytes proof = proof(commitments, BigInteger.ZERO);
    assertThat(verify(proof, input, key)).as("seed %d", SEED).isEqualTo(new Verdict.Valid());
    assertThat(verify(proof, fr.add(input, BigInteger.ONE), key))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(verify(proof(commitments, BigInteger.ONE), input, key))
        .isEqualTo(new Verdict.Rejected("the proof of knowledge of the commitments does not hold"));
  }

  private void assertKeyRejected(Bytes key, String why) {
    assertThat(verify(proof(2, BigInteger.ZERO), input, key))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(why));
  }

  /**
   * D₁ + r D₂ is all that the shared key vouches for, and D₁ + D₂ all that the equation sees: a
   * prover commits to everything in D₂ and makes D₁, whose hash the circuit takes for random, what
   * it likes.
   */
  @Test
  void refusesSeveralCommitmentsUnderOneKey() {
    assertKeyRejected(key(Layout.VERSION_010, 2), "2 commitments under one key");
  }

  @Test
  void refusesCommitmentKeysWithDifferentGenerators() {
    PointWriter out = keyStart(2).u32(2).u32(1).u64(1).u32(2).u64(1).u64(2).u32(2);
    point2(out, g);
    point2(out, fr.neg(fr.mul(g, sigma.get(0))));
    BigInteger other = scalar();
    point2(out, other);
    point2(out, fr.neg(fr.mul(g, sigma.get(1))));
    assertKeyRejected(Bytes.wrap(out.toByteArray()), "different generators");
  }

  /** Each value is hashed for every proof, and kept with the key. */
  @Test
  void boundsWhatAKeyCommitsTo() {
    PointWriter values = keyStart(1).u32(1).u32(5000);
    Collections.nCopies(5000, 1L).forEach(values::u64);
    assertKeyRejected(Bytes.wrap(values.toByteArray()), "5000 committed values in the key");
    PointWriter commitments = keyStart(1).u32(5000);
    Collections.nCopies(5000, 0).forEach(commitments::u32);
    assertKeyRejected(Bytes.wrap(commitments.toByteArray()), "5000 commitments in the key");
  }
}
