package io.batcherconsole.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.locking.Hazard;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingLogTest {
  private final FindingLog log = new FindingLog(Duration.ofNanos(10));

  private void look(long at, Finding... seen) {
    log.update("check", at, List.of(seen));
  }

  private static Finding seen(String cause, long since, long at) {
    return seen(cause, Severity.WARNING, since, at);
  }

  private static Finding seen(String cause, Severity severity, long since, long at) {
    return Finding.of(cause, severity, since, at, cause + " at " + at);
  }

  @Test
  void theSameCauseIsTheSameFindingWithNewFigures() {
    look(100, seen("A", 90, 100));
    look(105, seen("A", 90, 105));

    assertThat(log.findings()).hasSize(1);
    FindingView finding = log.findings().getFirst();
    assertThat(finding.id()).isEqualTo("check/A");
    assertThat(finding.sentence()).isEqualTo("A at 105");
    assertThat(finding.since()).isEqualTo(90);
    assertThat(finding.times()).isEqualTo(1);
    assertThat(finding.end()).isEqualTo(Timeline.OPEN);
  }

  @Test
  void itEndsWhenItsCauseWasLastSeenAndIsRemembered() {
    look(100, seen("A", 90, 100));
    look(110);
    assertThat(log.findings()).allMatch(FindingView::open);

    look(111);
    assertThat(log.findings()).singleElement().returns(100L, FindingView::end);
  }

  @Test
  void otherChecksDoNotEndIt() {
    look(100, seen("A", 90, 100));
    log.update("another", 200, List.of());

    assertThat(log.findings()).singleElement().matches(FindingView::open);
  }

  @Test
  void aCauseThatComesBackIsTheFindingThatItWas() {
    look(100, seen("A", 90, 100));
    look(200);
    look(300, seen("A", 290, 300));

    assertThat(log.findings()).singleElement().returns(2, FindingView::times);
    assertThat(log.findings().getFirst().since()).isEqualTo(90);
    assertThat(log.findings().getFirst().open()).isTrue();
  }

  @Test
  void theWorstComesFirstThenTheOldestThenWhatEnded() {
    look(50, seen("ended", 50, 50));
    look(
        100,
        seen("young", 95, 100),
        seen("old", 90, 100),
        seen("rule", Severity.BY_DESIGN, 10, 100),
        seen("broken", Severity.VIOLATION, 99, 100));

    assertThat(log.findings())
        .extracting(FindingView::id)
        .containsExactly("check/broken", "check/old", "check/young", "check/rule", "check/ended");
  }

  @Test
  void aSilencedFindingStaysListedAndDoesNotCount() {
    look(100, seen("A", 90, 100), seen("B", 90, 100));
    log.silence("check/A", true);
    look(101, seen("A", 90, 101), seen("B", 90, 101));

    assertThat(log.findings()).hasSize(2);
    assertThat(log.findings())
        .filteredOn(FindingView::counts)
        .extracting(FindingView::id)
        .containsExactly("check/B");

    log.silence("check/A", false);
    assertThat(log.findings()).allMatch(FindingView::counts);
  }

  @Test
  void aSilencedCheckSilencesWhatItWillFind() {
    look(100, seen("A", 90, 100));
    log.silenceCheck("check", true);
    look(101, seen("A", 90, 101), seen("B", 101, 101));

    assertThat(log.findings()).noneMatch(FindingView::counts);
    assertThat(log.silencedChecks()).containsExactly("check");

    log.silenceCheck("check", false);
    assertThat(log.findings()).allMatch(FindingView::counts);
  }

  @Test
  void itIsAsBadAsItWasAtItsWorst() {
    look(100, seen("A", Severity.WARNING, 90, 100));
    look(101, seen("A", Severity.VIOLATION, 90, 101));
    assertThat(log.findings().getFirst().peak()).isNull();
    look(102, seen("A", Severity.VIOLATION, 90, 102));
    look(103, seen("A", Severity.PROBLEM, 90, 103));

    FindingView finding = log.findings().getFirst();
    assertThat(finding.severity()).isEqualTo(Severity.VIOLATION);
    assertThat(finding.sentence()).isEqualTo("A at 103");
    assertThat(finding.peak()).isEqualTo(new FindingView.Peak(101, "A at 102"));

    look(200);
    look(300, seen("A", Severity.WARNING, 290, 300));
    assertThat(log.findings())
        .singleElement()
        .returns(Severity.VIOLATION, FindingView::severity)
        .returns("A at 102", FindingView::worstSentence);
  }

  @Test
  void theHazardThatItWasSeenToBeItStays() {
    look(100, seen("A", 90, 100).hazard(Hazard.LOST_EXCLUSION));
    look(101, seen("A", 90, 101));

    assertThat(log.findings()).singleElement().returns("lost-exclusion", FindingView::hazard);
  }

  @Test
  void manyMildOnesDoNotHideAWorseOne() {
    Finding[] mild =
        IntStream.range(0, 300).mapToObj(i -> seen("mild " + i, 90, 100)).toArray(Finding[]::new);
    look(100, mild);
    Finding[] withWorse = Arrays.copyOf(mild, mild.length + 1);
    withWorse[mild.length] = seen("broken", Severity.VIOLATION, 100, 101);
    look(101, withWorse);

    assertThat(log.findings()).hasSize(FindingLog.MOST_OPEN);
    assertThat(log.findings().getFirst().id()).isEqualTo("check/broken");
  }

  @Test
  void itIsBounded() {
    for (int at = 0; at < 10_000; at += 100) {
      int now = at;
      look(
          at,
          IntStream.range(0, 300)
              .mapToObj(cause -> seen(now + "-" + cause, now, now))
              .toArray(Finding[]::new));
    }

    assertThat(log.findings()).filteredOn(FindingView::open).hasSize(FindingLog.MOST_OPEN);
    assertThat(log.findings()).hasSize(FindingLog.MOST_OPEN + FindingLog.MOST_ENDED);
  }
}
