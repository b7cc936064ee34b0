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
import java.util.List;
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
    assertThat(pass(ofA)).isZero();
    assertThat(rules.rules()).isEmpty();
    assertThat(journal.current(ofA)).isEmpty();
  }

  @Test
  void holdsForTheDelayAndTellsTheTimeThatWasInjected() throws Exception {
    Duration delay = Duration.ofMillis(20);
    rules.delayVerification(delay, Set.of());
    journal.stage(ofA, Stage.VALIDATING);

    long held = pass(ofA);

    assertThat(held).isGreaterThanOrEqualTo(delay.toNanos());
    assertThat(journal.current(ofA).orElseThrow().stage()).isEqualTo(Stage.INJECTED_DELAY);
    assertThat(journal.current(ofA).orElseThrow().expectedNanos()).isEqualTo(delay.toNanos());
    assertThat(onlyRule().hits()).isEqualTo(1);
    assertThat(onlyRule().heldNow()).isEmpty();
  }

  @Test
  void aimsAtTheNamedUsersOnly() throws Exception {
    rules.delayVerification(LONG, Set.of("A"));

    assertThat(pass(ofB)).isZero();
    assertThat(onlyRule().scope()).isEqualTo("user A");
  }

  @Test
  void clearingLetsEveryoneGo() throws Exception {
    rules.delayVerification(LONG, Set.of());
    CompletableFuture<Long> held = passInBackground(ofA);
    await(() -> holds(ofA));

    rules.clearAll();

    assertThat(held.get(20, TimeUnit.SECONDS)).isLessThan(LONG.toNanos());
    assertThat(rules.rules()).isEmpty();
  }

  @Test
  void aShorterDelayActsOnWhoIsHeldNow() throws Exception {
    rules.delayVerification(LONG, Set.of());
    CompletableFuture<Long> held = passInBackground(ofA);
    await(() -> holds(ofA));
    long id = onlyRule().id();

    rules.delayVerification(Duration.ofMillis(1), Set.of());

    assertThat(held.get(20, TimeUnit.SECONDS)).isLessThan(LONG.toNanos());
    assertThat(onlyRule().id()).as("it is the same rule, moved").isEqualTo(id);
    assertThat(onlyRule().hits()).isEqualTo(1);
  }

  @Test
  void aimingTheDelayElsewhereGoesOnHoldingWhoIsStillMeant() throws Exception {
    rules.delayVerification(LONG, Set.of("A", "B"));
    CompletableFuture<Long> heldA = passInBackground(ofA);
    CompletableFuture<Long> heldB = passInBackground(ofB);
    await(() -> holds(ofA) && holds(ofB));

    rules.delayVerification(LONG, Set.of("A"));

    heldB.get(20, TimeUnit.SECONDS);
    assertThat(holds(ofA)).isTrue();
    rules.clearAll();
    assertThat(heldA.get(20, TimeUnit.SECONDS)).isLessThan(LONG.toNanos());
  }

  @Test
  void aRuleThatIsSwitchedOffHoldsNobodyAndIsRemembered() throws Exception {
    rules.delayVerification(LONG, Set.of());
    rules.enable(onlyRule().id(), false);

    assertThat(pass(ofA)).isZero();
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
                held.complete(pass(ofA));
              } catch (InterruptedException gone) {
                held.completeExceptionally(gone);
              }
            });
    await(() -> holds(ofA));

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

  @Test
  void delaysOfSeveralRulesAddUp() throws Exception {
    rules.add(FaultRule.parse("verify=delay(20ms)"));
    rules.add(FaultRule.parse("verify=delay(30ms)@A"));

    assertThat(pass(ofA)).isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
    assertThat(rules.rules()).extracting(FaultView::hits).containsExactly(1L, 1L);
    pass(ofB);
    assertThat(rules.rules()).extracting(FaultView::hits).containsExactly(2L, 1L);
  }

  @Test
  void aGateStopsAndLetsGoInOrderOfArrival() throws Exception {
    long gate = rules.add(FaultRule.parse("verify=pause"));
    CompletableFuture<Long> first = passInBackground(ofA);
    await(() -> onlyRule().heldNow().size() == 1);
    CompletableFuture<Long> second = passInBackground(ofB);
    await(() -> onlyRule().heldNow().size() == 2);

    assertThat(rules.release(gate, 1)).isEqualTo(1);

    first.get(20, TimeUnit.SECONDS);
    assertThat(second).isNotDone();
    assertThat(onlyRule().heldNow()).extracting(FaultView.Held::actor).containsExactly(ofB);
    assertThat(rules.release(gate, 9)).isEqualTo(1);
    second.get(20, TimeUnit.SECONDS);
    assertThat(rules.release(gate, 9)).isZero();
  }

  @Test
  void removingAGateLetsEveryoneGo() throws Exception {
    long gate = rules.add(FaultRule.parse("verify=pause"));
    CompletableFuture<Long> held = passInBackground(ofA);
    await(() -> holds(ofA));

    rules.remove(gate);

    held.get(20, TimeUnit.SECONDS);
  }

  @Test
  void anErrorIsToldAsOftenAsTheRuleSays() throws Exception {
    rules.add(FaultRule.parse("verify=2*error@A"));

    assertThat(rules.pass(FaultPoint.VERIFY, FaultSubject.of(ofB)).fails()).isFalse();
    assertThat(rules.pass(FaultPoint.VERIFY, FaultSubject.of(ofA)).fails()).isTrue();
    assertThat(rules.pass(FaultPoint.STORE, FaultSubject.of(ofA)).fails()).isFalse();
    assertThat(rules.pass(FaultPoint.VERIFY, FaultSubject.of(ofA)).fails()).isTrue();
    assertThat(rules.pass(FaultPoint.VERIFY, FaultSubject.of(ofA)).fails()).isFalse();
    assertThat(onlyRule().hits()).isEqualTo(2);
  }

  @Test
  void onlyTheNthIsHit() throws Exception {
    rules.add(FaultRule.parse("reply=#2 drop"));

    assertThat(rules.pass(FaultPoint.REPLY, FaultSubject.of(ofA)).isLost()).isFalse();
    assertThat(rules.pass(FaultPoint.REPLY, FaultSubject.of(ofA)).isLost()).isTrue();
    assertThat(rules.pass(FaultPoint.REPLY, FaultSubject.of(ofA)).isLost()).isFalse();
  }

  @Test
  void anErrorDoesNotOutliveAClearThatComesWhileItsVictimIsHeld() throws Exception {
    rules.add(FaultRule.parse("balance=pause"));
    rules.add(FaultRule.parse("balance=error"));
    CompletableFuture<Passage> passage = new CompletableFuture<>();
    runtime.spawn(
        "held",
        () -> {
          try {
            passage.complete(
                rules.pass(FaultPoint.BALANCE, FaultSubject.of(ofA.user(), "balance")));
          } catch (InterruptedException gone) {
            passage.completeExceptionally(gone);
          }
        });
    await(() -> rules.rules().getFirst().heldNow().size() == 1);
    assertThat(rules.rules().getFirst().heldNow().getFirst().label()).isEqualTo("balance of A");

    rules.clearAll();

    assertThat(passage.get(20, TimeUnit.SECONDS).fails()).isFalse();
  }

  @Test
  void chanceHitsAboutAsManyAsItSays() throws Exception {
    rules.add(FaultRule.parse("reply=30%drop"));
    int lost = 0;
    for (int i = 0; i < 1000; i++) {
      lost += rules.pass(FaultPoint.REPLY, FaultSubject.of(ofA)).isLost() ? 1 : 0;
    }
    assertThat(lost).as("of 1000, with the runtime's seed 1").isBetween(250, 350);
  }

  @Test
  void whatWasInForceIsRestored() {
    rules.delayVerification(LONG, Set.of("A"));
    rules.enable(onlyRule().id(), false);
    List<FaultView> before = rules.rules();
    rules.clearAll();
    rules.add(FaultRule.parse("chain=error"));

    rules.restore(before);

    assertThat(onlyRule().text()).isEqualTo("verify=delay(50s)@A");
    assertThat(onlyRule().enabled()).isFalse();
  }

  @Test
  void aProofIsAfterwardsInTheStageInWhichItWas() throws Exception {
    rules.add(FaultRule.parse("in-batch-lock=delay(5ms)"));
    journal.stage(ofA, Stage.ENQUEUEING);

    rules.pass(FaultPoint.IN_BATCH_LOCK, FaultSubject.of(ofA));

    assertThat(journal.current(ofA).orElseThrow().stage()).isEqualTo(Stage.ENQUEUEING);
  }

  private CompletableFuture<Long> passInBackground(Actor.Proof proof) {
    CompletableFuture<Long> held = new CompletableFuture<>();
    runtime.spawn(
        "held",
        () -> {
          try {
            held.complete(pass(proof));
          } catch (InterruptedException gone) {
            held.completeExceptionally(gone);
          }
        });
    return held;
  }

  private long pass(Actor.Proof proof) throws InterruptedException {
    return rules.pass(FaultPoint.VERIFY, FaultSubject.of(proof)).heldNanos();
  }

  private boolean holds(Actor.Proof proof) {
    return onlyRule().heldNow().stream().anyMatch(held -> proof.equals(held.actor()));
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
