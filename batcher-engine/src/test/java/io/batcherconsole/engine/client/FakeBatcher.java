package io.batcherconsole.engine.client;

import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.ClientMessage;
import io.batcherconsole.engine.protocol.DecodeException;
import io.batcherconsole.engine.protocol.ServerMessage;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** A WebSocket server that misbehaves as a test wants. */
final class FakeBatcher {
  /** What it does; the methods are called on Jetty's threads. */
  interface Script {
    default void opened(Session session) {
      send(session, new ServerMessage.ProtocolVersion(4));
    }

    default void received(Session session, ClientMessage message) {}

    /** Whether it reads at all. */
    default boolean reads() {
      return true;
    }
  }

  private static final CborCodec CODEC = new CborCodec();

  /** What happened: "opened", the class names of messages, "closed CODE". */
  final List<String> history = new CopyOnWriteArrayList<>();

  final List<ClientMessage> messages = new CopyOnWriteArrayList<>();
  final URI uri;
  private final Server jetty = new Server();

  FakeBatcher(Script script) throws Exception {
    ServerConnector connector = new ServerConnector(jetty);
    connector.setHost("localhost");
    jetty.addConnector(connector);
    jetty.setHandler(
        WebSocketUpgradeHandler.from(
            jetty,
            container -> {
              container.setMaxBinaryMessageSize(CborCodec.MAX_MESSAGE);
              container.setMaxFrameSize(16 << 20);
              container.addMapping(
                  "/batcher", (request, response, callback) -> new Endpoint(script));
            }));
    jetty.start();
    uri = URI.create("ws://localhost:" + connector.getLocalPort() + "/batcher");
  }

  static void send(Session session, ServerMessage message) {
    session.sendBinary(ByteBuffer.wrap(CODEC.encode(message)), Callback.NOOP);
  }

  void stop() throws Exception {
    jetty.stop();
  }

  /** Jetty makes one for each connection. */
  public final class Endpoint extends Session.Listener.Abstract {
    private final Script script;

    Endpoint(Script script) {
      this.script = script;
    }

    @Override
    public void onWebSocketOpen(Session session) {
      super.onWebSocketOpen(session);
      history.add("opened");
      script.opened(session);
      if (script.reads()) {
        session.demand();
      }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
      byte[] bytes = new byte[payload.remaining()];
      payload.get(bytes);
      callback.succeed();
      try {
        ClientMessage message = CODEC.decodeClient(bytes);
        messages.add(message);
        history.add(message.getClass().getSimpleName());
        script.received(getSession(), message);
      } catch (DecodeException malformed) {
        history.add("malformed: " + malformed.getMessage());
      }
      getSession().demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
      // A close without a goodbye follows, which is what tests look at.
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
      history.add("closed " + code);
      callback.succeed();
    }
  }
}
