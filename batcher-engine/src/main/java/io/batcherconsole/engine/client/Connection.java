package io.batcherconsole.engine.client;

import io.batcherconsole.engine.client.BatcherClientException.CannotConnect;
import io.batcherconsole.engine.client.BatcherClientException.ConnectionClosed;
import io.batcherconsole.engine.client.BatcherClientException.ProtocolMismatch;
import io.batcherconsole.engine.client.BatcherClientException.TimedOut;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.DecodeException;
import io.batcherconsole.engine.protocol.ServerMessage.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to a batcher whose protocol version was checked. Any thread may send, receive and
 * close.
 */
final class Connection implements AutoCloseable {
  /** Frames of a longer message, bytes; a batcher refuses frames over 16 MiB (batcher.md §1.1). */
  private static final int FRAME = 1 << 20;

  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final URI uri;
  private final ClientSettings settings;
  private final Receiver receiver;
  private final WebSocket socket;

  /** Held while a message is sent, so that the frames of two messages do not mix. */
  private final ReentrantLock sending = new ReentrantLock();

  private Connection(URI uri, ClientSettings settings, Receiver receiver, WebSocket socket) {
    this.uri = uri;
    this.settings = settings;
    this.receiver = receiver;
    this.socket = socket;
  }

  /** Connects and checks the batcher's protocol version, which is the first message. */
  static Connection open(HttpClient http, URI uri, ClientSettings settings, CborCodec codec)
      throws BatcherClientException, InterruptedException {
    Receiver receiver = new Receiver(settings.unreadBytes());
    WebSocket socket = connect(http, uri, settings, receiver);
    Connection connection = new Connection(uri, settings, receiver, socket);
    try {
      connection.checkVersion(codec);
      return connection;
    } catch (BatcherClientException | InterruptedException | RuntimeException failed) {
      connection.abort();
      throw failed;
    }
  }

  private static WebSocket connect(
      HttpClient http, URI uri, ClientSettings settings, Receiver receiver)
      throws CannotConnect, InterruptedException {
    CompletableFuture<WebSocket> building =
        http.newWebSocketBuilder().connectTimeout(settings.connect()).buildAsync(uri, receiver);
    boolean connected = false;
    try {
      WebSocket socket = building.get(settings.connect().toNanos(), TimeUnit.NANOSECONDS);
      connected = true;
      return socket;
    } catch (ExecutionException failed) {
      throw new CannotConnect("cannot connect to " + uri + ": " + reason(failed), failed);
    } catch (TimeoutException late) {
      throw new CannotConnect(
          "no connection to " + uri + " within " + seconds(settings.connect()), late);
    } finally {
      if (!connected) {
        // Should it come about after all.
        CompletableFuture<Void> _ = building.thenAccept(WebSocket::abort);
      }
    }
  }

  private void checkVersion(CborCodec codec) throws BatcherClientException, InterruptedException {
    byte[] first =
        receive(settings.connect())
            .orElseThrow(
                () ->
                    new TimedOut(
                        uri
                            + " sent no protocol version within "
                            + seconds(settings.connect())
                            + ": is it a batcher?"));
    try {
      if (!(codec.decodeSubmitProofResponse(first) instanceof ProtocolVersion(int version))) {
        throw new ProtocolMismatch(uri + " did not begin with its protocol version");
      }
      if (version > ProtocolVersion.CURRENT) {
        throw new ProtocolMismatch(
            "the batcher at "
                + uri
                + " speaks protocol version "
                + version
                + ", this client speaks up to "
                + ProtocolVersion.CURRENT);
      }
    } catch (DecodeException malformed) {
      throw new ProtocolMismatch(
          uri + " did not begin with its protocol version: " + malformed.getMessage(), malformed);
    }
  }

