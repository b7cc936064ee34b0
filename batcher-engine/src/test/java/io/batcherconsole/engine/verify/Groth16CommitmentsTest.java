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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * gnark's commitments (BSB22) in both key layouts, with two commitments of which the second binds
 * the first. There are no public samples: key and proof are made from known secrets by the formulas
 * of gnark's prover, written down here a second time.
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

  private Bytes key(Groth16Key.Folding folding) {
    PointWriter out = new PointWriter(engine).point1(times1(alpha)).point1(times1(beta));
    point2(out, beta);
    point2(out, gamma).point1(times1(delta));
    point2(out, delta).u32(k.size()).points1(k.stream().map(this::times1).toList());
    out.u32(2).u32(1).u64(1).u32(2).u64(1).u64(2);
    if (folding == Groth16Key.Folding.TRANSCRIPT) {
      point2(out, g);
      point2(out, fr.neg(fr.mul(g, sigma.getFirst().modInverse(fr.order()))));
    } else {
      out.u32(2);
      for (BigInteger s : sigma) {
        point2(out, g);
        point2(out, fr.neg(fr.mul(g, s)));
      }
    }
    return Bytes.wrap(out.toByteArray());
  }

  /** The hash of a commitment and of the public values that it binds. */
  private BigInteger hash(BigInteger commitment, BigInteger... values) {
    PointWriter message = new PointWriter(engine).rawPoint1(times1(commitment));
    Arrays.stream(values).forEach(message::scalar);
    return HashToField.hash(message.toByteArray(), "bsb22-commitment", fr.order());
  }

  private Bytes proof(Groth16Key.Folding folding, BigInteger pokError) {
    BigInteger h1 = hash(d.get(0), input);
    BigInteger h2 = hash(d.get(1), input, h1);
    byte[] hashes = new PointWriter(engine).scalar(h1).scalar(h2).toByteArray();
    BigInteger challenge;
    List<BigInteger> s;
    if (folding == Groth16Key.Folding.TRANSCRIPT) {
      challenge = new BigInteger(1, Sha256.digest(new byte[] {'r'}, hashes)).mod(fr.order());
      s = Collections.nCopies(2, sigma.getFirst());
    } else {
      challenge = HashToField.hash(hashes, "G16-BSB22", fr.order());
      s = sigma;
    }
    BigInteger pok =
        fr.add(fr.mul(s.get(0), d.get(0)), fr.mul(challenge, s.get(1), d.get(1)), pokError);
    BigInteger sum =
        fr.add(
            k.get(0),
            fr.mul(input, k.get(1)),
            fr.mul(h1, k.get(2)),
            fr.mul(h2, k.get(3)),
            d.get(0),
            d.get(1));
    BigInteger u = scalar();
    BigInteger v = scalar();
    BigInteger c = fr.sub(fr.mul(u, v), fr.add(fr.mul(alpha, beta), fr.mul(gamma, sum)));
    PointWriter out = new PointWriter(engine).point1(times1(u));
    point2(out, v).point1(times1(fr.mul(c, delta.modInverse(fr.order()))));
    out.u32(2).points1(d.stream().map(this::times1).toList()).point1(times1(pok));
    return Bytes.wrap(out.toByteArray());
  }

  private Verdict verify(Bytes proof, BigInteger value, Bytes key) {
    Bytes witness =
        Bytes.wrap(new PointWriter(engine).u32(1).u32(0).u32(1).scalar(value).toByteArray());
    return verifier.verify(
        new VerificationData(
            ProvingSystem.GNARK_GROTH16_BN254, proof, witness, key, null, Address.ZERO));
  }

  @ParameterizedTest
  @EnumSource(Groth16Key.Folding.class)
  void verifiesCommitmentsAndTheirProofOfKnowledge(Groth16Key.Folding folding) {
    Bytes key = key(folding);
    Bytes proof = proof(folding, BigInteger.ZERO);
    assertThat(verify(proof, input, key)).as("seed %d", SEED).isEqualTo(new Verdict.Valid());
    assertThat(verify(proof, fr.add(input, BigInteger.ONE), key))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(verify(proof(folding, BigInteger.ONE), input, key))
        .isEqualTo(new Verdict.Rejected("the proof of knowledge of the commitments does not hold"));
  }
}
