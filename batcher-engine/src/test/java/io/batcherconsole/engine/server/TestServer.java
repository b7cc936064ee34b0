package io.batcherconsole.engine.server;

import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.ClientMessage;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A real server on a free port; it answers a question with the number in its address. */
final class TestServer implements MessageHandler, ServerListener, AutoCloseable {
  /** What is done with a message instead of answering it. */
  interface Behaviour {
    void handle(ReplySink client, int number) throws InterruptedException;
  }

  /** What happened, in order: "opened 1", "handle 1:7", "interrupted 1:7", "closed 1" and so on. */
  final List<String> history = new CopyOnWriteArrayList<>();

  /** When the messages handled so far were received, ns. */
  final List<Long> receivedAt = new CopyOnWriteArrayList<>();

  /** What hears of a silent client besides the history. */
  volatile Runnable onSilent = () -> {};

  final WebSocketServer server;
  final URI uri;
  private final Behaviour behaviour;

  TestServer(ServerSettings.Limits limits) throws ServerStartException {
    this(limits, null, TestServer::answer);
  }

  TestServer(ServerSettings.Limits limits, Behaviour behaviour) throws ServerStartException {
    this(limits, null, behaviour);
  }

  TestServer(ServerSettings.Limits limits, @Nullable Path folder, Behaviour behaviour)
      throws ServerStartException {
    this.behaviour = behaviour;
    this.server =
        new WebSocketServer(
            new LiveRuntime(1),
            new ServerSettings("localhost", 0, folder, limits),
            new CborCodec(),
            this,
            this);
    this.uri = server.start();
  }

  static void answer(ReplySink client, int number) {
    client.send(new ServerMessage.Nonce(BigInteger.valueOf(number)));
  }

  /** How often {@code event} happened. */
  long count(String event) {
    return history.stream().filter(event::equals).count();
  }

  void await(String event) {
    Await.until("«" + event + "» is in " + history, () -> history.contains(event));
  }

  /** What is seen of a connection that is open, or soon will be. */
  ConnectionsView.Connection view(long connection) {
    Await.until("connection " + connection + " is seen", () -> find(connection).isPresent());
    return find(connection).orElseThrow();
  }

  private Optional<ConnectionsView.Connection> find(long connection) {
    return server.connections().connections().stream()
        .filter(view -> view.number() == connection)
        .findFirst();
  }

  @Override
  public void opened(ReplySink client) {
    history.add("opened " + client.connection());
  }

  @Override
  public void handle(ReplySink client, ClientMessage message, long received)
      throws InterruptedException {
    var question = (ClientMessage.GetNonceForAddress) message;
    String text = question.user().toString();
    int number = new BigInteger(text.substring(2), 16).intValueExact();
    String where = client.connection() + ":" + number;
    receivedAt.add(received);
    history.add("handle " + where);
    try {
      behaviour.handle(client, number);
    } catch (InterruptedException gone) {
      history.add("interrupted " + where);
      throw gone;
    }
  }

  @Override
  public void undecodable(ReplySink client, String reason, int bytes) {
    history.add("undecodable " + client.connection() + ": " + bytes);
  }

  @Override
  public void closed(ReplySink client) {
    history.add("closed " + client.connection() + (client.isOpen() ? " while open" : ""));
  }

  @Override
  public void upgradeTimedOut() {
    history.add("never asked");
  }

  @Override
  public void firstMessageTimedOut(long connection) {
    history.add("silent " + connection);
    onSilent.run();
  }

  @Override
  public void connectionBroken(long connection) {
    history.add("broken " + connection);
  }

  @Override
  public void slowReaderDropped(long connection) {
    history.add("slow " + connection);
  }

  @Override
  public void connectionRefused() {
    history.add("refused");
  }

  @Override
  public void close() {
    server.stop();
  }
}
