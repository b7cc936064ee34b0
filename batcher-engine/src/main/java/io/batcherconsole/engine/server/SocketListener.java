package io.batcherconsole.engine.server;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's end of a connection. It asks for bytes explicitly, so that reading can pause. Text frames
 * are skipped and pings answered by Jetty itself (batcher.md §1.1: the server drops other frames).
 * Public because Jetty calls it by reflection.
 */
public final class SocketListener implements Session.Listener {
  private final Function<Session, ClientConnection> opener;

  /** Set when the connection opens, before anything else is called. */
  private @Nullable ClientConnection connection;

  SocketListener(Function<Session, ClientConnection> opener) {
    this.opener = opener;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    connection = opener.apply(session);
    connection.start();
  }

  @Override
  public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
    if (connection != null) {
      connection.received(payload, last);
    }
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    if (connection != null) {
      connection.failed(cause);
    }
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    if (connection != null) {
      connection.closed(code);
    }
    callback.succeed();
  }
}
