package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.Fp;
import io.batcherconsole.engine.verify.pairing.Fp2;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import io.batcherconsole.engine.verify.pairing.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * proof.json, verification_key.json and public.json of snarkjs, read strictly: known members only
 * and once each, decimal strings without leading zeros, canonical coordinates, points in the
 * subgroup (verification.md §2). In G2 the real part comes first.
 */
final class CircomGroth16Format {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,77}");
  private static final Set<String> PROOF_MEMBERS =
      Set.of("pi_a", "pi_b", "pi_c", "protocol", "curve");
  private static final Set<String> KEY_MEMBERS =
      Set.of(
          "protocol",
          "curve",
          "nPublic",
          "vk_alpha_1",
          "vk_beta_2",
          "vk_gamma_2",
          "vk_delta_2",
          "vk_alphabeta_12",
          "IC");
  private static final Set<String> CURVE_NAMES = Set.of("bn128", "bn254", "altbn128");

  /** A key for the most public inputs takes some 200 kB. */
  private static final int MOST_BYTES = 1 << 20;

  /** Nesting is three deep at most. */
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder().maxNestingDepth(8).build();

  private static final JsonMapper JSON =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CircomGroth16Format() {}

  static Groth16Proof proof(PairingEngine engine, byte[] json) throws MalformedException {
    JsonNode proof = object(json, "proof", PROOF_MEMBERS);
    return new Groth16Proof(
        point1(engine, proof.get("pi_a"), "proof, pi_a"),
        point2(engine, proof.get("pi_b"), "proof, pi_b"),
        point1(engine, proof.get("pi_c"), "proof, pi_c"),
        List.of(),
        engine.infinity1());
  }

  static Groth16Key key(PairingEngine engine, byte[] json) throws MalformedException {
    JsonNode key = object(json, "verification key", KEY_MEMBERS);
    List<Point<Fp>> ic = new ArrayList<>();
    for (JsonNode point : array(key.get("IC"), Groth16.MOST_KEY_POINTS, "verification key, IC")) {
      ic.add(point1(engine, point, "verification key, IC"));
    }
    if (ic.isEmpty()) {
      throw new MalformedException("verification key, IC: a key has at least one point");
    }
    JsonNode count = key.get("nPublic");
    if (count != null && !(count.isInt() && count.intValue() == ic.size() - 1)) {
      throw new MalformedException("verification key, nPublic: not the length of IC less one");
    }
    return new Groth16Key(
        point1(engine, key.get("vk_alpha_1"), "verification key, vk_alpha_1"),
        point2(engine, key.get("vk_beta_2"), "verification key, vk_beta_2"),
        point2(engine, key.get("vk_gamma_2"), "verification key, vk_gamma_2"),
        point2(engine, key.get("vk_delta_2"), "verification key, vk_delta_2"),
        ic,
        List.of());
  }

  static List<BigInteger> publicInputs(PairingEngine engine, byte[] json)
      throws MalformedException {
    JsonNode inputs = parse(json, "public input");
    List<BigInteger> values = new ArrayList<>();
    for (JsonNode value : array(inputs, Groth16.MOST_PUBLIC_VALUES, "public input")) {
      BigInteger number = number(value, "public input");
      if (number.compareTo(engine.order()) >= 0) {
        throw new MalformedException("public input: the number is not below the group order");
      }
      values.add(number);
    }
    return values;
  }

  /** [x, y, "1"], or ["0", "1", "0"] for infinity. */
  private static Point<Fp> point1(PairingEngine engine, @Nullable JsonNode node, String part)
      throws MalformedException {
    List<BigInteger> p = numbers(node, 3, part);
    if (p.get(2).signum() == 0) {
      return infinity(engine.infinity1(), p.equals(numbers(0, 1, 0)), part);
    }
    requireAffine(p.get(2).equals(BigInteger.ONE), part);
    return engine.point1(p.get(0), p.get(1), part);
  }

  /** [[x₀, x₁], [y₀, y₁], ["1", "0"]], or [["0", "0"], ["1", "0"], ["0", "0"]] for infinity. */
  private static Point<Fp2> point2(PairingEngine engine, @Nullable JsonNode node, String part)
      throws MalformedException {
    List<BigInteger> q = new ArrayList<>();
    for (JsonNode coordinate : array(node, 3, part)) {
      q.addAll(numbers(coordinate, 2, part));
    }
    if (q.size() != 6) {
      throw new MalformedException(part + ": not an array of 3 coordinates");
    }
    if (q.get(4).signum() == 0 && q.get(5).signum() == 0) {
      return infinity(engine.infinity2(), q.equals(numbers(0, 0, 1, 0, 0, 0)), part);
    }
    requireAffine(q.subList(4, 6).equals(numbers(1, 0)), part);
    return engine.point2(q.get(0), q.get(1), q.get(2), q.get(3), part);
  }

  private static List<BigInteger> numbers(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }

  private static <E> Point<E> infinity(Point<E> infinity, boolean usual, String part)
      throws MalformedException {
    if (!usual) {
      throw new MalformedException(part + ": a point at infinity with coordinates");
    }
    return infinity;
  }

  private static void requireAffine(boolean affine, String part) throws MalformedException {
    if (!affine) {
      throw new MalformedException(part + ": the third coordinate is neither 1 nor 0");
    }
  }

  private static List<BigInteger> numbers(@Nullable JsonNode node, int count, String part)
      throws MalformedException {
    List<BigInteger> values = new ArrayList<>();
    for (JsonNode value : array(node, count, part)) {
      values.add(number(value, part));
    }
    if (values.size() != count) {
      throw new MalformedException(part + ": not an array of " + count + " numbers");
    }
    return values;
  }

  private static BigInteger number(JsonNode node, String part) throws MalformedException {
    if (!node.isString() || !DECIMAL.matcher(node.stringValue()).matches()) {
      throw new MalformedException(part + ": not a decimal number in quotation marks");
    }
    return new BigInteger(node.stringValue());
  }

  /** The elements of an array with at most {@code most} of them. */
  private static Iterable<JsonNode> array(@Nullable JsonNode node, int most, String part)
      throws MalformedException {
    if (node == null || !node.isArray() || node.size() > most) {
      throw new MalformedException(part + ": not an array of at most " + most + " elements");
    }
    return node;
  }

  private static JsonNode object(byte[] json, String what, Set<String> members)
      throws MalformedException {
    JsonNode node = parse(json, what);
    if (!node.isObject()) {
      throw new MalformedException(what + ": not a JSON object");
    }
    for (String name : node.propertyNames()) {
      if (!members.contains(name)) {
        throw new MalformedException(what + ": unknown member \"" + name + "\"");
      }
    }
    requireName(node.get("protocol"), Set.of("groth16"), what + ", protocol");
    requireName(node.get("curve"), CURVE_NAMES, what + ", curve");
    return node;
  }

  /** Older versions leave these names out; a wrong one is a proof for something else. */
  private static void requireName(@Nullable JsonNode name, Set<String> names, String part)
      throws MalformedException {
    if (name != null && !(name.isString() && names.contains(name.stringValue()))) {
      throw new MalformedException(part + ": not one of " + names);
    }
  }

  /** snarkjs writes ASCII; what is not, the parser could take for UTF-16 or UTF-32. */
  private static JsonNode parse(byte[] json, String what) throws MalformedException {
    if (json.length > MOST_BYTES) {
      throw new MalformedException(
          "%s: %d bytes of JSON, at most %d are read here"
              .formatted(what, json.length, MOST_BYTES));
    }
    for (byte b : json) {
      if (b <= 0) {
        throw new MalformedException(what + ": not JSON in ASCII");
      }
    }
    try {
      return JSON.readTree(json);
    } catch (JacksonException malformed) {
      throw new MalformedException(what + ": not JSON: " + malformed.getOriginalMessage());
    }
  }
}
