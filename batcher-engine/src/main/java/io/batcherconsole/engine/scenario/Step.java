package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.ProvingSystem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thing that happens in a scenario; steps follow each other, and only some of them wait. */
sealed interface Step {
  /** Nonce of a {@link Send} that asks the batcher first, as the field's client does. */
  int ASKED = -1;

  /**
   * A user sends proofs, and does not wait for replies.
   *
   * @param connection 1-based; opened when it is used first
   * @param nonce of the first one, counted from the user's next nonce as the scenario began; {@link
   *     #ASKED} asks the batcher for it
   * @param feePercent of the scenario's max fee
   * @param count how many, with consecutive nonces
   * @param valid whether the proofs hold
   */
  record Send(
      String user,
      int connection,
      int nonce,
      int feePercent,
      int count,
      boolean valid,
      ProvingSystem system)
      implements Step {}

  /** Waits until the user's proof with that nonce, counted as in {@link Send}, enters a stage. */
  record Await(String user, int nonce, Stage stage) implements Step {}

  /** A user asks for their next nonce, {@code count} times at once; the answers are counted. */
  record AskNonce(String user, int count) implements Step {}

  /** A fault rule comes into force. */
  record Fault(FaultRule rule) implements Step {}

  /** The owner of the contracts disables a verifier, or enables all again when it is null. */
  record Disable(@Nullable ProvingSystem system) implements Step {}

  /** Nothing for a while. */
  record Pause(Duration time) implements Step {}
}
