package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.server.ReplySink;
import java.time.Duration;

/** Where one submission's reply goes; the journal learns that it was answered, or is awaited. */
record AccountedSink(ReplySink client, Actor.Proof proof, Journal journal) implements ReplySink {
  @Override
  public long connection() {
    return client.connection();
  }

  /** A submission gets exactly one message (batcher.md §1.3). */
  @Override
  public void send(ServerMessage message) {
    client.send(message);
    journal.answered(proof);
  }

  @Override
  public boolean awaitSent(Duration timeout) throws InterruptedException {
    journal.awaitsClient(proof);
    try {
      return client.awaitSent(timeout);
    } finally {
      journal.awaitsClientNoMore(proof);
    }
  }

  @Override
  public boolean isOpen() {
    return client.isOpen();
  }

  @Override
  public void close() {
    client.close();
  }
}
