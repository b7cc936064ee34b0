package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * zkVM proofs wrapped into a Groth16 proof of a circuit that is the same for all programs: its key
 * is part of this installation, one for each release, in snarkjs' JSON form among the resources.
 * The first four bytes of a wrapped proof, the selector, name the release.
 */
final class WrappedGroth16 {
  /** Selector and the points A, B, C as the EVM has them: big-endian, imaginary parts first. */
  static final int ENCODED_BYTES = 4 + 256;

  private final Groth16Keys keys = new Groth16Keys(CircomGroth16Format::key);
  private final Map<String, Bytes> keyBySelector;

  /**
   * @param resourceBySelector the key's resource for each selector in lower-case hex
   */
  WrappedGroth16(Map<String, String> resourceBySelector) {
    keyBySelector =
        resourceBySelector.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> load(entry.getValue())));
  }

  private static Bytes load(String resource) {
    try (InputStream in = WrappedGroth16.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      return Bytes.wrap(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + resource, e);
    }
  }

  /** The first four bytes in hex. */
  static String selector(byte[] bytes) {
    return HexFormat.of().formatHex(bytes, 0, 4);
  }

  boolean knows(String selector) {
    return keyBySelector.containsKey(selector);
  }

  /**
   * @param points 256 bytes
   * @param selector one that it knows
   */
  Verdict verify(PairingEngine engine, String selector, byte[] points, List<BigInteger> inputs)
      throws MalformedException {
    @Nullable Bytes key = keyBySelector.get(selector);
    if (key == null) {
      throw new IllegalArgumentException("no key for the selector " + selector);
    }
    for (BigInteger input : inputs) {
      if (input.compareTo(engine.order()) >= 0) {
        throw new MalformedException("a public value is not below the group order");
      }
    }
    return keys.verify(engine, key, GnarkGroth16Format.evmProof(engine, points), inputs);
  }
}
