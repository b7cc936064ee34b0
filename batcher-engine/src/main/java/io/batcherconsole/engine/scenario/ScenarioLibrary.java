package io.batcherconsole.engine.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scenario files of a folder, read once. A file that is wrong is left out and named in the log.
 */
public final class ScenarioLibrary {
  private static final Logger log = LoggerFactory.getLogger(ScenarioLibrary.class);

  private final List<Scenario> scenarios;

  private ScenarioLibrary(List<Scenario> scenarios) {
    this.scenarios = List.copyOf(scenarios);
  }

  /**
   * Reads all scenarios of a folder, and of the folder of hazards in it.
   *
   * @throws ScenarioException when the folder cannot be read
   */
  public static ScenarioLibrary of(Path folder) throws ScenarioException {
    List<Scenario> read = new ArrayList<>();
    List<Path> files = new ArrayList<>(files(folder));
    Path hazards = folder.resolve("hazards");
    if (Files.isDirectory(hazards)) {
      files.addAll(files(hazards));
    }
    for (Path file : files) {
      try {
        read.add(ScenarioFile.read(file));
      } catch (ScenarioException wrong) {
        log.warn("left out: {}", wrong.getMessage());
      }
    }
    read.sort(Comparator.comparingInt(Scenario::order).thenComparing(s -> s.info().name()));
    return new ScenarioLibrary(read);
  }

  private static List<Path> files(Path folder) throws ScenarioException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().endsWith(".schema.json"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new ScenarioException(
          "The scenarios cannot be read from "
              + folder
              + "; start with -Dassets.dir=… naming the assets folder.",
          unreadable);
    }
  }

  /** All scenarios in the order in which a list shows them. */
  public List<Scenario> all() {
    return scenarios;
  }

  /**
   * The scenario of that name.
   *
   * @throws ScenarioException when there is none; the message names those that there are
   */
  public Scenario named(String name) throws ScenarioException {
    return scenarios.stream()
        .filter(scenario -> scenario.info().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ScenarioException(
                    "There is no scenario \""
                        + name
                        + "\"; there is "
                        + scenarios.stream()
                            .map(scenario -> scenario.info().name())
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
