package io.batcherconsole.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client down to its bytes, to misbehave with. */
final class RawClient implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** A frame from the server. */
  record Frame(int opcode, boolean last, ByteBuffer payload) {
    /** The code of a close frame. */
    int closeCode() {
      assertThat(opcode).isEqualTo(CLOSE);
      return payload.getShort(0);
    }
  }

  final Socket socket = new Socket();
  final String status;
  private final DataInputStream in;

  /** Connects with a receive buffer of a few kB, so that not reading is soon felt. */
  RawClient(URI uri) throws IOException {
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout((int) Await.PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    write(
        String.join(
            "\r\n",
            "GET / HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Extensions: permessage-deflate",
            "",
            ""));
    in = new DataInputStream(socket.getInputStream());
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.readByte());
    }
    status = head.toString(StandardCharsets.US_ASCII);
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends a frame, masked with zeros. */
  void frame(int opcode, boolean last, byte[] payload) throws IOException {
    header(opcode, last, payload.length);
    socket.getOutputStream().write(payload);
  }

  /** Sends a frame's header that claims {@code length} bytes. */
  void header(int opcode, boolean last, long length) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(14);
    header.put((byte) (opcode | (last ? 0x80 : 0)));
    if (length < 126) {
      header.put((byte) (0x80 | length));
    } else {
      header.put((byte) (0x80 | 127)).putLong(length);
    }
    header.putInt(0);
    socket.getOutputStream().write(header.array(), 0, header.position());
  }

  Frame next() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(first & 0x0f, (first & 0x80) != 0, ByteBuffer.wrap(payload));
  }

  /** The next binary message; control frames are skipped. */
  byte[] message() throws IOException {
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    while (true) {
      Frame frame = next();
      assertThat(frame.opcode()).isNotEqualTo(CLOSE);
      if (frame.opcode() == BINARY || frame.opcode() == CONTINUATION) {
        pieces.writeBytes(frame.payload().array());
        if (frame.last()) {
          return pieces.toByteArray();
        }
      }
    }
  }

  /** Vanishes with a reset, as a program that crashes with unread replies does. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Vanishes in order: the network says that it is gone, the protocol does not. */
  void vanish() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
