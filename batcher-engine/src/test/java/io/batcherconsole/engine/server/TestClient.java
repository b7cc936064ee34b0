package io.batcherconsole.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A well-behaved client, the JDK's. */
final class TestClient implements WebSocket.Listener, AutoCloseable {
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  final HttpClient http = HttpClient.newHttpClient();
  final WebSocket socket;
  private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

  /** Connects and takes the greeting. */
  TestClient(URI uri) throws Exception {
    socket = http.newWebSocketBuilder().buildAsync(uri, this).get(20, TimeUnit.SECONDS);
    assertThat(next()).isEqualTo(Wire.GREETING);
  }

  void ask(int... numbers) throws Exception {
    for (int number : numbers) {
      send(Wire.question(number));
    }
  }

  void send(byte[] message) throws Exception {
    socket.sendBinary(ByteBuffer.wrap(message), true).get(20, TimeUnit.SECONDS);
  }

  int answer() throws Exception {
    return Wire.answer(next());
  }

  int[] answers(int count) throws Exception {
    int[] answers = new int[count];
    for (int i = 0; i < count; i++) {
      answers[i] = answer();
    }
    return answers;
  }

  byte[] next() throws Exception {
    byte[] next = received.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a message from the server").isNotNull();
    return next;
  }

  int closeCode() throws Exception {
    return closed.get(20, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] piece = new byte[data.remaining()];
    data.get(piece);
    pieces.writeBytes(piece);
    if (last) {
      received.add(pieces.toByteArray());
      pieces.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
