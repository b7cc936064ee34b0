package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.protocol.ProvingSystem;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What clients do, what is injected meanwhile, and what must hold afterwards.
 *
 * @param info the file's name, the title and the summary
 * @param order position in a list, ascending
 * @param seed of everything that is drawn by chance, except the salt that keeps roots apart
 * @param verifyDelay injected into every verification while the scenario runs; zero injects nothing
 * @param maxFee most that each proof may cost, wei
 * @param users who sends what
 * @param steps what happens one after another, instead of or besides what the users send
 * @param faults in force from the beginning; they end with the scenario
 * @param needs what it needs of its engine
 * @param settle how long replies are waited for after the last step
 * @param hazard that it provokes, null when it provokes none
 * @param lockings designs that it is meant for; empty for all
 * @param demands what must hold
 */
public record Scenario(
    ScenarioInfo info,
    int order,
    long seed,
    Duration verifyDelay,
    BigInteger maxFee,
    List<UserLoad> users,
    List<Step> steps,
    List<FaultRule> faults,
    EngineNeeds needs,
    Duration settle,
    @Nullable Hazard hazard,
    List<LockingDesign> lockings,
    Demands demands) {
  public Scenario {
    users = List.copyOf(users);
    steps = List.copyOf(steps);
    faults = List.copyOf(faults);
    lockings = List.copyOf(lockings);
  }

  /**
   * What one user sends.
   *
   * @param user the short name of a development wallet: "A"
   * @param connections how many they open
   * @param proofsPerConnection how many proofs they send on each
   * @param pacing when the next proof is sent
   * @param systems of the proofs, one after another, round and round
   */
  public record UserLoad(
      String user,
      int connections,
      int proofsPerConnection,
      Pacing pacing,
      List<ProvingSystem> systems) {
    public UserLoad {
      systems = List.copyOf(systems);
    }

    /** The proving system of the user's proof number {@code index}. */
    ProvingSystem system(int index) {
      return systems.get(index % systems.size());
    }

    /** Proofs on all connections together. */
    public int proofs() {
      return connections * proofsPerConnection;
    }

    /** How long the pacing alone takes. */
    Duration sending() {
      return pacing instanceof Pacing.Interval interval
          ? interval.every().multipliedBy(proofs())
          : Duration.ZERO;
    }
  }

  /** The same with another delay in every verification. */
  public Scenario withVerifyDelay(Duration delay) {
    return new Scenario(
        info, order, seed, delay, maxFee, users, steps, faults, needs, settle, hazard, lockings,
        demands);
  }

  /** Proofs of all users together. */
  public int proofs() {
    return users.stream().mapToInt(UserLoad::proofs).sum();
  }

  /** Names of all users. */
  public Set<String> userNames() {
    return Stream.concat(
            users.stream().map(UserLoad::user),
            steps.stream()
                .flatMap(
                    step ->
                        switch (step) {
                          case Step.Send send -> Stream.of(send.user());
                          case Step.AskNonce ask -> Stream.of(ask.user());
                          default -> Stream.<String>empty();
                        }))
        .collect(Collectors.toUnmodifiableSet());
  }
}
