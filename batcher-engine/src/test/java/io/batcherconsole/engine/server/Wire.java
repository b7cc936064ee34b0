package io.batcherconsole.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The few messages that the tests send and expect, written out byte by byte. */
final class Wire {
  /** ProtocolVersion(4). */
  static final byte[] GREETING = HexFormat.of().parseHex("a16f50726f746f636f6c56657273696f6e04");

  private Wire() {}

  /** GetNonceForAddress of the address with number {@code n}. */
  static byte[] question(int n) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xa1);
    out.write(0x72);
    out.writeBytes("GetNonceForAddress".getBytes(StandardCharsets.US_ASCII));
    out.write(0x78);
    out.write(42);
    out.writeBytes("0x%040x".formatted(n).getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  /** The number in a Nonce reply. */
  static int answer(byte[] reply) {
    String text = new String(reply, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("Nonce").contains("0x");
    return new BigInteger(text.substring(text.indexOf("0x") + 2), 16).intValueExact();
  }
}
