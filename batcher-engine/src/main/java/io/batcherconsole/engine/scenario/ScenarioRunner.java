package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.client.BatcherClientException;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EventSource.Subscription;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.scenario.RunReport.ContentionReport;
import io.batcherconsole.engine.scenario.RunReport.FindingReport;
import io.batcherconsole.engine.scenario.RunReport.HazardReport;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.UserClient.Included;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a scenario with real clients and decides its expectations. One instance plays one run;
 * {@link #play} runs on one thread, which is interrupted to cancel it.
 */
final class ScenarioRunner {
  private static final Logger log = LoggerFactory.getLogger(ScenarioRunner.class);

  /** What a proof may take besides the injected delay: verification, queue, batch and receipt. */
  private static final Duration PER_PROOF = Duration.ofSeconds(3);

  /** What a run may take besides its proofs. */
  private static final Duration PER_RUN = Duration.ofMinutes(2);

  /** How long the verification of the last batch on chain is waited for. */
  private static final Duration UNTIL_VERIFIED = Duration.ofSeconds(60);

  /** How long the next look at the engine's health is waited for, and how often it is asked for. */
  private static final Duration NEXT_LOOK = Duration.ofSeconds(3);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final Surroundings surroundings;
  private final Scenario scenario;
  private final SampleProofs samples;
  private final Bytes salt;
  private final Consumer<String> progress;
  private final RunRecorder recorder;

  /**
   * @param salt different for every run, so that no root repeats
   * @param progress told in a sentence what the run does
   */
  ScenarioRunner(
      Surroundings surroundings, Scenario scenario, Bytes salt, Consumer<String> progress)
      throws ScenarioException {
    this.surroundings = surroundings;
    this.scenario = scenario;
    this.samples = SampleProofs.in(surroundings.assets());
    this.salt = salt;
    this.progress = progress;
    this.recorder = new RunRecorder(surroundings.runtime(), scenario.userNames());
  }

  /** Plays the scenario to its end. What keeps it from that is told in the report. */
  RunReport play() throws InterruptedException {
    EngineRuntime runtime = surroundings.runtime();
    long started = runtime.nanoTime();
    ContentionView contentionBefore = surroundings.view().contention();
    long droppedBefore = surroundings.view().counters().notDrawn();
    List<UserClient> clients = new ArrayList<>();
    Map<UserClient, Set<BigInteger>> confirmed = new HashMap<>();
    String problem = null;
    List<FaultView> faultsBefore = surroundings.faults().rules();
    StepPlayer player = new StepPlayer(surroundings, scenario, samples, salt, recorder);
    try (Subscription _ = surroundings.events().subscribe(recorder)) {
      inject(scenario.verifyDelay(), scenario.userNames());
      scenario.faults().forEach(surroundings.faults()::add);
      if (!scenario.steps().isEmpty()) {
        progress.accept("playing " + scenario.steps().size() + " steps");
        player.play();
      }
      if (!scenario.users().isEmpty()) {
        sendAll(clients);
        confirm(clients, confirmed);
      }
    } catch (ScenarioException | BatcherClientException | ChainException failed) {
      problem = String.valueOf(failed.getMessage());
      log.warn("scenario {}: {}", scenario.info().name(), problem);
    } finally {
      surroundings.faults().restore(faultsBefore);
      clients.forEach(UserClient::close);
      player.close();
    }
    long dropped = surroundings.view().counters().notDrawn() - droppedBefore;
    List<RunFacts.SentProof> sent = new ArrayList<>(player.sent());
    for (UserClient client : clients) {
      sent.addAll(client.sent(confirmed.getOrDefault(client, Set.of())));
    }
    RunFacts facts = recorder.facts(sent, dropped);
    List<FindingView> found = found(started);
    return report(
        facts,
        found,
        hazard(facts, player.busyAnswers()),
        surroundings.view().contention().since(contentionBefore),
        problem,
        runtime.nanoTime() - started);
  }

  /** What was found since {@code started}, ns; waits for the look that comes after the run. */
  private List<FindingView> found(long started) throws InterruptedException {
    EngineRuntime runtime = surroundings.runtime();
    long over = runtime.nanoTime();
    while (surroundings.view().findings().at() < over
        && runtime.nanoTime() - over < NEXT_LOOK.toNanos()) {
      runtime.sleep(LOOK);
    }
    return surroundings.view().findings().findings().stream()
        .filter(finding -> finding.end() >= started)
        .toList();
  }

  /** What can be said of the expectations while the run goes on. Safe from any thread. */
  List<ExpectationView> soFar() {
    return scenario.demands().soFar(recorder.facts(List.of(), 0));
  }

  private void inject(Duration delay, Set<String> users) {
    if (!delay.isZero()) {
      surroundings.faults().delayVerification(delay, users);
    }
  }

  private void sendAll(List<UserClient> clients)
      throws ScenarioException, BatcherClientException, InterruptedException {
    for (Scenario.UserLoad load : scenario.users()) {
      clients.add(
          new UserClient(
              surroundings, load, surroundings.wallet(load.user()), scenario, samples, salt));
    }
    Duration patience = patience();
    try (Crew crew = new Crew(surroundings.runtime())) {
      for (UserClient client : clients) {
        client.connect();
        String name = client.load().user();
        crew.start("client-" + name + "-sends", () -> client.send(recorder, patience));
        for (int i = 0; i < client.load().connections(); i++) {
          int connection = i;
          crew.start(
              "client-" + name + "-reads-" + (i + 1), () -> client.read(connection, patience));
        }
      }
      progress.accept(
          scenario.proofs() + " proofs of " + named(scenario.userNames()) + " are on their way");
      if (!crew.join(patience)) {
        throw new ScenarioException(
            "Not every proof was answered within " + Durations.words(patience.toNanos()) + ".");
      }
    }
  }

  /** Long enough for all proofs one after another, with the injected delay. */
  private Duration patience() {
    Duration sending =
        scenario.users().stream()
            .map(Scenario.UserLoad::sending)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return PER_RUN
        .plus(sending)
        .plus(scenario.verifyDelay().plus(PER_PROOF).multipliedBy(scenario.proofs()));
  }

  /** Waits for the batches' verification, then asks the contract about each proof. */
  private void confirm(List<UserClient> clients, Map<UserClient, Set<BigInteger>> confirmed)
      throws InterruptedException, ChainException {
    Set<String> roots =
        clients.stream()
            .flatMap(client -> client.included().stream())
            .map(included -> included.data().root().toString())
            .collect(Collectors.toSet());
    progress.accept("every proof is answered; " + roots.size() + " batches are being verified");
    if (!recorder.awaitVerified(roots, UNTIL_VERIFIED)) {
      log.warn("not every batch was verified within {} s", UNTIL_VERIFIED.toSeconds());
    }
    progress.accept("asking the contract about each proof");
    for (UserClient client : clients) {
      Set<BigInteger> ofClient = new HashSet<>();
      for (Included included : client.included()) {
        if (confirms(included)) {
          ofClient.add(included.nonce());
        }
      }
      confirmed.put(client, ofClient);
    }
  }

  private boolean confirms(Included included) throws ChainException {
    return surroundings
        .tasks()
        .verifyInclusion(
            new ServiceManager.Inclusion(
                included.commitment().proofCommitment(),
                included.commitment().publicInputCommitment(),
                included.commitment().auxDataCommitment(),
                included.commitment().generator(),
                included.data().root(),
                included.data().path(),
                included.data().indexInBatch(),
                surroundings.payments().address()));
  }

  private static String named(Set<String> users) {
    return users.stream().sorted().collect(Collectors.joining(", "));
  }

  private @Nullable HazardReport hazard(RunFacts facts, int busyAnswers) {
    Hazard hazard = scenario.hazard();
    if (hazard == null) {
      return null;
    }
    Integer limit = scenario.needs().queueLimit();
    HazardSign sign =
        new HazardSign(facts, limit == null ? 0 : limit, busyAnswers, restoredThoughOnChain(facts));
    Optional<String> evidence = sign.of(hazard);
    return new HazardReport(
        hazard.id(), evidence.isPresent(), evidence.orElse(""), sign.unanswered());
  }

  /** Numbers of batches that counted as failed although the contract has them. */
  private Set<Long> restoredThoughOnChain(RunFacts facts) {
    Set<Long> numbers = new TreeSet<>();
    for (BatchView batch : facts.batches()) {
      String root = batch.root();
      if (batch.status() == BatchView.BatchStatus.FAILED && root != null && isOnChain(root)) {
        numbers.add(batch.number());
      }
    }
    return numbers;
  }

  private boolean isOnChain(String root) {
    try {
      Hash id = ServiceManager.batchId(Hash.of(root), surroundings.payments().address());
      return surroundings.tasks().batchState(id).exists();
    } catch (ChainException silent) {
      log.warn("whether batch {} is on chain cannot be told: {}", root, silent.getMessage());
      return false;
    }
  }

  private RunReport report(
      RunFacts facts,
      List<FindingView> found,
      @Nullable HazardReport hazard,
      ContentionView contention,
      @Nullable String problem,
      long took) {
    EngineStatus status = surroundings.view().status();
    List<ExpectationView> expectations =
        scenario.demands().decide(facts, found, scenario.info().meantFor(status.locking()));
    RunReports reports = new RunReports(facts);
    boolean allHold =
        expectations.stream().allMatch(view -> view.outcome() == ExpectationView.Outcome.HOLDS);
    return new RunReport(
        scenario.info().name(),
        problem == null && allHold,
        status.chain() == null ? "–" : status.chain().kind() + " " + status.chain().where(),
        status.locking(),
        LockingDesign.named(status.locking()).avoidable().stream().map(Hazard::id).toList(),
        scenario.seed(),
        salt.toHex(),
        scenario.verifyDelay().toNanos(),
        took,
        reports.users(surroundings.users()),
        reports.batches(),
        contention.rows().stream().map(ContentionReport::of).toList(),
        expectations,
        found.stream().map(FindingReport::of).toList(),
        hazard,
        facts.notDrawn(),
        problem);
  }
}
