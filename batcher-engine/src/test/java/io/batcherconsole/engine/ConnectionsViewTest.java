package io.batcherconsole.engine;

import static io.batcherconsole.engine.Rig.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.client.Submission;
import io.batcherconsole.engine.event.ConnectionsView.Connection;
import io.batcherconsole.engine.fault.FaultRule;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What waits behind a connection is seen while it waits, and whose it is. */
@Timeout(60)
class ConnectionsViewTest {
  @TempDir private Path batches;

  @Test
  void messagesBehindTheOneThatIsBeingHandledAreCounted() throws Exception {
    try (Rig rig = new Rig(batches, config -> config)) {
      long gate = rig.core().faults().add(FaultRule.parse("verify=pause"));
      try (Submission first = rig.client().open();
          Submission second = rig.client().open()) {
        for (int nonce = 0; nonce < 3; nonce++) {
          first.send(rig.submission("A", nonce, FEE));
        }
        second.send(rig.submission("B", 0, FEE));

        rig.await("two wait behind A's first", () -> waits(rig, "A", 2));
        Connection ofA = of(rig, "A").orElseThrow();
        assertThat(ofA.lanes().getFirst().number()).isEqualTo(1);
        assertThat(ofA.waitingBytes()).isPositive();
        assertThat(ofA.oldestSince()).isPresent();
        assertThat(ofA.handlingSince()).isPresent();
        assertThat(ofA.paused()).isFalse();
        rig.await("nothing waits behind B's", () -> waits(rig, "B", 0));

        rig.core().faults().remove(gate);
        rig.await("all were handled", () -> rig.core().state().size() == 4);
        rig.await("nothing waits", () -> waits(rig, "A", 0));
      }
      rig.await("nobody is connected", () -> rig.batcher().connections().connections().isEmpty());
    }
  }

  private static boolean waits(Rig rig, String user, int messages) {
    return of(rig, user).filter(connection -> connection.waiting() == messages).isPresent();
  }

  /** The connection over which that user's proofs came, once one did. */
  private static Optional<Connection> of(Rig rig, String user) {
    return rig.batcher().connections().connections().stream()
        .filter(one -> one.lanes().stream().anyMatch(lane -> lane.user().name().equals(user)))
        .findFirst();
  }
}
