package io.batcherconsole.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultRulesTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  private final LiveRuntime runtime = new LiveRuntime(1);
  private final Journal journal = new Journal(runtime, 1 << 10);
  private final FaultRules rules = new FaultRules(runtime, journal);
  private final Actor.Proof ofA = proof(1, "A");
  private final Actor.Proof ofB = proof(2, "B");

  @Test
  void withoutARuleNobodyIsHeld() throws Exception {
    assertThat(rules.pass(FaultPoint.VERIFY, ofA)).isZero();
    assertThat(rules.rules()).isEmpty();
    assertThat(journal.current(ofA)).isEmpty();
  }

  @Test
  void holdsForTheDelayAndTellsTheTimeThatWasInjected() throws Exception {
    Duration delay = Duration.ofMillis(20);
    rules.delayVerification(delay, Set.of());

    long held = rules.pass(FaultPoint.VERIFY, ofA);

    assertThat(held).isGreaterThanOrEqualTo(delay.toNanos());
    assertThat(journal.current(ofA).orElseThrow().stage()).isEqualTo(Stage.INJECTED_DELAY);
    assertThat(journal.current(ofA).orElseThrow().expectedNanos()).isEqualTo(delay.toNanos());
    assertThat(onlyRule().hits()).isEqualTo(1);
    assertThat(onlyRule().heldNow()).isEmpty();
  }

  @Test
  void aimsAtTheNamedUsersOnly() throws Exception {
    rules.delayVerification(LONG, Set.of("A"));

    assertThat(rules.pass(FaultPoint.VERIFY, ofB)).isZero();
    assertThat(onlyRule().scope()).isEqualTo("user A");
  }

  @Test
  void clearingLetsEveryoneGo() throws Exception {
    rules.delayVerification(LONG, Set.of());
    CompletableFuture<Long> held = passInBackground(ofA);
    await(() -> onlyRule().heldNow().contains(ofA));

    rules.clearAll();

    assertThat(held.get(20, TimeUnit.SECONDS)).isLessThan(LONG.toNanos());
    assertThat(rules.rules()).isEmpty();
  }

  @Test
  void aShorterDelayActsOnWhoIsHeldNow() throws Exception {
    rules.delayVerification(LONG, Set.of());
    CompletableFuture<Long> held = passInBackground(ofA);
    await(() -> onlyRule().heldNow().contains(ofA));
    long id = onlyRule().id();

    rules.delayVerification(Duration.ofMillis(1), Set.of());

    assertThat(held.get(20, TimeUnit.SECONDS)).isLessThan(LONG.toNanos());
    assertThat(onlyRule().id()).as("it is the same rule, moved").isEqualTo(id);
    assertThat(onlyRule().hits()).isEqualTo(1);
  }

  @Test
  void aRuleThatIsSwitchedOffHoldsNobodyAndIsRemembered() throws Exception {
    rules.delayVerification(LONG, Set.of());
    rules.enable(onlyRule().id(), false);

    assertThat(rules.pass(FaultPoint.VERIFY, ofA)).isZero();
    assertThat(onlyRule().enabled()).isFalse();
    assertThat(onlyRule().delayNanos()).isEqualTo(LONG.toNanos());
  }

  @Test
  void interruptingAHeldProofLetsItGoAndForgetsIt() throws Exception {
    rules.delayVerification(LONG, Set.of());
    CompletableFuture<Long> held = new CompletableFuture<>();
    Thread thread =
        runtime.spawn(
            "held",
            () -> {
              try {
                held.complete(rules.pass(FaultPoint.VERIFY, ofA));
              } catch (InterruptedException gone) {
                held.completeExceptionally(gone);
              }
            });
    await(() -> onlyRule().heldNow().contains(ofA));

    thread.interrupt();

    assertThatThrownBy(() -> held.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(onlyRule().heldNow()).isEmpty();
  }

  @Test
  void refusesADelayThatIsTooLong() {
    assertThatThrownBy(() -> rules.delayVerification(Duration.ofSeconds(61), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 0 s and 60 s");
  }

  private CompletableFuture<Long> passInBackground(Actor.Proof proof) {
    CompletableFuture<Long> held = new CompletableFuture<>();
    runtime.spawn(
        "held",
        () -> {
          try {
            held.complete(rules.pass(FaultPoint.VERIFY, proof));
          } catch (InterruptedException gone) {
            held.completeExceptionally(gone);
          }
        });
    return held;
  }

  private FaultView onlyRule() {
    return rules.rules().getFirst();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static Actor.Proof proof(long serial, String user) {
    return new Actor.Proof(
        serial, new UserTag(user, "0x0000000000000000000000000000000000000000"), BigInteger.ONE, 1);
  }
}
