package io.batcherconsole.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema that documents scenario files and the reader know the same fields and words. */
class ScenarioSchemaTest {
  private final JsonNode schema =
      new JsonMapper()
          .readTree(Path.of(System.getProperty("assets.dir"), "scenarios", "scenario.schema.json"));

  @Test
  void bothKnowTheSameFields() {
    assertThat(fields("")).isEqualTo(ScenarioFile.FIELDS);
    assertThat(fields("/properties/users/items")).isEqualTo(ScenarioFile.USER_FIELDS);
    assertThat(fields("/properties/engine")).isEqualTo(ScenarioFile.ENGINE_FIELDS);
    assertThat(fields("/properties/findings")).isEqualTo(ScenarioFile.FINDING_FIELDS);
    assertThat(fields("/$defs/count/oneOf/1")).isEqualTo(ScenarioFile.COUNT_FIELDS);
    JsonNode steps = schema.at("/properties/steps/items/oneOf");
    assertThat(steps).hasSameSizeAs(StepReader.FORMS);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(fields("/properties/steps/items/oneOf/" + i)).isEqualTo(StepReader.FORMS.get(i));
    }
  }

  @Test
  void bothKnowTheSameWords() {
    assertThat(words("/properties/hazard"))
        .containsExactlyElementsOf(Arrays.stream(Hazard.values()).map(Hazard::id).toList());
    assertThat(words("/properties/lockings/items"))
        .containsExactlyElementsOf(
            Arrays.stream(LockingDesign.values()).map(LockingDesign::title).toList());
    assertThat(words("/properties/expectations/items"))
        .containsExactlyElementsOf(
            Arrays.stream(Expectation.values()).map(Expectation::word).toList());
    assertThat(words("/properties/steps/items/oneOf/1/properties/stage"))
        .containsExactlyElementsOf(Arrays.stream(Stage.values()).map(StepReader::word).toList());
    assertThat(words("/properties/users/items/properties/pacing"))
        .containsExactlyElementsOf(ScenarioFile.PACINGS);
  }

  @Test
  void bothKnowTheSameRefusals() {
    assertThat(fields("/properties/refusals")).isEqualTo(Set.copyOf(RefusalDemand.names()));
  }

  private Set<String> fields(String pointer) {
    return new HashSet<>(schema.at(pointer + "/properties").propertyNames());
  }

  private List<String> words(String pointer) {
    return StreamSupport.stream(schema.at(pointer + "/enum").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }
}
