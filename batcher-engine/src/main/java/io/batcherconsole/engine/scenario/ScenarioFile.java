package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.diagnose.Diagnosis;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.scenario.RefusalDemand.Count;
import io.batcherconsole.engine.scenario.Scenario.UserLoad;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a scenario file; whatever is wrong is told with the file, the line, the field and what
 * belongs there. {@code assets/scenarios/scenario.schema.json} documents the form.
 */
final class ScenarioFile {
  private static final String BURST = "burst";
  private static final String INTERVAL = "interval";

  /** How a file names the kinds of pacing. */
  static final List<String> PACINGS = List.of(BURST, "next-when-previous-holds", INTERVAL);

  private static final int MOST_CONNECTIONS = 64;
  private static final int MOST_PROOFS = 10_000;
  private static final Duration SETTLE = Duration.ofSeconds(20);

  static final Set<String> FIELDS =
      Set.of(
          "order",
          "title",
          "summary",
          "seed",
          "verifyDelay",
          "maxFee",
          "users",
          "steps",
          "faults",
          "engine",
          "settle",
          "hazard",
          "lockings",
          "expectations",
          "refusals",
          "findings");

  static final Set<String> FINDING_FIELDS = Set.of("none", "with", "without");

  static final Set<String> USER_FIELDS =
      Set.of("user", "connections", "proofsPerConnection", "pacing", "every", "jitter", "systems");

  static final Set<String> COUNT_FIELDS = Set.of("least", "most");

  static final Set<String> ENGINE_FIELDS =
      Set.of("queueLimit", "lockTimeout", "receiptTimeout", "blockTime");

  private final Path file;
  private final ScenarioJson json;
  private final StepReader steps;

  private ScenarioFile(Path file, ScenarioJson json) {
    this.file = file;
    this.json = json;
    this.steps = new StepReader(json);
  }

  /** Reads {@code file}; its name without ending is the scenario's name. */
  static Scenario read(Path file) throws ScenarioException {
    return new ScenarioFile(file, ScenarioJson.read(file)).scenario();
  }

