package io.batcherconsole.engine.verify.make;

import static java.util.stream.Collectors.joining;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** snarkjs' proof.json, verification_key.json and public.json (verification.md §2). */
final class CircomGroth16Writer implements Groth16Writer {
  @Override
  public Bytes proof(PairingEngine engine, Proof proof) {
    return text(
        "{\"pi_a\":%s,\"pi_b\":%s,\"pi_c\":%s,\"protocol\":\"groth16\",\"curve\":\"bn128\"}"
            .formatted(
                point1(engine, proof.a()), point2(engine, proof.b()), point1(engine, proof.c())));
  }

  @Override
  public Bytes uncompressed(PairingEngine engine, Proof proof) {
    return proof(engine, proof);
  }

  @Override
  public Bytes key(PairingEngine engine, Key key) {
    String k = key.k().stream().map(p -> point1(engine, p)).collect(joining(",", "[", "]"));
    return text(
        """
        {"protocol":"groth16","curve":"bn128","nPublic":%d,"vk_alpha_1":%s,"vk_beta_2":%s,\
        "vk_gamma_2":%s,"vk_delta_2":%s,"IC":%s}"""
            .formatted(
                key.k().size() - 1,
                point1(engine, key.alpha()),
                point2(engine, key.beta2()),
                point2(engine, key.gamma()),
                point2(engine, key.delta2()),
                k));
  }

  @Override
  public Bytes inputs(PairingEngine engine, List<BigInteger> inputs) {
    return text(array(inputs));
  }

  private static String point1(PairingEngine engine, Point<Fp> p) {
    List<BigInteger> c = engine.coordinates1(p);
    return "[\"%s\",\"%s\",\"1\"]".formatted(c.get(0), c.get(1));
  }

  private static String point2(PairingEngine engine, Point<Fp2> q) {
    List<BigInteger> c = engine.coordinates2(q);
    return "[%s,%s,[\"1\",\"0\"]]".formatted(array(c.subList(0, 2)), array(c.subList(2, 4)));
  }

  private static String array(List<BigInteger> numbers) {
    return numbers.stream().map(n -> "\"" + n + "\"").collect(joining(",", "[", "]"));
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
