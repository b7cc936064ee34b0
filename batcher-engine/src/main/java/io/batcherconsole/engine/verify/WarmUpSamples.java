package io.batcherconsole.engine.verify;

import static java.util.stream.Collectors.joining;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.PointWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * Proofs and keys made of the groups' generators. They are well-formed and do not hold, which takes
 * a whole verification to find out: so the code for it is loaded and compiled.
 */
final class WarmUpSamples {
  private static final BigInteger INPUT = BigInteger.TWO.pow(200);
  private static final int DOMAIN = 8;

  private WarmUpSamples() {}

  static VerificationData gnarkGroth16(PairingEngine engine) {
    PointWriter proof = new PointWriter(engine).point1(engine.generator1());
    proof.point2(engine.generator2()).point1(engine.generator1());
    proof.u32(0).point1(engine.infinity1());
    PointWriter key = new PointWriter(engine).point1(engine.generator1());
    key.point1(engine.generator1()).point2(engine.generator2()).point2(engine.generator2());
    key.point1(engine.generator1()).point2(engine.generator2());
    key.u32(2).points1(Collections.nCopies(2, engine.generator1())).u32(0).u32(0);
    return data(ProvingSystem.GNARK_GROTH16_BN254, engine, proof, key);
  }

  static VerificationData circomGroth16(PairingEngine engine) {
    List<BigInteger> p = engine.coordinates1(engine.generator1());
    List<BigInteger> q = engine.coordinates2(engine.generator2());
    String p1 = "[" + decimals(p) + ",\"1\"]";
    String q2 =
        "[[%s],[%s],[\"1\",\"0\"]]".formatted(decimals(q.subList(0, 2)), decimals(q.subList(2, 4)));
    String proof =
        "{\"pi_a\":%s,\"pi_b\":%s,\"pi_c\":%s,\"protocol\":\"groth16\",\"curve\":\"bn128\"}"
            .formatted(p1, q2, p1);
    String key =
        """
        {"protocol":"groth16","curve":"bn128","nPublic":1,"vk_alpha_1":%s,"vk_beta_2":%s,\
        "vk_gamma_2":%s,"vk_delta_2":%s,"IC":[%s,%s]}\
        """
            .formatted(p1, q2, q2, q2, p1, p1);
    return new VerificationData(
        ProvingSystem.CIRCOM_GROTH16_BN256,
        text(proof),
        text("[" + decimals(List.of(INPUT)) + "]"),
        text(key),
        null,
        Address.ZERO);
  }

  private static String decimals(List<BigInteger> numbers) {
    return numbers.stream().map(n -> "\"" + n + "\"").collect(joining(","));
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  static VerificationData gnarkPlonk(ProvingSystem system, PairingEngine engine) {
    PointWriter proof = new PointWriter(engine);
    proof.points1(Collections.nCopies(8, engine.generator1()));
    proof.u32(1 + PlonkProof.FIXED_VALUES);
    for (int i = 0; i <= PlonkProof.FIXED_VALUES; i++) {
      proof.scalar(INPUT);
    }
    proof.point1(engine.generator1()).scalar(INPUT).u32(0);
    PointWriter key = new PointWriter(engine).u64(DOMAIN);
    key.scalar(BigInteger.valueOf(DOMAIN).modInverse(engine.order())).scalar(INPUT).u64(1);
    key.scalar(INPUT).points1(Collections.nCopies(8, engine.generator1())).u32(0);
    key.point1(engine.generator1()).point2(engine.generator2()).point2(engine.generator2());
    key.gnarkLines(engine.generator2(), engine.generator2()).u32(0);
    return data(system, engine, proof, key);
  }

  private static VerificationData data(
      ProvingSystem system, PairingEngine engine, PointWriter proof, PointWriter key) {
    return new VerificationData(
        system,
        Bytes.wrap(proof.toByteArray()),
        Bytes.wrap(new PointWriter(engine).u32(1).u32(0).u32(1).scalar(INPUT).toByteArray()),
        Bytes.wrap(key.toByteArray()),
        null,
        Address.ZERO);
  }
}