  /** The name of the scenario in a file: the file's without its ending. */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }

  private Scenario scenario() throws ScenarioException {
    JsonNode root = json.root();
    json.refuseUnknown(root, FIELDS, "");
    Duration delay = json.duration(root, "", "verifyDelay", FaultDesk.LONGEST_DELAY);
    Hazard hazard = hazard(root);
    List<LockingDesign> lockings = json.list(root, "lockings", this::locking);
    Duration settle = json.duration(root, "", "settle", FaultDesk.LONGEST_DELAY);
    return new Scenario(
        new ScenarioInfo(
            name(file),
            json.text(root, "", "title"),
            json.text(root, "", "summary"),
            hazard == null ? null : hazard.id(),
            meantFor(hazard, lockings)),
        json.number(root, "", "order", 0, 1000),
        json.number(root, "", "seed", 0, Integer.MAX_VALUE),
        delay == null ? Duration.ZERO : delay,
        wei(root),
        users(root),
        steps(root),
        json.list(root, "faults", (item, path) -> steps.rule(item.asString(""), path)),
        needs(root),
        settle == null ? SETTLE : settle,
        hazard,
        lockings,
        new Demands(expectations(root), refusals(root), findings(root)));
  }

  /** What is by design happens under ours too. */
  private static List<String> meantFor(@Nullable Hazard hazard, List<LockingDesign> lockings) {
    List<String> names = new ArrayList<>(lockings.stream().map(LockingDesign::title).toList());
    if (hazard != null && hazard.ordered() == Hazard.Under.BY_DESIGN) {
      names.add(LockingDesign.ORDERED.title());
    }
    return names;
  }

  private EngineNeeds needs(JsonNode root) throws ScenarioException {
    JsonNode engine = root.get("engine");
    if (engine == null) {
      return EngineNeeds.NONE;
    }
    String path = "engine.";
    json.refuseUnknown(engine, ENGINE_FIELDS, path);
    return new EngineNeeds(
        engine.has("queueLimit") ? json.number(engine, path, "queueLimit", 1, 100_000) : null,
        json.duration(engine, path, "lockTimeout", FaultDesk.LONGEST_PAUSE),
        json.someTime(engine, path, "receiptTimeout", FaultDesk.LONGEST_PAUSE),
        json.someTime(engine, path, "blockTime", FaultDesk.LONGEST_DELAY));
  }

  private @Nullable Hazard hazard(JsonNode root) throws ScenarioException {
    return root.has("hazard")
        ? json.oneOf(json.text(root, "", "hazard"), Hazard.values(), Hazard::id, "hazard")
        : null;
  }

  private LockingDesign locking(JsonNode item, String path) throws ScenarioException {
    return json.oneOf(item.asString(""), LockingDesign.values(), LockingDesign::title, path);
  }

  private BigInteger wei(JsonNode root) throws ScenarioException {
    String text = json.text(root, "", "maxFee");
    if (!text.matches("[0-9]{1,30}")) {
      throw json.wrong(
          "maxFee", "must be a whole number of wei in quotes, as \"1300000000000000\"");
    }
    return new BigInteger(text);
  }

  /** Without steps somebody must send something. */
  private List<UserLoad> users(JsonNode root) throws ScenarioException {
    List<UserLoad> users = json.list(root, "users", this::user);
    if (users.isEmpty() && !root.has("steps")) {
      throw json.wrong("users", "must list at least one user, unless there are steps");
    }
    return users;
  }

  /** Nobody waits for a proof of somebody who has not sent any. */
  private List<Step> steps(JsonNode root) throws ScenarioException {
    List<Step> all = json.list(root, "steps", steps::read);
    Set<String> senders = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Step.Send send) {
        senders.add(send.user());
      } else if (all.get(i) instanceof Step.Await await && !senders.contains(await.user())) {
        throw json.wrong(
            "steps[" + i + "].await",
            "waits for " + await.user() + ", who sends in no step before it");
      }
    }
    return all;
  }

  private UserLoad user(JsonNode user, String where) throws ScenarioException {
    String path = where + ".";
    json.refuseUnknown(user, USER_FIELDS, path);
    return new UserLoad(
        json.user(user, path, "user"),
        json.number(user, path, "connections", 1, MOST_CONNECTIONS),
        json.number(user, path, "proofsPerConnection", 1, MOST_PROOFS),
        pacing(user, path),
        systems(user, path));
  }

  private Pacing pacing(JsonNode user, String path) throws ScenarioException {
    String word =
        json.oneOf(
            json.text(user, path, "pacing"),
            PACINGS.toArray(String[]::new),
            Function.identity(),
            path + "pacing");
    if (word.equals(INTERVAL)) {
      return interval(user, path);
    }
    for (String field : List.of("every", "jitter")) {
      if (user.has(field)) {
        throw json.wrong(path + field, "is for the pacing \"" + INTERVAL + "\" only");
      }
    }
    return word.equals(BURST) ? new Pacing.Burst() : new Pacing.NextWhenPreviousHolds();
  }

  private Pacing interval(JsonNode user, String path) throws ScenarioException {
    Duration every = json.duration(user, path, "every", FaultDesk.LONGEST_DELAY);
    if (every == null || every.isZero()) {
      throw json.wrong(path + "every", "must be a time above 0 between two proofs, as 200ms");
    }
    Duration jitter = json.duration(user, path, "jitter", FaultDesk.LONGEST_DELAY);
    if (jitter != null && jitter.compareTo(every) > 0) {
      throw json.wrong(path + "jitter", "must be at most as long as \"every\"");
    }
    return new Pacing.Interval(every, jitter == null ? Duration.ZERO : jitter);
  }

  /** Without the field every proof is gnark's Groth16. */
  private List<ProvingSystem> systems(JsonNode user, String path) throws ScenarioException {
    JsonNode list = user.get("systems");
    if (list == null) {
      return List.of(ProvingSystem.GNARK_GROTH16_BN254);
    }
    if (!list.isArray() || list.isEmpty()) {
      throw json.wrong(path + "systems", "must list at least one proving system");
    }
    return json.list(
        user,
        "systems",
        (item, where) ->
            json.oneOf(
                item.asString(""),
                SampleProofs.SYSTEMS.toArray(ProvingSystem[]::new),
                ProvingSystem::wireName,
                path + where));
  }

  /** Without the field anything may be refused. */
  private @Nullable RefusalDemand refusals(JsonNode root) throws ScenarioException {
    JsonNode refusals = root.get("refusals");
    if (refusals == null) {
      return null;
    }
    json.refuseUnknown(refusals, Set.copyOf(RefusalDemand.names()), "refusals.");
    Map<String, Count> counts = new HashMap<>();
    for (String name : refusals.propertyNames()) {
      counts.put(name, count(refusals, name));
    }
    return new RefusalDemand(counts);
  }

  /** A number, or from a least to a most. */
  private Count count(JsonNode refusals, String name) throws ScenarioException {
    JsonNode count = refusals.get(name);
    if (count == null || !count.isObject()) {
      int exactly = json.number(refusals, "refusals.", name, 0, MOST_PROOFS);
      return new Count(exactly, exactly);
    }
    String path = "refusals." + name + ".";
    json.refuseUnknown(count, COUNT_FIELDS, path);
    int least = json.numberOr(count, path, "least", 0, MOST_PROOFS, 0);
    return new Count(least, json.numberOr(count, path, "most", least, MOST_PROOFS, MOST_PROOFS));
  }

  private FindingDemand findings(JsonNode root) throws ScenarioException {
    JsonNode findings = root.get("findings");
    if (findings == null) {
      return FindingDemand.NOTHING;
    }
    String path = "findings.";
    json.refuseUnknown(findings, FINDING_FIELDS, path);
    JsonNode none = findings.get("none");
    if (none != null && !none.isBoolean()) {
      throw json.wrong(path + "none", "must be true or false");
    }
    return new FindingDemand(
        none != null && none.asBoolean(), names(findings, "with"), names(findings, "without"));
  }

  /** Ids of checks and hazards. */
  private List<String> names(JsonNode findings, String field) throws ScenarioException {
    String[] known =
        Stream.concat(Diagnosis.checkIds().stream(), Arrays.stream(Hazard.values()).map(Hazard::id))
            .toArray(String[]::new);
    return json.list(
        findings,
        field,
        (item, path) ->
            Objects.requireNonNull(
                json.oneOf(item.asString(""), known, Function.identity(), "findings." + path)));
  }

  private List<Expectation> expectations(JsonNode root) throws ScenarioException {
    if (!root.has("expectations")) {
      throw json.wrong("expectations", "must be a list");
    }
    return json.list(
        root,
        "expectations",
        (item, path) ->
            Objects.requireNonNull(
                json.oneOf(item.asString(""), Expectation.values(), Expectation::word, path)));
  }
}
