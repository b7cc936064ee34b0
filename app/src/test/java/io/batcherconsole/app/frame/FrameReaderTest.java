package io.batcherconsole.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.paint.TimeWindow;
import io.batcherconsole.app.story.StoryEngineView;
import io.batcherconsole.app.story.StoryScenarioDesk;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private static final long MS = 1_000_000L;

  private final StoryEngineView engine = new StoryEngineView();
  private final Selection selection = new Selection();
  private final TimeWindow window = new TimeWindow();
  private final FrameReader reader =
      new FrameReader(engine, new StoryScenarioDesk(), selection, window);

  @Test
  void slowPartsAreTheSameObjectBetweenTheirReads() {
    ConsoleFrame first = reader.read();
    engine.advance(16 * MS);
    ConsoleFrame second = reader.read();

    assertThat(second.now()).isEqualTo(first.now() + 16 * MS);
    assertThat(second.timeline()).isNotSameAs(first.timeline());
    assertThat(second.locks()).isSameAs(first.locks());
    assertThat(second.queue()).isSameAs(first.queue());

    engine.advance(100 * MS);
    ConsoleFrame third = reader.read();
    assertThat(third.locks()).isNotSameAs(first.locks());
    assertThat(third.counters()).isSameAs(first.counters());
  }

  @Test
  void thePictureStandsStillWhileFrozenAndTheEngineGoesOn() {
    ConsoleFrame live = reader.read();
    reader.freeze();
    engine.advance(5_000 * MS);
    ConsoleFrame frozen = reader.read();

    assertThat(frozen.live()).isFalse();
    assertThat(frozen.now()).isEqualTo(live.now());
    assertThat(reader.read()).isSameAs(frozen);

    reader.follow();
    assertThat(reader.read().now()).isEqualTo(live.now() + 5_000 * MS);
  }

  @Test
  void aFrozenPictureCanStillBePannedAndSelectedIn() {
    reader.freeze();
    ConsoleFrame still = reader.read();
    window.panBy(3_000 * MS);
    selection.select(1013);
    ConsoleFrame moved = reader.read();

    assertThat(moved.timeline().to()).isEqualTo(still.now() - 3_000 * MS);
    assertThat(moved.selected()).isEqualTo(1013);
    assertThat(moved.locks()).isSameAs(still.locks());

    reader.follow();
    assertThat(window.offset()).isZero();
  }
}
