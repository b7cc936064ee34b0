package io.batcherconsole.engine.server;

import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.ClientMessage;
import io.batcherconsole.engine.protocol.DecodeException;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its inbox, the thread that handles what is in it, and its replies. Four kinds of
 * threads come here: Jetty's with bytes and bad news, the connection's own, the server's watch with
 * the time, and anybody with a reply.
 */
final class ClientConnection implements ReplySink {
  private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);

  /** An idle thread looks around this often, though it is woken when there is something to do. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final long number;
  private final Session session;
  private final ServerSettings.Limits limits;
  private final EngineRuntime runtime;
  private final CborCodec codec;
  private final MessageHandler handler;
  private final ServerListener listener;
  private final Consumer<ClientConnection> whenOver;
  private final String client;
  private final long openSince;
  private final Inbox inbox;
  private final Outbox outbox;
  private final ReplyWriter writer;

  private final MessageAssembly assembly;

  private final AtomicBoolean heartbeatPending = new AtomicBoolean();

  private volatile boolean heard;

  private final ConnectionState state = new ConnectionState();

  /** The connection's thread while it handles messages. Written under the monitor. */
  private volatile @Nullable Thread handling;

  ClientConnection(
      long number,
      Session session,
      ServerSettings.Limits limits,
      AtomicLong inboxBytesInAll,
      AtomicLong unfinishedBytesInAll,
      AtomicLong replyBytesInAll,
      EngineRuntime runtime,
      CborCodec codec,
      MessageHandler handler,
      ServerListener listener,
      Consumer<ClientConnection> whenOver) {
    this.number = number;
    this.session = session;
    this.limits = limits;
    this.runtime = runtime;
    this.codec = codec;
    this.handler = handler;
    this.listener = listener;
    this.whenOver = whenOver;
    this.client = String.valueOf(session.getRemoteSocketAddress()).replaceFirst("^[^/]*/", "");
    this.openSince = runtime.nanoTime();
    this.inbox = new Inbox(limits, inboxBytesInAll, openSince);
    this.outbox = new Outbox(runtime, limits, replyBytesInAll);
    this.writer = new ReplyWriter(this, session, outbox, runtime, handler);
    this.assembly = new MessageAssembly(limits, unfinishedBytesInAll);
  }

  /** Greets the client and begins to read. */
  void start() {
    send(new ServerMessage.ProtocolVersion(ServerMessage.ProtocolVersion.CURRENT));
    runtime.spawn("connection-" + number, this::handleAll);
    session.demand();
  }

  @Override
  public long connection() {
    return number;
  }

  @Override
  public boolean isOpen() {
    return state.isOpen();
  }

  // ---- In: called by Jetty's threads, one at a time.

  /** A piece of a message; {@code last} when the message is whole. */
  void received(ByteBuffer piece, boolean last) {
    switch (assembly.add(piece, runtime.nanoTime())) {
      case TAKEN -> {}
      case TOO_LARGE -> {
        // The original's WebSocket library ends the connection on such a message too.
        refuse(
            StatusCode.MESSAGE_TOO_LARGE,
            "a message has more than %,d bytes".formatted(limits.messageBytes()));
        return;
      }
      case CROWDED -> {
        refuse(StatusCode.TRY_AGAIN_LATER, "too much of too many messages has not arrived whole");
        return;
      }
    }
    boolean more = true;
    if (last) {
      heard = true;
      more = inbox.add(new Inbox.Received(Bytes.wrap(assembly.take()), runtime.nanoTime()));
      Thread waiting = handling;
      if (waiting != null) {
        runtime.unpark(waiting);
      }
    }
    if (more) {
      session.demand();
    }
  }

  private void refuse(int code, String reason) {
    boolean first =
        end(
            () -> {
              log.info("{} is closed: {}", this, reason);
              listener.connectionBroken(number);
            });
    if (first) {
      closePolitely(code, reason);
    }
  }

  /** The connection failed: an error of the network or of the WebSocket protocol. */
  void failed(Throwable cause) {
    end(
        () -> {
          log.info("{} is broken: {}", this, cause.toString());
          listener.connectionBroken(number);
        });
    disconnect();
  }

  /** The client said goodbye, or is gone without. */
  void closed(int code) {
    boolean polite =
        code == StatusCode.NORMAL || code == StatusCode.SHUTDOWN || code == StatusCode.NO_CODE;
    boolean asked = !isOpen();
    end(
        () -> {
          if (polite || asked) {
            log.debug("{} is closed", this);
          } else {
            log.info("{} is gone without a goodbye (code {})", this, code);
            listener.connectionBroken(number);
          }
        });
    session.setIdleTimeout(limits.closeTimeout());
    disconnected();
  }

  // ---- The connection's own thread.

  private void handleAll() {
    synchronized (this) {
      handling = Thread.currentThread();
    }
    try {
      handler.opened(this);
      boolean more = true;
      while (more) {
        more = handleNext();
      }
    } finally {
      // From here on nobody interrupts this thread.
      synchronized (this) {
        handling = null;
      }
      Thread.interrupted();
      if (!inbox.isClosed()) {
        log.error("{} is dropped: a bug ended its thread", this);
        disconnect();
      }
      try {
        handler.closed(this);
      } finally {
        if (state.handled()) {
          whenOver.accept(this);
        }
      }
    }
  }

  /** Handles one message, of which nothing is kept while the next is waited for. */
  private boolean handleNext() {
    Inbox.Received next = next();
    if (next == null) {
      return false;
    }
    handle(next);
    inbox.handled();
    return true;
  }

  /** Waits for the next message; null when there will be none. */
  private Inbox.@Nullable Received next() {
    while (!inbox.isClosed()) {
      Inbox.Received next = inbox.take(runtime.nanoTime());
      if (inbox.takesMoreAgain(runtime.nanoTime())) {
        session.demand();
      }
      if (next != null) {
        return next;
      }
      runtime.parkNanos(inbox, IDLE.toNanos());
    }
    return null;
  }

  private void handle(Inbox.Received received) {
    try {
      ClientMessage message;
      try {
        message = codec.decodeClient(received.bytes().view());
      } catch (DecodeException malformed) {
        String reason = String.valueOf(malformed.getMessage());
        handler.undecodable(this, reason, received.bytes().size());
        return;
      }
      handler.handle(this, message, received.at());
    } catch (InterruptedException givenUp) {
      log.debug("{}: a message was given up", this);
    } catch (RuntimeException bug) {
      log.error("{}: a bug ended the handling of a message, which gets no reply", this, bug);
    }
  }

  // ---- Out.

  @Override
  public void send(ServerMessage message) {
    byte[] reply = codec.encode(message);
    switch (outbox.add(reply, runtime.nanoTime())) {
      case QUEUED, CLOSED -> {}
      case WRITER_NEEDED -> writer.start();
      case FULL ->
          dropSlowReader(
              "%,d replies (%,d bytes) wait for it".formatted(outbox.size(), outbox.bytes()));
      case CROWDED ->
          dropSlowReader(
              "%,d replies (%,d bytes) wait for it, and too many for all clients together"
                  .formatted(outbox.size(), outbox.bytes()));
    }
  }

  @Override
  public boolean awaitSent(Duration timeout) throws InterruptedException {
    return outbox.awaitSent(timeout);
  }

  @Override
  public void close() {
    finish(StatusCode.NORMAL);
  }

  /** The server is about to stop: gives up the message being handled, and takes no more. */
  void stopTaking() {
    inbox.close();
    interruptHandling();
  }

  /** The server stops: gives up the message being handled, flushes the replies and closes. */
  void shutDown() {
    inbox.close();
    // Before the thread ends, so that the client is not open when its handler hears of the end.
    finish(StatusCode.SHUTDOWN);
    interruptHandling();
  }

  private void finish(int code) {
    if (state.close(code, runtime.nanoTime()) && outbox.finish(runtime.nanoTime())) {
      writer.start();
    }
  }

  /** The code to close with once the last reply is written. */
  int goodbye() {
    return state.goodbye();
  }

  // ---- Time: called by the server's watch.

  /** Ends what takes too long, and finds out whether a client that is not read is still there. */
  void check(long now) {
    // What is held back on our side is not the client's fault.
    long stalled = writer.isHeldBack() ? 0 : Math.min(outbox.stalledFor(now), inbox.readFor(now));
    if (!heard && now - openSince > limits.firstMessage().toNanos()) {
      dropSilent();
    } else if (stalled > limits.replyTimeout().toNanos()) {
      dropSlowReader("it has not taken one reply in %s s".formatted(seconds(stalled)));
    } else if (unfinishedFor(now) > limits.firstMessage().toNanos()) {
      refuse(
          StatusCode.POLICY_VIOLATION,
          "a message has not gone on for %s s".formatted(seconds(unfinishedFor(now))));
    } else if (state.closingFor(now) > limits.closeTimeout().toNanos()) {
      end(() -> log.info("{} took too long to close and is dropped", this));
      disconnect();
    } else if (inbox.isPaused() && heartbeatPending.compareAndSet(false, true)) {
      session.sendPong(
          ByteBuffer.allocate(0), Callback.from(() -> heartbeatPending.set(false), this::failed));
    }
  }

  /** While nothing is read it is not the client who is slow. */
  private long unfinishedFor(long now) {
    return Math.min(assembly.stalledFor(now), inbox.readFor(now));
  }

  private void dropSilent() {
    String reason = "no message within %s s".formatted(seconds(limits.firstMessage().toNanos()));
    boolean first =
        end(
            () -> {
              log.info("{} is closed: {}", this, reason);
              listener.firstMessageTimedOut(number);
            });
    if (first) {
      closePolitely(StatusCode.POLICY_VIOLATION, reason);
    }
  }

  private void dropSlowReader(String why) {
    end(
        () -> {
          log.warn("{} does not read its replies and is dropped: {}", this, why);
          listener.slowReaderDropped(number);
        });
    disconnect();
  }

  private static String seconds(long nanos) {
    return "%.1f".formatted(nanos / 1e9);
  }

  // ---- The end.

  /**
   * The client is gone, or is to be. The first who says so tells why, before anyone hears of it;
   * returns whether that was this call.
   */
  private boolean end(Runnable tellWhy) {
    if (!state.end()) {
      return false;
    }
    tellWhy.run();
    inbox.close();
    assembly.close();
    outbox.close();
    interruptHandling();
    writer.giveUp();
    return true;
  }

  private synchronized void interruptHandling() {
    if (handling != null) {
      handling.interrupt();
    }
  }

  /**
   * Says why and hangs up; a client that does not listen is hung up on by Jetty's idle time-out.
   */
  private void closePolitely(int code, String reason) {
    session.setIdleTimeout(limits.closeTimeout());
    session.close(code, reason, Callback.from(this::disconnect, failure -> disconnect()));
  }

  /** Hangs up at once. */
  void disconnect() {
    end(() -> log.debug("{} is hung up on", this));
    session.disconnect();
    disconnected();
  }

  /** Tells the server once the socket is closed and the last message has been handled. */
  private void disconnected() {
    if (state.disconnected()) {
      whenOver.accept(this);
    }
  }

  /** What a reader sees of it. */
  ConnectionsView.Connection view() {
    Inbox.Depth depth = inbox.depth();
    return new ConnectionsView.Connection(
        number,
        client,
        handler.lanes(this),
        openSince,
        depth.handlingSince(),
        depth.messages(),
        depth.bytes(),
        depth.oldestSince(),
        depth.paused(),
        outbox.size(),
        outbox.bytes());
  }

  /** "connection 12 (127.0.0.1:40112)". */
  @Override
  public String toString() {
    return "connection " + number + " (" + client + ")";
  }
}
