package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.compare.ProofStages.Way;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.scenario.Demands;
import io.batcherconsole.engine.scenario.EngineNeeds;
import io.batcherconsole.engine.scenario.Pacing;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.Scenario.UserLoad;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How much slower one user gets when another one's proofs are slow: B's median time to the queue
 * when B is alone, and of those proofs of B that arrived while one of A's was being delayed.
 *
 * @param slowNanos the delay in each of A's verifications, ns
 * @param alone B's times without A
 * @param beside B's times beside A
 * @param slowdown ratio of the medians: 1 means that B does not feel A; -1 when one is not known
 * @param share how much of A's delay B waited too, 0 to 1 and a little; -1 when it is not known
 */
public record Isolation(
    long slowNanos, Percentiles alone, Percentiles beside, double slowdown, double share) {
  private static final String SLOW = "A";
  private static final String MEASURED = "B";

  /** Whose proofs are kept. */
  public static final Set<String> USERS = Set.of(SLOW, MEASURED);

  /** As many of A's are slow, one after another. */
  private static final int SLOW_PROOFS = 3;

  private static final int MEASURED_PROOFS = 7;

  /** A slowdown up to this is the machine's, not the design's. */
  private static final double FELT = 0.2;

  /** The run of B alone. */
  public static Scenario aloneOf(Scenario scenario) {
    return load(scenario, List.of(measured()));
  }

  /** The run of B beside A; {@link #fault} is to be in force. */
  public static Scenario besideOf(Scenario scenario) {
    return load(
        scenario,
        List.of(
            new UserLoad(
                SLOW,
                1,
                SLOW_PROOFS,
                new Pacing.Burst(),
                List.of(ProvingSystem.GNARK_GROTH16_BN254)),
            measured()));
  }

  private static UserLoad measured() {
    return new UserLoad(
        MEASURED,
        1,
        MEASURED_PROOFS,
        new Pacing.NextWhenPreviousHolds(),
        List.of(ProvingSystem.GNARK_GROTH16_BN254));
  }

  private static Scenario load(Scenario scenario, List<UserLoad> users) {
    BigInteger maxFee = scenario.maxFee();
    return new Scenario(
        new ScenarioInfo("isolation", "Isolation", "One user beside another one's slow proofs."),
        scenario.order(),
        scenario.seed(),
        Duration.ZERO,
        maxFee,
        users,
        List.of(),
        List.of(),
        EngineNeeds.NONE,
        Duration.ZERO,
        null,
        List.of(),
        Demands.NOTHING);
  }

  /** What makes A's proofs slow. */
  public static FaultRule fault(Duration slow) {
    return FaultRule.delayVerification(slow, Set.of(SLOW));
  }

  /** From what was seen in the two runs. */
  public static Isolation of(Duration slow, List<Way> alone, List<Way> beside) {
    Percentiles before = Percentiles.of(ProofStages.of(MEASURED, alone), Way::toTheQueue);
    List<Way> slowed = ProofStages.of(SLOW, beside);
    Percentiles after =
        Percentiles.of(
            ProofStages.of(MEASURED, beside).stream()
                .filter(
                    way ->
                        slowed.stream().anyMatch(a -> a.wasIn(Stage.INJECTED_DELAY, way.arrived())))
                .toList(),
            Way::toTheQueue);
    boolean known = before.count() > 0 && after.count() > 0;
    return new Isolation(
        slow.toNanos(),
        before,
        after,
        known ? (double) after.p50() / before.p50() : -1,
        known ? Math.max(0, (double) (after.p50() - before.p50()) / slow.toNanos()) : -1);
  }

  /** Whether B was measured in both runs; otherwise they are to be played again. */
  public boolean known() {
    return share >= 0;
  }

  /** How much longer B took beside A, ns; 0 when it took no longer. */
  long addedNanos() {
    return Math.max(0, beside.p50() - alone.p50());
  }

  /** Whether B feels A. */
  boolean broken() {
    return share > FELT;
  }
}
