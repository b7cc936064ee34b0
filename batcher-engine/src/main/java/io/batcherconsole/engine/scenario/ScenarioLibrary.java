package io.batcherconsole.engine.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** What is wrong with a file that was left out, by the name that its scenario would have. */
  private final Map<String, String> wrong;

  private ScenarioLibrary(List<Scenario> scenarios, Map<String, String> wrong) {
    this.scenarios = List.copyOf(scenarios);
    this.wrong = Map.copyOf(wrong);
  }

  /**
   * Reads all scenarios of a folder, and of the folder of hazards in it.
   *
   * @throws ScenarioException when the folder cannot be read
   */
  public static ScenarioLibrary of(Path folder) throws ScenarioException {
    List<Scenario> read = new ArrayList<>();
    Map<String, String> wrong = new HashMap<>();
    List<Path> files = new ArrayList<>(files(folder));
    Path hazards = folder.resolve("hazards");
    if (Files.isDirectory(hazards)) {
      files.addAll(files(hazards));
    }
    for (Path file : files) {
      try {
        read.add(ScenarioFile.read(file));
      } catch (ScenarioException mistake) {
        log.warn("left out: {}", mistake.getMessage());
        wrong.put(ScenarioFile.name(file), String.valueOf(mistake.getMessage()));
      }
    }
    read.sort(Comparator.comparingInt(Scenario::order).thenComparing(s -> s.info().name()));
    return new ScenarioLibrary(read, wrong);
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
              + "; name the folder that holds contracts, proofs and scenarios with --assets.",
          unreadable);
    }
  }

  /** All scenarios in the order in which a list shows them. */
  public List<Scenario> all() {
    return scenarios;
  }

  /**
   * The scenario of that name, or in that file when it is one: "mine.json".
   *
   * @throws ScenarioException when there is none, or it is wrong; the message says what is
   */
  public Scenario find(String nameOrFile) throws ScenarioException {
    return nameOrFile.endsWith(".json")
        ? ScenarioFile.read(Path.of(nameOrFile))
        : named(nameOrFile);
  }

  /**
   * The scenario of that name.
   *
   * @throws ScenarioException when its file is wrong, or there is none; then the message names
   *     those that there are
   */
  public Scenario named(String name) throws ScenarioException {
    String mistake = wrong.get(name);
    if (mistake != null) {
      throw new ScenarioException(mistake);
    }
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
