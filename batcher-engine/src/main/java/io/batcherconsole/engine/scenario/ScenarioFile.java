package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.runtime.Durations;
import io.batcherconsole.engine.scenario.Scenario.Pacing;
import io.batcherconsole.engine.scenario.Scenario.UserLoad;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a scenario file; whatever is wrong is told with the file, the field and what belongs there.
 */
final class ScenarioFile {
  private static final int MOST_CONNECTIONS = 64;
  private static final int MOST_PROOFS = 10_000;

  private static final Set<String> FIELDS =
      Set.of("order", "title", "summary", "seed", "verifyDelay", "maxFee", "users", "expectations");

  private static final Set<String> USER_FIELDS =
      Set.of("user", "connections", "proofsPerConnection", "pacing", "systems");

  private final Path file;

  private ScenarioFile(Path file) {
    this.file = file;
  }

  /** Reads {@code file}; its name without ending is the scenario's name. */
  static Scenario read(Path file) throws ScenarioException {
    return new ScenarioFile(file).scenario();
  }

  private Scenario scenario() throws ScenarioException {
    JsonNode root = tree();
    refuseUnknown(root, FIELDS, "");
    String fileName = String.valueOf(file.getFileName());
    return new Scenario(
        new ScenarioInfo(
            fileName.substring(0, fileName.lastIndexOf('.')),
            text(root, "", "title"),
            text(root, "", "summary")),
        number(root, "", "order", 0, 1000),
        number(root, "", "seed", 0, Integer.MAX_VALUE),
        delay(root),
        wei(root),
        users(root),
        expectations(root));
  }

  private JsonNode tree() throws ScenarioException {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      JsonNode root = mapper.readTree(file);
      if (!root.isObject()) {
        throw wrong("", "must be one JSON object");
      }
      return root;
    } catch (JacksonException notJson) {
      var where = notJson.getLocation();
      throw new ScenarioException(
          file
              + (where == null ? "" : ", line " + where.getLineNr())
              + ": "
              + notJson.getOriginalMessage(),
          notJson);
    }
  }

  private void refuseUnknown(JsonNode object, Set<String> known, String path)
      throws ScenarioException {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw wrong(path + name, "is unknown; known are " + new TreeSet<>(known));
      }
    }
  }

  private String text(JsonNode object, String path, String name) throws ScenarioException {
    JsonNode value = object.get(name);
    if (value == null || !value.isString() || value.asString().isBlank()) {
      throw wrong(path + name, "must be a text");
    }
    return value.asString();
  }

  private int number(JsonNode object, String path, String name, int least, int most)
      throws ScenarioException {
    JsonNode value = object.get(name);
    if (value == null
        || !value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.asInt() < least
        || value.asInt() > most) {
      throw wrong(path + name, "must be a whole number from " + least + " to " + most);
    }
    return value.asInt();
  }

  private Duration delay(JsonNode root) throws ScenarioException {
    if (!root.has("verifyDelay")) {
      return Duration.ZERO;
    }
    try {
      Duration delay = Durations.parse(text(root, "", "verifyDelay"));
      if (delay.compareTo(FaultDesk.LONGEST_DELAY) > 0) {
        throw wrong("verifyDelay", "must be at most " + FaultDesk.LONGEST_DELAY.toSeconds() + "s");
      }
      return delay;
    } catch (IllegalArgumentException noDuration) {
      throw wrong("verifyDelay", String.valueOf(noDuration.getMessage()));
    }
  }

  private BigInteger wei(JsonNode root) throws ScenarioException {
    String text = text(root, "", "maxFee");
    if (!text.matches("[0-9]{1,30}")) {
      throw wrong("maxFee", "must be a whole number of wei in quotes, as \"1300000000000000\"");
    }
    return new BigInteger(text);
  }

  private List<UserLoad> users(JsonNode root) throws ScenarioException {
    JsonNode list = root.get("users");
    if (list == null || !list.isArray() || list.isEmpty()) {
      throw wrong("users", "must list at least one user");
    }
    List<UserLoad> users = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode user = list.get(i);
      String path = "users[" + i + "].";
      refuseUnknown(user, USER_FIELDS, path);
      users.add(
          new UserLoad(
              text(user, path, "user"),
              number(user, path, "connections", 1, MOST_CONNECTIONS),
              number(user, path, "proofsPerConnection", 1, MOST_PROOFS),
              oneOf(text(user, path, "pacing"), Pacing.values(), Pacing::word, path + "pacing"),
              systems(user, path)));
    }
    return users;
  }

  /** Without the field every proof is gnark's Groth16. */
  private List<ProvingSystem> systems(JsonNode user, String path) throws ScenarioException {
    JsonNode list = user.get("systems");
    if (list == null) {
      return List.of(ProvingSystem.GNARK_GROTH16_BN254);
    }
    if (!list.isArray() || list.isEmpty()) {
      throw wrong(path + "systems", "must list at least one proving system");
    }
    List<ProvingSystem> systems = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      systems.add(
          oneOf(
              list.get(i).asString(""),
              SampleProofs.SYSTEMS.toArray(ProvingSystem[]::new),
              ProvingSystem::wireName,
              path + "systems[" + i + "]"));
    }
    return systems;
  }

  private List<Expectation> expectations(JsonNode root) throws ScenarioException {
    JsonNode list = root.get("expectations");
    if (list == null || !list.isArray()) {
      throw wrong("expectations", "must be a list");
    }
    List<Expectation> expectations = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      expectations.add(
          oneOf(
              list.get(i).asString(""),
              Expectation.values(),
              Expectation::word,
              "expectations[" + i + "]"));
    }
    return expectations;
  }

  private <T> T oneOf(String word, T[] choices, Function<T, String> wordOf, String path)
      throws ScenarioException {
    List<String> words = new ArrayList<>();
    for (T choice : choices) {
      if (wordOf.apply(choice).equals(word)) {
        return choice;
      }
      words.add(wordOf.apply(choice));
    }
    throw wrong(path, "must be one of " + String.join(", ", words) + ", not \"" + word + "\"");
  }

  private ScenarioException wrong(String field, String why) {
    return new ScenarioException(file + (field.isEmpty() ? "" : ": " + field) + " " + why + ".");
  }
}
