package io.batcherconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.batches.BatchPanel;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.latency.LatencyPanel;
import io.batcherconsole.app.paint.LaneGeometry;
import io.batcherconsole.app.queue.QueuePanel;
import io.batcherconsole.app.story.Frames;
import io.batcherconsole.app.theme.Fonts;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.theme.Token;
import io.batcherconsole.engine.event.EngineStatus.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Where the painted panels put their colours, in both themes, and that nothing gives nothing. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class PanelPictureTest {
  private static final Path ASSETS = Path.of(System.getProperty("assets.dir"));
  private static final int WIDTH = 800;
  private static final int HEIGHT = 300;

  private record Spot(int x, int y) {}

  /** A panel as it is on screen. */
  private record Painted(WritableImage image, Look look) {
    /** All pixels of exactly that colour. */
    List<Spot> of(Token token) {
      PixelReader pixels = image.getPixelReader();
      int wanted = look.palette().argb(token);
      List<Spot> found = new ArrayList<>();
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          if (pixels.getArgb(x, y) == wanted) {
            found.add(new Spot(x, y));
          }
        }
      }
      return found;
    }
  }

  private static Painted paint(Theme theme, Function<Look, Panel> make, ConsoleFrame frame)
      throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              Look look = new Look(Fonts.load(ASSETS), theme);
              Panel panel = make.apply(look);
              Scene scene = new Scene(panel.view(), WIDTH, HEIGHT);
              look.dress(scene);
              panel.view().applyCss();
              panel.view().layout();
              panel.show(frame);
              return new Painted(scene.snapshot(null), look);
            })
        .get();
  }

  private static ConsoleFrame quiet() {
    return Frames.quiet(Frames.status(Phase.RUNNING, "All is well.", null));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void injectedDelaysStandApartFromTheVerificationItself(Theme theme) throws Exception {
    Painted story = paint(theme, LatencyPanel::new, Frames.story());

    assertThat(story.of(Token.VERIFYING)).isNotEmpty();
    assertThat(story.of(Token.INJECTED)).isNotEmpty();
    assertThat(left(story.of(Token.INJECTED)))
        .as("seconds are injected, and verifying takes milliseconds")
        .isGreaterThan(right(story.of(Token.VERIFYING)));
    Painted quiet = paint(theme, LatencyPanel::new, quiet());
    assertThat(quiet.of(Token.VERIFYING)).isEmpty();
    assertThat(quiet.of(Token.INJECTED)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void batchesStandOnTheLanesClockAndEndInTheirMarks(Theme theme) throws Exception {
    Painted story = paint(theme, BatchPanel::new, Frames.story());

    int now = WIDTH - (int) LaneGeometry.RIGHT;
    assertThat(story.of(Token.POSTED)).as("the marks of posted batches").isNotEmpty();
    assertThat(story.of(Token.HOLDING)).as("taking proofs from the queue").isNotEmpty();
    for (Token token : List.of(Token.POSTED, Token.HOLDING, Token.ACCENT)) {
      assertThat(left(story.of(token)))
          .as("%s", token)
          .isGreaterThanOrEqualTo((int) LaneGeometry.LEFT);
      assertThat(right(story.of(token))).as("%s", token).isLessThanOrEqualTo(now + 2);
    }
    assertThat(right(story.of(Token.ACCENT))).as("now").isBetween(now - 2, now + 2);
    Painted quiet = paint(theme, BatchPanel::new, quiet());
    assertThat(quiet.of(Token.POSTED)).isEmpty();
    assertThat(quiet.of(Token.HOLDING)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theNextBatchIsTheLeftOfTheQueueUnderTheCurveOfItsFee(Theme theme) throws Exception {
    ConsoleFrame frame = Frames.story();
    Painted story = paint(theme, QueuePanel::new, frame);

    List<Spot> inTheBatch = story.of(Token.HOLDING);
    double share = (double) frame.queue().nextBatch() / frame.queue().entries().size();
    double width = right(inTheBatch) - left(inTheBatch);
    assertThat(width / (WIDTH - 2.0 * left(inTheBatch))).isBetween(share - 0.1, share + 0.1);
    List<Spot> curve = story.of(Token.ATTENTION);
    assertThat(height(curve, left(curve)))
        .as("the more go, the less each pays")
        .isLessThan(height(curve, right(curve)));
    assertThat(paint(theme, QueuePanel::new, quiet()).of(Token.HOLDING)).isEmpty();
  }

  private static int left(List<Spot> spots) {
    return spots.stream().mapToInt(Spot::x).min().orElseThrow();
  }

  private static int right(List<Spot> spots) {
    return spots.stream().mapToInt(Spot::x).max().orElseThrow();
  }

  private static int height(List<Spot> spots, int x) {
    return spots.stream()
        .filter(spot -> spot.x() == x)
        .min(Comparator.comparingInt(Spot::y))
        .orElseThrow()
        .y();
  }
}
