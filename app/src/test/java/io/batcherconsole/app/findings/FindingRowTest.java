package io.batcherconsole.app.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.story.StoryEngineView;
import io.batcherconsole.app.story.StoryFindingDesk;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.Timeline;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingRowTest {
  private static final long NOW = StoryEngineView.MOMENT;

  private final StoryFindingDesk desk = new StoryFindingDesk();

  private List<FindingRow> rows() {
    return FindingRow.of(desk.view(), NOW);
  }

  @Test
  void whatIsWrongIsToldInFullAndTheRestInShort() {
    assertThat(rows()).extracting(FindingRow::quiet).containsExactly(false, true, true);
    assertThat(rows().get(0).detail()).isNotEmpty();
    assertThat(rows().get(0).advice()).isNotEmpty();
    assertThat(rows().get(1).detail()).isEmpty();
    assertThat(rows().get(1).hazard()).isEqualTo("same-user-two-sockets");
  }

  @Test
  void itSaysSinceWhenAndUntilWhen() {
    assertThat(rows())
        .extracting(FindingRow::when)
        .containsExactly("for 1.1 s", "for 26.0 s", "90.0 s ago, for 30.0 s");
  }

  @Test
  void aNumberStaysWithItsUnit() {
    assertThat(rows().get(0).sentence()).endsWith("for 1.1\u00a0s.");
  }

  @Test
  void aSilencedFindingIsQuietAndLast() {
    desk.silence(StoryFindingDesk.SENT_TWICE, true);

    assertThat(rows())
        .extracting(FindingRow::id)
        .containsExactly(
            StoryFindingDesk.OWN_USER, StoryFindingDesk.SENT_TWICE, StoryFindingDesk.TIMED_OUT);
    assertThat(rows().get(1).quiet()).isTrue();
    assertThat(desk.view().count()).isZero();
  }

  @Test
  void whatWasByDesignAndIsOverIsNotListed() {
    FindingsView over =
        view(List.of(finding("rule", Severity.BY_DESIGN, 5), finding("bad", Severity.WARNING, 5)));

    assertThat(FindingRow.of(over, NOW)).extracting(FindingRow::id).containsExactly("x/bad");
  }

  @Test
  void whatWasWorseOnceSaysWhatItWasAndWhen() {
    FindingView.Peak peak = new FindingView.Peak(NOW - 3_000_000_000L, "Something was.");
    FindingView lasts = finding("a", Severity.VIOLATION, peak, Timeline.OPEN);
    FindingView over = finding("b", Severity.VIOLATION, peak, NOW);

    List<FindingRow> rows = FindingRow.of(view(List.of(lasts, over)), NOW);
    assertThat(rows.get(0).severity()).isEqualTo(Severity.VIOLATION);
    assertThat(rows.get(0).sentence()).isEqualTo("Something is.");
    assertThat(rows.get(0).detail()).isEqualTo("A violation 3.0\u00a0s ago: Something was.");
    assertThat(rows.get(1).sentence()).isEqualTo("Something was.");
  }

  @Test
  void thereIsAnEndToTheList() {
    List<FindingView> many =
        IntStream.range(0, 100)
            .mapToObj(i -> finding("bad " + i, Severity.WARNING, Timeline.OPEN))
            .toList();

    assertThat(FindingRow.of(view(many), NOW)).hasSize(FindingRow.MOST_OPEN);
    assertThat(FindingRow.unlisted(view(many))).isEqualTo(100 - FindingRow.MOST_OPEN);
  }

  private static FindingsView view(List<FindingView> findings) {
    return new FindingsView(NOW, findings, List.of(), Set.of());
  }

  private static FindingView finding(String cause, Severity severity, long end) {
    return finding(cause, severity, null, end);
  }

  private static FindingView finding(
      String cause, Severity severity, FindingView.@Nullable Peak peak, long end) {
    return new FindingView(
        "x/" + cause,
        "x",
        null,
        severity,
        peak,
        "Something is.",
        "",
        "",
        List.of(),
        List.of(),
        1,
        end,
        1,
        false);
  }
}
