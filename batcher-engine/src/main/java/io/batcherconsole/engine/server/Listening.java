package io.batcherconsole.engine.server;

import java.net.BindException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.server.ServerConnector;

/** What there is to say about an address that a server of ours listens on, or cannot. */
public final class Listening {
  private Listening() {}

  /**
   * Where the server is reached that listens on {@code host}; the port is the connector's real one.
   */
  public static URI uri(String scheme, String host, ServerConnector connector) {
    // An address that means "all of this machine's" is none to connect to.
    String reachable =
        switch (host) {
          case "0.0.0.0", "::", "[::]" -> "localhost";
          default -> host;
        };
    boolean bare = reachable.contains(":") && !reachable.startsWith("[");
    return URI.create(
        scheme
            + "://"
            + (bare ? "[" + reachable + "]" : reachable)
            + ":"
            + connector.getLocalPort());
  }

  /** Why a server cannot listen, and what to do. */
  public static ServerStartException failed(String host, int port, Exception failure) {
    return new ServerStartException(whyNot(host, port, failure), failure);
  }

  private static String whyNot(String host, int port, Exception failure) {
    String where = "port %d of %s".formatted(port, host);
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String words = String.valueOf(cause.getMessage());
      if (cause instanceof BindException && words.contains("in use")) {
        return where
            + " is taken by another program: end that program, or choose another port (0 takes any"
            + " free one)";
      }
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "no address is known for the host " + host + "; try localhost";
      }
      if (cause instanceof SocketException && words.contains("assign requested address")) {
        return host + " is no address of this machine; try localhost";
      }
      if (cause instanceof SocketException && words.contains("Permission denied")) {
        return where + " is reserved for the system; choose a port from 1024 on";
      }
      root = cause;
    }
    String words = root.getMessage();
    return "the server cannot listen on " + where + ": " + (words == null ? root : words);
  }
}
