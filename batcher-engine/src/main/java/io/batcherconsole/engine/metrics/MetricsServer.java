package io.batcherconsole.engine.metrics;

import io.batcherconsole.engine.server.Listening;
import io.batcherconsole.engine.server.ServerStartException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /metrics} and nothing else, on a port of its own. */
public final class MetricsServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);

  private static final String PATH = "/metrics";

  /** Far more than scrape at a time. */
  private static final int MOST_SOCKETS = 32;

  private static final Duration IDLE = Duration.ofSeconds(60);

  private final Server jetty;
  private final URI url;

  private MetricsServer(Server jetty, URI url) {
    this.jetty = jetty;
    this.url = url;
  }

  /**
   * Opens the port.
   *
   * @param port 0 for any free one
   * @param scrape makes the text of one scrape
   * @throws ServerStartException when it cannot listen there; the message says what to do
   */
  public static MetricsServer start(String host, int port, Supplier<String> scrape)
      throws ServerStartException {
    Server jetty = new Server(new VirtualThreadPool());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(jetty, 1, -1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    jetty.addConnector(connector);
    jetty.addBean(new NetworkConnectionLimit(MOST_SOCKETS, connector));
    jetty.setHandler(new Page(scrape));
    try {
      jetty.start();
    } catch (Exception failed) {
      stop(jetty);
      throw Listening.failed(host, port, failed);
    }
    return new MetricsServer(jetty, Listening.uri("http", host, connector).resolve(PATH));
  }

  /** Where Prometheus scrapes: http://host:port/metrics. */
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    stop(jetty);
  }

  private static void stop(Server jetty) {
    try {
      jetty.stop();
    } catch (Exception failed) {
      log.warn("the port of the metrics was not closed in order", failed);
    }
  }

  /** The one page there is. */
  private static final class Page extends Handler.Abstract {
    private final Supplier<String> scrape;

    private Page(Supplier<String> scrape) {
      this.scrape = scrape;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      boolean reads =
          HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
      boolean known = reads && PATH.equals(Request.getPathInContext(request));
      response.setStatus(known ? HttpStatus.OK_200 : HttpStatus.NOT_FOUND_404);
      response
          .getHeaders()
          .put(
              HttpHeader.CONTENT_TYPE,
              known ? TextFormat.CONTENT_TYPE : "text/plain;charset=utf-8");
      Content.Sink.write(
          response,
          true,
          known ? scrape.get() : "There is nothing here but " + PATH + ".\n",
          callback);
      return true;
    }
  }
}
