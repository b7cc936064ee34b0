package io.batcherconsole.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.locking.Hazard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The README has a row for every check and for every hazard, as the catalogue has it. */
class FindingsAreDocumentedTest {
  private List<String> rows = List.of();

  @BeforeEach
  void read() throws Exception {
    rows =
        Files.readAllLines(Path.of(System.getProperty("assets.dir")).resolveSibling("README.md"))
            .stream()
            .filter(line -> line.startsWith("|"))
            .toList();
  }

  @Test
  void everyCheckHasARow() {
    for (String check : Diagnosis.checkIds()) {
      assertThat(rows).as(check).anyMatch(row -> row.startsWith("| " + check + " | "));
    }
  }

  @Test
  void everyHazardHasARowThatEndsAsItDoesUnderOurDesign() {
    Arrays.stream(Hazard.values())
        .forEach(
            hazard ->
                assertThat(rows)
                    .as(hazard.id())
                    .anyMatch(
                        row ->
                            row.startsWith("| " + hazard.id() + " | ")
                                && row.endsWith("| " + hazard.ordered().words() + " |")));
  }
}
