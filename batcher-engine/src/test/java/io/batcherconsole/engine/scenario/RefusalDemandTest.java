package io.batcherconsole.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.scenario.RefusalDemand.Count;
import io.batcherconsole.engine.scenario.RunFacts.SentProof;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalDemandTest {
  private static final SubmitProofResponse INVALID_NONCE = new ServerMessage.InvalidNonce();
  private static final SubmitProofResponse REJECTED =
      new ServerMessage.InvalidProof(new ProofInvalidReason.RejectedProof());

  private final List<SentProof> proofs = new ArrayList<>();

  private void answered(SubmitProofResponse... replies) {
    for (SubmitProofResponse reply : replies) {
      proofs.add(new SentProof("A", BigInteger.valueOf(proofs.size()), 1, reply, false, false));
    }
  }

  private List<ExpectationView> decide(Map<String, Count> counts) {
    return new RefusalDemand(counts)
        .decide(
            new RunFacts(
                proofs, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0));
  }

  private List<Outcome> outcomes(Map<String, Count> counts) {
    return decide(counts).stream().map(ExpectationView::outcome).toList();
  }

  @Test
  void eachReasonIsCountedByItself() {
    answered(INVALID_NONCE, INVALID_NONCE, REJECTED);

    assertThat(outcomes(Map.of("InvalidNonce", new Count(2, 2), "RejectedProof", new Count(0, 1))))
        .containsExactly(Outcome.HOLDS, Outcome.HOLDS, Outcome.HOLDS);
    assertThat(outcomes(Map.of("InvalidNonce", new Count(3, 9), "RejectedProof", new Count(0, 0))))
        .containsExactly(Outcome.BROKEN, Outcome.BROKEN, Outcome.HOLDS);
  }

  @Test
  void whatIsNotNamedMustNotOccur() {
    answered(INVALID_NONCE, REJECTED);
    proofs.add(new SentProof("B", BigInteger.ZERO, 1, null, false, false));

    assertThat(decide(Map.of("InvalidNonce", new Count(1, 1))))
        .extracting(ExpectationView::sentence, ExpectationView::outcome, ExpectationView::detail)
        .containsExactly(
            tuple("1 proof answered InvalidNonce", Outcome.HOLDS, "it is 1"),
            tuple(
                "no proof is refused otherwise",
                Outcome.BROKEN,
                "1 × RejectedProof, 1 × no reply"));
  }

  @Test
  void anEmptyDemandSaysThatNoneIsRefused() {
    assertThat(outcomes(Map.of())).containsExactly(Outcome.HOLDS);
    answered(REJECTED);
    assertThat(outcomes(Map.of())).containsExactly(Outcome.BROKEN);
  }
}
