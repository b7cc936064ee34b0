package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.ProvingSystem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the steps of a scenario: objects whose one leading field says what is done. */
final class StepReader {
  /** Field that says what is done → all fields that such a step may have. */
  static final List<Set<String>> FORMS =
      List.of(
          Set.of("send", "connection", "nonce", "fee", "count", "valid", "system"),
          Set.of("await", "nonce", "stage"),
          Set.of("ask", "count"),
          Set.of("fault"),
          Set.of("disable"),
          Set.of("pause"));

  private static final List<String> VERBS =
      List.of("send", "await", "ask", "fault", "disable", "pause");

  /** Those that name a user. */
  private static final Set<String> ACTING = Set.of("send", "await", "ask");

  private static final String NOTHING = "nothing";
  private static final int MOST_NONCE = 10_000;

  private final ScenarioJson json;

  StepReader(ScenarioJson json) {
    this.json = json;
  }

  Step read(JsonNode step, String where) throws ScenarioException {
    String path = where + ".";
    for (int i = 0; i < VERBS.size(); i++) {
      String verb = VERBS.get(i);
      if (step.has(verb)) {
        json.refuseUnknown(step, FORMS.get(i), path);
        return read(step, path, verb);
      }
    }
    throw json.wrong(where, "must be a step with one of " + VERBS);
  }

  private Step read(JsonNode step, String path, String verb) throws ScenarioException {
    String text = ACTING.contains(verb) ? json.user(step, path, verb) : json.text(step, path, verb);
    return switch (verb) {
      case "send" -> send(step, path, text);
      case "await" ->
          new Step.Await(
              text, json.numberOr(step, path, "nonce", 0, MOST_NONCE, 0), stage(step, path));
      case "ask" -> new Step.AskNonce(text, json.numberOr(step, path, "count", 1, 100, 1));
      case "fault" -> new Step.Fault(rule(text, path + verb));
      case "disable" ->
          new Step.Disable(
              text.equals(NOTHING)
                  ? null
                  : json.oneOf(text, ProvingSystem.values(), ProvingSystem::wireName, path + verb));
      default ->
          new Step.Pause(
              Objects.requireNonNull(
                  json.duration(step, path, verb, FaultDesk.LONGEST_DELAY), "it is there"));
    };
  }

  private Step send(JsonNode step, String path, String user) throws ScenarioException {
    JsonNode valid = step.get("valid");
    if (valid != null && !valid.isBoolean()) {
      throw json.wrong(path + "valid", "must be true or false");
    }
    JsonNode system = step.get("system");
    return new Step.Send(
        user,
        json.numberOr(step, path, "connection", 1, 64, 1),
        nonce(step, path),
        json.numberOr(step, path, "fee", 1, 10_000, 100),
        json.numberOr(step, path, "count", 1, MOST_NONCE, 1),
        valid == null || valid.asBoolean(),
        system == null
            ? ProvingSystem.GNARK_GROTH16_BN254
            : json.oneOf(
                system.asString(""),
                SampleProofs.SYSTEMS.toArray(ProvingSystem[]::new),
                ProvingSystem::wireName,
                path + "system"));
  }

  private int nonce(JsonNode step, String path) throws ScenarioException {
    JsonNode nonce = step.get("nonce");
    return nonce != null && nonce.isString() && nonce.asString().equals("asked")
        ? Step.ASKED
        : json.numberOr(step, path, "nonce", 0, MOST_NONCE, 0);
  }

  private Stage stage(JsonNode step, String path) throws ScenarioException {
    return json.oneOf(
        json.text(step, path, "stage"), Stage.values(), StepReader::word, path + "stage");
  }

  /** "in-batch". */
  static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  FaultRule rule(String text, String field) throws ScenarioException {
    try {
      return FaultRule.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw json.wrong(field, String.valueOf(wrong.getMessage()));
    }
  }
}
