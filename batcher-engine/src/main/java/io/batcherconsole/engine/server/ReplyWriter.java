package io.batcherconsole.engine.server;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * Writes reply after reply to one client as Jetty reports each written, without a thread while it
 * waits, and says goodbye after the last. One at a time is at work, as {@link Outbox} has it.
 */
final class ReplyWriter extends IteratingCallback {
  private final ClientConnection connection;
  private final Session session;
  private final Outbox outbox;
  private final EngineRuntime runtime;
  private final MessageHandler handler;

  /** Asks whether a reply may be written; null while nobody does. Written by that thread alone. */
  private volatile @Nullable Thread asking;

  private volatile boolean givenUp;

  ReplyWriter(
      ClientConnection connection,
      Session session,
      Outbox outbox,
      EngineRuntime runtime,
      MessageHandler handler) {
    this.connection = connection;
    this.session = session;
    this.outbox = outbox;
    this.runtime = runtime;
    this.handler = handler;
  }

  /** Begins with what waits, as the outbox asked for; returns at once. */
  void start() {
    // Not on the caller's thread: a reply never does I/O for whoever sends it.
    runtime.spawn("replies-" + connection.connection(), this::iterate);
  }

  /** Whether a reply is held back on our side. */
  boolean isHeldBack() {
    return asking != null;
  }

  /** The client is gone: nothing is asked for it any more. */
  void giveUp() {
    givenUp = true;
    Thread held = asking;
    if (held != null) {
      held.interrupt();
    }
  }

  @Override
  protected Action process() {
    byte[] reply = outbox.take(runtime.nanoTime());
    if (reply != null) {
      if (handler.asksBeforeReplies(connection)) {
        runtime.spawn("asks-before-reply-" + connection.connection(), () -> askThenWrite(reply));
      } else {
        write(reply);
      }
      return Action.SCHEDULED;
    }
    if (outbox.takeGoodbye()) {
      session.close(connection.goodbye(), null, Callback.NOOP);
    }
    return Action.IDLE;
  }

  private void write(byte[] reply) {
    session.sendBinary(ByteBuffer.wrap(reply), Callback.from(this::succeeded, this::failed));
  }

  private void askThenWrite(byte[] reply) {
    asking = Thread.currentThread(); // before givenUp is read, so that one of the two is seen
    boolean written;
    try {
      written = !givenUp && handler.beforeReply(connection);
    } catch (InterruptedException gone) {
      written = false;
    }
    asking = null;
    outbox.startAgain(runtime.nanoTime());
    if (written) {
      write(reply);
    } else {
      succeeded();
    }
  }

  @Override
  protected void onFailure(Throwable cause) {
    connection.failed(cause);
  }
}
