package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.ChainChoice;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.compare.Comparison;
import io.batcherconsole.engine.compare.ComparisonPicture;
import io.batcherconsole.engine.compare.ComparisonTable;
import io.batcherconsole.engine.compare.DesignReport;
import io.batcherconsole.engine.compare.LockFigures;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Ratios within one comparison; never a time by itself. */
@Timeout(180)
class DesignRunsTest {
  private static final Duration INJECTED = Duration.ofMillis(150);
  private static final Duration SLOW_PROOF = Duration.ofSeconds(2);
  private static final Map<String, DesignReport> designs = new HashMap<>();
  private static final Map<String, Timeline> timelines = new LinkedHashMap<>();

  @SuppressWarnings("NullAway.Init")
  private static Comparison comparison;

  @BeforeAll
  static void play() throws Exception {
    Path assets = Path.of(System.getProperty("assets.dir"));
    EngineConfig config =
        EngineConfig.devnet(assets).toBuilder()
            .chain(ChainChoice.parse("simulated", Optional.empty()))
            .port(0)
            .blockTime(Duration.ofMillis(250))
            .build();
    Scenario scenario =
        ScenarioLibrary.of(assets.resolve("scenarios"))
            .named("few-proofs")
            .withVerifyDelay(INJECTED);
    DesignRuns runs = new DesignRuns(config, scenario, SLOW_PROOF);
    List<DesignReport> reports = new ArrayList<>();
    for (String locking : List.of("global-verify-inside", "per-user", "ordered")) {
      DesignRuns.Played played = runs.under(locking);
      reports.add(played.report());
      timelines.put(locking, played.timeline());
    }
    comparison = Comparison.of(reports);
    comparison.designs().forEach(design -> designs.put(design.locking(), design));
  }

  @Test
  void verifyingUnderTheOneLockMakesUsersWaitForEachOther() {
    DesignReport inside = design("global-verify-inside");
    DesignReport ordered = design("ordered");

    assertThat(inside.isolation().share()).as("B waits for most of A's delay").isGreaterThan(0.5);
    assertThat(batchLock(ordered, LockFigures::waitTotal))
        .isLessThan(batchLock(inside, LockFigures::waitTotal) / 3);
    assertThat(batchLock(inside, LockFigures::holdMax))
        .as("the injected delay is spent under the lock")
        .isGreaterThanOrEqualTo(INJECTED.toNanos());
    assertThat(batchLock(ordered, LockFigures::holdMax))
        .isLessThan(batchLock(inside, LockFigures::holdMax));
    assertThat(checks(inside)).contains("long-hold");
    assertThat(comparison.conclusions().get("global-verify-inside"))
        .contains("makes the others wait")
        .contains("against")
        .contains("found: long-hold");
  }

  @Test
  void orderedIsNoWorseThanAnyOtherInIsolationBatchLockWaitAndFindings() {
    DesignReport ordered = design("ordered");

    assertThat(designs.values())
        .hasSize(3)
        .allSatisfy(
            other -> {
              assertThat(ordered.isolation().share())
                  .isBetween(0.0, other.isolation().share() + 0.4);
              assertThat(batchLock(ordered, LockFigures::waitTotal))
                  .as("all of it together is a small part of the run, or no more than there")
                  .isLessThan(
                      Math.max(
                          ordered.run().tookNanos() / 10,
                          5 * batchLock(other, LockFigures::waitTotal)));
              assertThat(checks(other)).containsAll(checks(ordered));
            });
    assertThat(comparison.conclusions().get("ordered"))
        .contains("makes no other wait")
        .contains("every proof is on chain");
  }

  @Test
  void everythingIsAccountedFor() {
    assertThat(designs.values())
        .allSatisfy(
            design -> {
              assertThat(design.run().problem()).isNull();
              assertThat(design.queuedPerSecond()).isGreaterThan(design.postedPerSecond() * 0.99);
              assertThat(known(design.stages(), "arrival to queue").count()).isEqualTo(30);
              assertThat(known(design.stages(), "injected delay").p50())
                  .isGreaterThanOrEqualTo(INJECTED.toNanos());
              assertThat(known(design.users(), "A").count()).isEqualTo(20);
              assertThat(known(design.users(), "B").count()).isEqualTo(10);
              assertThat(design.refused()).isEmpty();
            });
  }

  /** No lane has a gap that nothing explains, also not where a design looks before it enters. */
  @Test
  void whoWaitsForTheBatchLockIsSeenWaitingForAllOfIt() {
    DesignReport inside = design("global-verify-inside");
    Timeline timeline = known(timelines, "global-verify-inside");

    long seen =
        timeline.lanes().stream()
            .flatMap(lane -> lane.intervals().stream())
            .filter(interval -> interval.stage() == Stage.WAITING_BATCH_LOCK)
            .mapToLong(interval -> interval.end() - interval.start())
            .sum();
    long waited =
        inside.run().users().stream().mapToLong(user -> user.waitedForBatchLock().total()).sum();
    assertThat(waited).isPositive();
    assertThat(seen).isGreaterThan(waited * 9 / 10);
  }

  @Test
  void theTableFitsATerminal() {
    StringWriter out = new StringWriter();

    ComparisonTable.print(comparison, new PrintWriter(out));

    assertThat(out.toString())
        .contains("ratios to ordered")
        .contains("isolation")
        .contains("batch lock")
        .contains("long-hold");
    assertThat(out.toString().lines().takeWhile(line -> !line.startsWith("global-verify-inside:")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 120);
  }

  /** Parsed as an image viewer would; the patterns are where the designs make users wait. */
  @Test
  void thePictureHasTheLanesOfAllOnOneClock() throws Exception {
    String svg = ComparisonPicture.svg(comparison, timelines);

    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    double width = Double.parseDouble(root.getAttribute("width"));
    List<Element> boxes = elements(root, "rect");
    assertThat(boxes)
        .as("nothing is clipped")
        .allMatch(box -> number(box, "x") + number(box, "width") <= width);
    assertThat(elements(root, "tspan").stream().map(Element::getTextContent))
        .containsExactly(
            "global-verify-inside",
            "comes with 3 hazards",
            "per-user",
            "comes with 2 hazards",
            "ordered",
            "");
    assertThat(elements(root, "text").stream().map(Element::getTextContent))
        .contains("c1", "c2", "queue", "0")
        .anyMatch(line -> line.contains("slow proof makes no other wait"));
    assertThat(boxes.stream().map(box -> box.getAttribute("fill")))
        .contains("url(#user)", "url(#batch)", "url(#comb)");
    assertThat(elements(root, "use").stream().map(mark -> mark.getAttribute("href")))
        .contains("#posted");
  }

  private static List<Element> elements(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static double number(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    return value.isEmpty() ? 0 : Double.parseDouble(value);
  }

  private static DesignReport design(String locking) {
    return known(designs, locking);
  }

  private static <T> T known(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private static long batchLock(DesignReport design, ToLongFunction<LockFigures> figure) {
    return design.locks().stream()
        .filter(lock -> lock.kind().equals("batch"))
        .mapToLong(figure)
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> checks(DesignReport design) {
    return design.findings().stream().map(DesignReport.Found::check).collect(Collectors.toSet());
  }
}
