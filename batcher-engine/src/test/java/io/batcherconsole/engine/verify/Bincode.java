package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes bincode. */
final class Bincode {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Bincode variant(int number) {
    return fixed(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }

  Bincode bytes(byte[] bytes) {
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).array();
    return fixed(length).fixed(bytes);
  }

  Bincode string(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  Bincode fixed(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  Bytes done() {
    return Bytes.wrap(out.toByteArray());
  }
}
