package io.batcherconsole.engine.verify;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker.Settings;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SP1's keys, and the forms of SP1's proofs of which no real sample can be had (6.1 PLONK, public
 * values hashed with BLAKE3): proofs of our own circuits take the same way through the verifier.
 */
class WrapperCircuitTest {
  private static final long SEED = 4;
  private static final BigInteger ROOT = BigInteger.valueOf(77);
  private static final Bytes VALUES = Bytes.wrap("public".getBytes(StandardCharsets.US_ASCII));

  private final Bn254 engine = new Bn254();

  /** The file names' hashes as the README of the keys and verification.md §4 have them. */
  @Test
  void theKeysAreThePublishedOnes() {
    Map<String, String> selectors =
        Sp1Verifier.releasedCircuits().stream()
            .collect(toMap(WrapperCircuit::title, WrapperCircuit::selector));
    assertThat(selectors)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "SP1 3 Groth16", "09069090",
                "SP1 3 PLONK", "54bdcae3",
                "SP1 4 Groth16", "11b6a09d",
                "SP1 4 PLONK", "1b34fe11",
                "SP1 5 Groth16", "a4594c59",
                "SP1 5 PLONK", "d4e8ecd2",
                "SP1 6.0 Groth16", "0e78f4db",
                "SP1 6.0 PLONK", "bb1a6f29",
                "SP1 6.1 Groth16", "4388a21c",
                "SP1 6.1 PLONK", "5a093a2f"));
  }

  /** Version 6.1's key for PLONK has no sample, so that it is at least read here. */
  @Test
  void theKeysHaveTheCircuitsShape() throws MalformedException {
    for (String version : List.of("3", "4", "5", "6.0", "6.1")) {
      int inputs = version.startsWith("6") ? 5 : 2;
      byte[] plonk = WrapperCircuit.resource("sp1_%s_plonk_vk.bin".formatted(version));
      PlonkKey key = GnarkPlonkFormat.key(engine, plonk);
      assertThat(key.publicInputs()).as(version).isEqualTo(inputs);
      assertThat(key.commitmentSelectors()).as(version).hasSize(1);
      byte[] groth16 = WrapperCircuit.resource("sp1_%s_groth16_vk.bin".formatted(version));
      assertThat(GnarkGroth16Format.key(engine, groth16).publicInputs()).isEqualTo(inputs);
    }
  }

  /** A proof that a program ended with exit code 0 and wrote {@link #VALUES}. */
  private record Wrapped(Sp1Verifier verifier, Bytes proof, Bytes program) {
    Verdict verify(Bytes values) {
      return verifier.verify(
          new VerificationData(ProvingSystem.SP1, proof, values, null, program, Address.ZERO));
    }
  }

  private Wrapped wrap(WrapperCircuit.Scheme scheme, int major, BigInteger digest)
      throws MalformedException {
    boolean groth16 = scheme == WrapperCircuit.Scheme.GROTH16;
    BigInteger root = major >= 6 ? ROOT : null;
    BigInteger masked = digest.and(BigInteger.ONE.shiftLeft(253).subtract(BigInteger.ONE));
    List<BigInteger> wanted =
        root == null
            ? List.of(BigInteger.TEN, masked)
            : List.of(BigInteger.TEN, masked, BigInteger.ZERO, root, BigInteger.TWO);
    VerificationData made =
        new TrapdoorProofMaker(
                groth16 ? ProvingSystem.GNARK_GROTH16_BN254 : ProvingSystem.GNARK_PLONK_BN254,
                new Settings(SEED, wanted.size(), false, Address.ZERO))
            .valid(wanted);
    byte[] key = Parts.verificationKey(made).view();
    Bytes hash = Bytes.wrap(Sha256.digest(key));
    WrapperCircuit circuit =
        groth16
            ? WrapperCircuit.groth16("ours", major, hash, root, e -> GnarkGroth16Format.key(e, key))
            : WrapperCircuit.plonk("ours", major, hash, root, e -> GnarkPlonkFormat.key(e, key));
    List<BigInteger> inputs =
        GnarkWitnessFormat.publicInputs(engine, Parts.publicInput(made).view());
    PointWriter out = new PointWriter(engine);
    inputs.subList(2, inputs.size()).forEach(out::scalar);
    if (groth16) {
      Groth16Proof proof = GnarkGroth16Format.proof(engine, made.proof().view());
      out.rawPoint1(proof.a()).rawPoint2(proof.b()).rawPoint1(proof.c());
    } else {
      writeForContracts(out, GnarkPlonkFormat.proof(engine, made.proof().view()));
    }
    return new Wrapped(
        new Sp1Verifier(new EnginePool<>(Bn254::new), List.of(circuit)),
        Bytes.fromHex(circuit.selector() + Hex.toHexString(out.toByteArray())),
        Bytes.ofUnsigned(inputs.getFirst(), 32));
  }

  private static void writeForContracts(PointWriter out, PlonkProof proof) {
    proof.wires().forEach(out::rawPoint1);
    proof.quotient().forEach(out::rawPoint1);
    proof.claimed().subList(0, PlonkProof.FIXED_VALUES).forEach(out::scalar);
    out.rawPoint1(proof.z()).scalar(proof.shiftedValue());
    out.rawPoint1(proof.opening()).rawPoint1(proof.shiftedOpening());
    proof.commitmentSelectors().forEach(out::scalar);
    proof.commitments().forEach(out::rawPoint1);
  }

  private static BigInteger sha256() {
    return new BigInteger(1, Sha256.digest(VALUES.view()));
  }

  /** BLAKE3 of "public", computed by its specification. */
  private static BigInteger blake3() {
    return new BigInteger("b8be71968078978effe40a50f7ecce1831e6525adc75978996555cc51d7ed96a", 16);
  }

  @ParameterizedTest
  @EnumSource
  void verifiesVersionSixInBothSchemes(WrapperCircuit.Scheme scheme) throws MalformedException {
    Wrapped wrapped = wrap(scheme, 6, sha256());
    assertThat(wrapped.verify(VALUES)).isEqualTo(new Verdict.Valid());
    assertThat(wrapped.verify(Bytes.EMPTY)).isInstanceOf(Verdict.Rejected.class);
  }

  @ParameterizedTest
  @EnumSource
  void aProgramMayHashItsPublicValuesWithBlake3SinceVersionFour(WrapperCircuit.Scheme scheme)
      throws MalformedException {
    for (int major = 4; major <= 6; major++) {
      assertThat(wrap(scheme, major, blake3()).verify(VALUES))
          .as("version %d", major)
          .isEqualTo(new Verdict.Valid());
    }
    assertThat(wrap(scheme, 3, sha256()).verify(VALUES)).isEqualTo(new Verdict.Valid());
    assertThat(wrap(scheme, 3, blake3()).verify(VALUES)).isInstanceOf(Verdict.Rejected.class);
  }
}