  /**
   * Hands one message to the network. When that takes longer than {@link ClientSettings#send} the
   * connection is closed, because a part of the message may be on its way.
   */
  void send(byte[] message) throws ConnectionClosed, TimedOut, InterruptedException {
    long bound = settings.send().toNanos();
    if (!sending.tryLock(bound, TimeUnit.NANOSECONDS)) {
      throw tooSlow("earlier messages");
    }
    try {
      boolean sent = false;
      try {
        int from = 0;
        do {
          int to = Math.min(message.length, from + FRAME);
          socket
              .sendBinary(ByteBuffer.wrap(message, from, to - from), to == message.length)
              .get(bound, TimeUnit.NANOSECONDS);
          from = to;
        } while (from < message.length);
        sent = true;
      } finally {
        if (!sent) {
          abort();
        }
      }
    } catch (ExecutionException failed) {
      throw new ConnectionClosed("the message could not be sent to " + uri + ": " + reason(failed));
    } catch (TimeoutException late) {
      throw tooSlow("a message of " + message.length + " bytes");
    } finally {
      sending.unlock();
    }
  }

  private TimedOut tooSlow(String what) {
    return new TimedOut(
        "the batcher at " + uri + " did not take " + what + " within " + seconds(settings.send()));
  }

  /** The next message; empty when none arrives within {@code timeout}. */
  Optional<byte[]> receive(Duration timeout) throws ConnectionClosed, InterruptedException {
    return receiver.inbox.poll(timeout);
  }

  boolean isOpen() {
    return receiver.inbox.isOpen();
  }

  /** Says goodbye and waits at most a second for the answer; unread messages are lost. */
  @Override
  public void close() {
    if (isOpen()) {
      receiver.discard();
      CompletableFuture<WebSocket> _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
      try {
        receiver.ended.await(CLOSING.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    abort();
  }

  /** Drops the connection without a goodbye, as a client that crashes does. */
  void abort() {
    receiver.end("this client closed the connection");
    socket.abort();
  }

  private static String reason(ExecutionException failed) {
    return switch (failed.getCause()) {
      case WebSocketHandshakeException refused ->
          "it answers with HTTP status " + refused.getResponse().statusCode();
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "the host is unknown";
      case ConnectException e when e.getMessage() == null -> "nobody listens there";
      case Throwable cause when cause.getMessage() != null -> cause.getMessage();
      case Throwable cause -> cause.getClass().getSimpleName();
      case null -> failed.toString();
    };
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  /** Puts frames together; called by the HTTP client, one call at a time. */
  private static final class Receiver implements WebSocket.Listener {
    final Inbox inbox;
    final CountDownLatch ended = new CountDownLatch(1);

    /** The frames of the message that is arriving; only the HTTP client's calls touch it. */
    private ByteArrayOutputStream partial = new ByteArrayOutputStream();

    private volatile @Nullable WebSocket socket;
    private volatile boolean discarding;

    Receiver(long unreadBytes) {
      inbox = new Inbox(unreadBytes, this::demand);
    }

    @Override
    public void onOpen(WebSocket opened) {
      socket = opened;
      demand();
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer frame, boolean last) {
      if (discarding) {
        demand();
        return null;
      }
      if (partial.size() + frame.remaining() > CborCodec.MAX_MESSAGE) {
        end("the batcher sent more than " + CborCodec.MAX_MESSAGE + " bytes in one message");
        from.abort();
        return null;
      }
      byte[] bytes = new byte[frame.remaining()];
      frame.get(bytes);
      partial.writeBytes(bytes);
      if (last) {
        byte[] message = partial.toByteArray();
        partial = new ByteArrayOutputStream();
        inbox.add(message);
      } else {
        demand();
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      demand(); // the protocol has binary messages only
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
      demand(); // the HTTP client answers it
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
      demand();
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end("the batcher closed the connection" + (reason.isEmpty() ? "" : ": " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end("the connection broke: " + error);
    }

    /** From now on what arrives is thrown away. */
    void discard() {
      discarding = true;
      demand();
    }

    void end(String why) {
      inbox.end(why);
      ended.countDown();
    }

    private void demand() {
      WebSocket opened = socket;
      if (opened != null) {
        opened.request(1);
      }
    }
  }
}
