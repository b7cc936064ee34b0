package io.batcherconsole.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.batcherconsole.engine.runtime.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP endpoint in front of a node, which can be dead while the node lives. */
final class RelayedNode implements AutoCloseable {
  private final URI node;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;
  private int port;

  RelayedNode(URI node) throws Exception {
    this.node = node;
    revive();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Answers again at the same port. */
  void revive() throws Exception {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer started = Ports.retaking(() -> HttpServer.create(here, 0));
    started.setExecutor(threads);
    started.createContext("/", this::relay);
    started.start();
    port = started.getAddress().getPort();
    server = started;
  }

  private void relay(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(node)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                  .build(),
              BodyHandlers.ofByteArray());
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Refuses connections from now on. */
  void die() {
    HttpServer running = server;
    if (running != null) {
      running.stop(0);
      server = null;
    }
  }

  @Override
  public void close() {
    die();
    threads.shutdownNow();
    client.shutdownNow();
  }
}
