package io.batcherconsole.engine.server;

import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port for clients and operators: a request that asks for a WebSocket gets one, whatever its
 * path (the field's client sends none); a GET of a batch file's name gets that file; everything
 * else is not found. Started and stopped once, by one thread.
 */
public final class WebSocketServer {
  private static final Logger log = LoggerFactory.getLogger(WebSocketServer.class);

  /** Sockets beyond the clients': downloads, and clients that are told that there is no room. */
  private static final int OTHER_SOCKETS = 256;

  private final EngineRuntime runtime;
  private final ServerSettings settings;
  private final CborCodec codec;
  private final MessageHandler handler;
  private final ServerListener listener;
  private final Server jetty;
  private final ServerConnector connector;

  /** From opened to closed and handled, by number. */
  private final Map<Long, ClientConnection> connections = new ConcurrentHashMap<>();

  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong inboxBytes = new AtomicLong();
  private final AtomicLong unfinishedBytes = new AtomicLong();
  private final AtomicLong replyBytes = new AtomicLong();

  /** Nothing more is taken. */
  private volatile boolean stopping;

  private volatile boolean stopped;
  private volatile @Nullable Thread watch;

  /** The thread that stops the server, while it waits for the last connection. */
  private volatile @Nullable Thread stopper;

  public WebSocketServer(
      EngineRuntime runtime,
      ServerSettings settings,
      CborCodec codec,
      MessageHandler handler,
      ServerListener listener) {
    this.runtime = runtime;
    this.settings = settings;
    this.codec = codec;
    this.handler = handler;
    this.listener = listener;
    this.jetty = new Server(new VirtualThreadPool());
    this.connector = connector(jetty, settings, listener);
    jetty.addConnector(connector);
    jetty.addBean(
        new NetworkConnectionLimit(settings.limits().connections() + OTHER_SOCKETS, connector));
    WebSocketUpgradeHandler upgrades = WebSocketUpgradeHandler.from(jetty, this::configure);
    upgrades.setHandler(new BatchFiles(settings.batchFolder()));
    jetty.setHandler(upgrades);
    jetty.setErrorHandler(WebSocketServer::plainError);
  }

  private static ServerConnector connector(
      Server jetty, ServerSettings settings, ServerListener listener) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(jetty, 1, -1, new HttpConnectionFactory(http)) {
          @Override
          protected void configure(Socket socket) {
            super.configure(socket);
            try {
              // So that a client whose machine has vanished is noticed some day.
              socket.setKeepAlive(true);
            } catch (SocketException alreadyClosed) {
              log.debug("a client was gone before it was served", alreadyClosed);
            }
          }

          @Override
          protected boolean handleAcceptFailure(Throwable failure) {
            boolean stops = failure instanceof ClosedChannelException;
            if (!stops) {
              log.warn("a connection could not be accepted: {}", failure.toString());
              listener.connectionRefused();
            }
            return super.handleAcceptFailure(failure);
          }
        };
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(1024);
    // For downloads; a WebSocket has none. Who never asks for anything is dropped by the watch
    // before.
    connector.setIdleTimeout(settings.limits().firstMessage().multipliedBy(2).toMillis());
    return connector;
  }

  private void configure(ServerWebSocketContainer container) {
    ServerSettings.Limits limits = settings.limits();
    container.setIdleTimeout(Duration.ZERO);
    container.setMaxBinaryMessageSize(limits.messageBytes());
    container.setMaxFrameSize(limits.frameBytes());
    container.setInputBufferSize(32 << 10);
    container.addMapping("/*", this::accept);
  }

  /** Decides on an upgrade; null when it is refused. */
  private @Nullable SocketListener accept(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    if (stopping) {
      refuse(request, response, callback, "the batcher stops");
      return null;
    }
    if (connections.size() >= settings.limits().connections()) {
      log.warn(
          "{} is turned away: {} clients are connected, which is the limit",
          request.getConnectionMetaData().getRemoteSocketAddress(),
          connections.size());
      listener.connectionRefused();
      refuse(request, response, callback, "too many clients are connected");
      return null;
    }
    // The original's library knows no compression, and a few bytes could unpack to many.
    response.setExtensions(List.of());
    return new SocketListener(this::open);
  }

  private static void refuse(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback, String why) {
    Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, why);
  }

  /** An error in words, without a page that repeats what the client sent. */
  private static boolean plainError(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    Object words = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    Content.Sink.write(response, true, (words == null ? "error" : words) + "\n", callback);
    return true;
  }

  private ClientConnection open(Session session) {
    long number = numbers.incrementAndGet();
    ClientConnection connection =
        new ClientConnection(
            number,
            session,
            settings.limits(),
            inboxBytes,
            unfinishedBytes,
            replyBytes,
            runtime,
            codec,
            handler,
            listener,
            this::forget);
    connections.put(number, connection);
    if (stopping) {
      connection.shutDown();
    }
    return connection;
  }

  private void forget(ClientConnection connection) {
    connections.remove(connection.connection());
    Thread waiting = stopper;
    if (waiting != null) {
      runtime.unpark(waiting);
    }
  }

  /**
   * Opens the port.
   *
   * @return where clients connect, with the real port: ws://host:port
   * @throws ServerStartException when it cannot listen there
   */
  public URI start() throws ServerStartException {
    try {
      jetty.start();
    } catch (Exception failed) {
      stopJetty();
      throw Listening.failed(settings.host(), settings.port(), failed);
    }
    watch = runtime.spawn("connection-watch", this::watch);
    return uri("ws");
  }

  /** Where batch files are downloaded: http://host:port. Only after {@link #start}. */
  public URI downloadEndpoint() {
    return uri("http");
  }

  /** The real port. Only after {@link #start}. */
  public int port() {
    return connector.getLocalPort();
  }

  private URI uri(String scheme) {
    return Listening.uri(scheme, settings.host(), connector);
  }

  private void watch() {
    try {
      while (!stopping) {
        runtime.sleep(settings.limits().checkInterval());
        look();
      }
    } catch (InterruptedException stopped) {
      // The server stops, and bounds what is left itself.
    }
  }

  private void look() {
    try {
      long now = runtime.nanoTime();
      connections.values().forEach(connection -> connection.check(now));
      dropDawdlers();
    } catch (RuntimeException bug) {
      log.error(
          "a bug ended one look at who is slow or silent; the next is in {} ms",
          settings.limits().checkInterval().toMillis(),
          bug);
    }
  }

  /** Drops sockets that have not got one request together in the time for an upgrade. */
  private void dropDawdlers() {
    long deadline = runtime.now().toEpochMilli() - settings.limits().firstMessage().toMillis();
    for (EndPoint socket : connector.getConnectedEndPoints()) {
      Connection http = socket.getConnection();
      if (!(http instanceof WebSocketConnection)
          && http.getMessagesIn() == 0
          && http.getCreatedTimeStamp() < deadline) {
        log.info("{} asked for nothing in time and is dropped", socket.getRemoteSocketAddress());
        listener.upgradeTimedOut();
        socket.close();
      }
    }
  }

  /** Who is connected and what waits. Cheap: takes no lock but each connection's own, briefly. */
  public ConnectionsView connections() {
    return new ConnectionsView(
        connections.values().stream()
            .map(ClientConnection::view)
            .sorted(Comparator.comparingLong(ConnectionsView.Connection::number))
            .toList());
  }

  /**
   * Gives up the messages being handled and takes no more, nor clients; replies still go out. Comes
   * before {@link #stop} when there is something to be said before the goodbye. Returns at once.
   */
  public void stopTaking() {
    stopping = true;
    connections.values().forEach(ClientConnection::stopTaking);
  }

  /**
   * Gives up the messages being handled, sends what is queued, says goodbye to all clients and
   * closes the port. Returns after twice the close time-out at most; what a handler still does then
   * is logged. Does nothing when it was stopped before.
   */
  public void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    stopping = true;
    Thread watching = watch;
    if (watching != null) {
      watching.interrupt();
    }
    connections.values().forEach(ClientConnection::shutDown);
    boolean calm = awaitNoConnections();
    connections.values().forEach(ClientConnection::disconnect);
    stopJetty();
    if (!calm && !awaitNoConnections()) {
      log.warn("the server stopped while these had not ended: {}", connections.values());
    }
  }

  private boolean awaitNoConnections() {
    long deadline = runtime.nanoTime() + settings.limits().closeTimeout().toNanos();
    stopper = Thread.currentThread();
    try {
      while (!connections.isEmpty()) {
        long left = deadline - runtime.nanoTime();
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
          return false;
        }
        runtime.parkNanos(this, left);
      }
      return true;
    } finally {
      stopper = null;
    }
  }

  private void stopJetty() {
    try {
      jetty.stop();
    } catch (Exception failed) {
      log.warn("the server's port was not closed in order", failed);
    }
  }
}
