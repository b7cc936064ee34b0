package io.batcherconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.picture.Picture;
import io.batcherconsole.app.story.Frames;
import io.batcherconsole.app.story.QuietEngineView;
import io.batcherconsole.app.story.StoryActions;
import io.batcherconsole.app.story.StoryEngineView;
import io.batcherconsole.app.story.StoryFaultDesk;
import io.batcherconsole.app.story.StoryScenarioDesk;
import io.batcherconsole.app.theme.Fonts;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.window.ConsoleWindow;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EngineStatus.ChainStatus;
import io.batcherconsole.engine.event.EngineStatus.Phase;
import io.batcherconsole.engine.event.EngineView;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** The window over the story: its pictures, its keys, and what it shows when there is nothing. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class ConsoleWindowTest {
  private static final Path ASSETS = Path.of(System.getProperty("assets.dir"));
  private static final Path PICTURES = Path.of(System.getProperty("build.dir"), "pictures");
  private static final long A13 = 1013;
  private static final long A14 = 1014;

  private static final long SECOND = 1_000_000_000L;

  private final StoryFaultDesk faults = StoryFaultDesk.withVerifyDelay();
  private final StoryEngineView story = new StoryEngineView(faults);
  private final StoryActions actions = new StoryActions();
  private Stage stage;
  private ConsoleWindow window;

  @SuppressWarnings("NullAway.Init") // each test opens its window
  ConsoleWindowTest() {}

  @BeforeAll
  static void screen() throws Exception {
    HeadlessScreen.resize(1920, 1080);
  }

  @AfterEach
  void close() {
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          window.stop();
          stage.hide();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "DARK, 1440, 900",
    "LIGHT, 1440, 900",
    "DARK, 1920, 1080",
    "DARK, 1100, 700",
    "LIGHT, 1100, 700"
  })
  void thePanelsStayWithinTheWindow(Theme theme, int width, int height) throws Exception {
    open(story, theme, width, height);

    Picture picture = picture("story-" + theme + "-" + width);
    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
    for (String id : new String[] {"#vital-line", "#faults", "#scenarios", "#locks", "#findings"}) {
      Bounds bounds = bounds(id);
      assertThat(bounds.getMinX()).as(id).isGreaterThanOrEqualTo(0);
      assertThat(bounds.getMaxX()).as(id).isLessThanOrEqualTo(width);
      assertThat(bounds.getMaxY()).as(id).isLessThanOrEqualTo(height);
    }
  }

  @Test
  void theSliderTheFieldAndTheSwitchTellTheDesk(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);

    robot.push(KeyCode.F).push(KeyCode.RIGHT);
    await("the slider moved by a step", () -> faults.calls().contains("delay PT5.5S [A, B]"));
    assertThat(fx(() -> robot.lookup("#fault-slider").queryAs(Slider.class).getValue()))
        .isEqualTo(5.5);

    typeSeconds(robot, "42");
    await("the field was taken", () -> faults.calls().contains("delay PT42S [A, B]"));

    typeSeconds(robot, "99");
    await(
        "the range is told",
        () -> text(robot, "#fault-error").equals("a delay is between 0 and 60 s"));

    robot.clickOn("#fault-toggle .thumb-area");
    await("switched off", () -> faults.calls().contains("enable 1 false"));
    robot.clickOn("#fault-clear");
    await("cleared", () -> faults.rules().isEmpty());
    assertThat(text(robot, "#fault-hits")).isEqualTo("proofs pass undelayed");
  }

  /** In place of what is there, marked by key: on a slow machine two clicks are no double click. */
  private static void typeSeconds(FxRobot robot, String seconds) {
    robot.clickOn("#fault-seconds").push(KeyCode.SHORTCUT, KeyCode.A);
    robot.write(seconds).push(KeyCode.ENTER);
  }

  @Test
  void aFindingLeadsToWhomItConcernsAndWhenItWas(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);
    assertThat(text(robot, "#finding-count")).isEqualTo("1");

    robot.clickOn(row(robot, "Batch #7 had no receipt"));
    await("its proof is selected", () -> window.selection().serial() == 3088);

    picture("finding");
    robot.clickOn(row(robot, "1 wait for the user lock"));
    await("its proof is selected", () -> window.selection().serial() == 1013);
  }

  @Test
  void aSilencedFindingDoesNotCountAndIsHeardAgain(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);

    robot.clickOn(silenceOf(row(robot, "Batch #7 had no receipt")));
    story.advance(SECOND);
    await("nothing counts", () -> text(robot, "#finding-count").equals("none"));
    await(
        "it is quiet",
        () -> silenceOf(row(robot, "Batch #7 had no receipt")).getText().equals("Hear"));

    robot.clickOn(silenceOf(row(robot, "Batch #7 had no receipt")));
    story.advance(SECOND);
    await("it counts again", () -> text(robot, "#finding-count").equals("1"));
  }

  private static Node row(FxRobot robot, String beginning) throws Exception {
    return fx(
        () ->
            robot.lookup(".finding").queryAll().stream()
                .filter(
                    row ->
                        row.lookup(".finding-sentence") instanceof Label sentence
                            && sentence.getText().startsWith(beginning))
                .findFirst()
                .orElseThrow());
  }

  private static Button silenceOf(Node row) {
    return (Button) row.lookup(".finding-silence");
  }

  @Test
  void anyFaultIsTypedAndAGateLetsGo(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);
    robot.push(KeyCode.SHIFT, KeyCode.F);
    robot.write("replay=drop").push(KeyCode.ENTER);
    await(
        "what is wrong is told",
        () -> text(robot, "#fault-error").contains("There is no fault point \"replay\""));

    robot.push(KeyCode.SHORTCUT, KeyCode.A);
    robot.write("before-batch-lock=1*pause@A").push(KeyCode.ENTER);
    await("it is added", () -> faults.calls().contains("add before-batch-lock=1*pause@A"));
    assertThat(text(robot, "#fault-error")).isEmpty();
    assertThat(isVisible(robot, "#fault-rule")).isFalse();

    robot.clickOn("#faults .rule-card .strong").push(KeyCode.G);
    await("one is released", () -> faults.calls().contains("release 2 1"));
    robot.push(KeyCode.SHIFT, KeyCode.G);
    await("all are released", () -> faults.calls().contains("release 2 " + Integer.MAX_VALUE));
    robot.clickOn("#faults .rule-card .quiet-button");
    await("it is removed", () -> faults.calls().contains("remove 2"));
  }

  @Test
  void lettersTypedIntoAFieldAreNoCommands(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);

    robot.push(KeyCode.CONTROL, KeyCode.K);
    await("the palette is open", () -> robot.lookup("#palette").tryQuery().isPresent());
    robot.write("few t");

    assertThat(fx(() -> robot.lookup("#palette-query").queryAs(TextField.class).getText()))
        .isEqualTo("few t");
    assertThat(darkness()).as("T did not change the theme").isLessThan(100);

    robot.push(KeyCode.ESCAPE);
    await("it is closed", () -> robot.lookup("#palette").tryQuery().isEmpty());
  }

  @Test
  void thePaletteDoesWhatItOffers(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);

    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("light or dark");
    picture("palette");
    robot.push(KeyCode.ENTER);

    await("the theme changed", () -> darkness() > 200);
    robot.push(KeyCode.T);
    await("and back", () -> darkness() < 100);
  }

  @Test
  void theKeySheetOpensAndCloses(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);

    robot.write("?");
    await("it is open", () -> robot.lookup("#key-sheet").tryQuery().isPresent());
    picture("keys");
    robot.write("?");
    await("it is closed", () -> robot.lookup("#key-sheet").tryQuery().isEmpty());
  }

  @Test
  void frozenThePictureStandsStillWhileTheEngineGoesOn(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);
    robot.push(KeyCode.SPACE);
    await("frozen", () -> shows(robot, "#freeze", "Frozen"));
    String before = sentence(robot);

    story.advance(TimeUnit.SECONDS.toNanos(3));
    robot.push(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(sentence(robot)).isEqualTo(before).contains("4.2 s");

    robot.push(KeyCode.SPACE);
    await("live again", () -> sentence(robot).contains("7.2 s"));
  }

  @Test
  void theBlockerChainIsWalkedByKey(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);

    robot.write("[");
    await("who waits is selected", () -> window.selection().serial() == A14);
    robot.write("[");
    await("then who holds", () -> sentence(robot).startsWith("A·13 has held user A"));
    assertThat(window.selection().serial()).isEqualTo(A13);
    picture("holder");
    robot.write("]");
    await("and back", () -> sentence(robot).startsWith("A·14 has waited"));
  }

  @Test
  void aPanelCanBeEnlargedAndPutBack(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);
    double narrow = bounds("#locks").getWidth();

    robot.push(KeyCode.L);
    await("it is large", () -> bounds("#locks").getWidth() > 1000);
    robot.push(KeyCode.ESCAPE);
    await("it is back", () -> bounds("#locks").getWidth() == narrow);
  }

  @Test
  void aSecondScenarioIsRefusedWithASentence(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);

    robot.push(KeyCode.DIGIT2);

    await(
        "the reason is told",
        () ->
            text(robot, "#scenario-error").equals("Few proofs is still running; cancel it first"));
  }

  @Test
  void aScenarioForAnotherDesignIsOfferedWithIt(FxRobot robot) throws Exception {
    open(story, Theme.DARK, 1440, 900);
    robot.push(KeyCode.X);
    robot.clickOn("#scenario-slow-reader");
    await("it is offered", () -> isVisible(robot, "#scenario-offer"));

    Picture picture = picture("scenario-offer");
    assertThat(picture.width()).isEqualTo(1440);
    assertThat(text(robot, "#scenario-offer-sentence")).startsWith("It happens under split-state.");
    assertThat(actions.asked()).isEmpty();

    robot.push(KeyCode.ENTER);
    await("it is played", () -> actions.asked().contains("play slow-reader under split-state"));
    assertThat(isVisible(robot, "#scenario-offer")).isFalse();
  }

  @Test
  void anEngineThatFailedSaysWhyAndWhatToDo(FxRobot robot) throws Exception {
    String why = "Port 8080 is in use: stop the other program or choose another with --port.";
    open(new QuietEngineView(Frames.status(Phase.FAILED, why, null)), Theme.DARK, 1440, 900);

    picture("failed");
    assertThat(text(robot, "#trouble")).isEqualTo(why);
    assertThat(sentence(robot)).isEqualTo(why);
  }

  @Test
  void anEngineWithoutProofsIsShownWithoutInventingAny(FxRobot robot) throws Exception {
    open(new QuietEngineView(running("ordered")), Theme.LIGHT, 1440, 900);

    picture("empty");
    assertThat(sentence(robot)).isEqualTo("Nobody waits, and no lock is held.");
    assertThat(robot.lookup("#trouble").tryQuery())
        .hasValueSatisfying(node -> assertThat(node.getParent().isVisible()).isFalse());
  }

  @Test
  void aLongNameDoesNotPushTheButtonsOut(FxRobot robot) throws Exception {
    String name = "split-state-2017-with-a-name-as-long-as-nobody-would-choose";
    open(new QuietEngineView(running(name)), Theme.DARK, 1100, 700);

    picture("long-name");
    assertThat(bounds("#theme").getMaxX()).isLessThanOrEqualTo(1100);
    assertThat(bounds("#vital-line").getMinX()).isGreaterThanOrEqualTo(0);
  }

  private static EngineStatus running(String locking) {
    ChainStatus chain = new ChainStatus("simulated", "in memory", 31337, 3, 2_000_000_000L, true);
    EngineStatus status = Frames.status(Phase.RUNNING, "All is well.", chain);
    return new EngineStatus(
        status.phase(),
        status.sentence(),
        status.startedAt(),
        "ws://localhost:8080",
        locking,
        chain);
  }

  private void open(EngineView engine, Theme theme, int width, int height) throws Exception {
    stage = FxToolkit.registerStage(Stage::new);
    window =
        WaitForAsyncUtils.asyncFx(
                () -> {
                  ConsoleWindow opened =
                      new ConsoleWindow(
                          new ConsoleWindow.Parts(
                              engine,
                              faults,
                              story.findingDesk(),
                              new StoryScenarioDesk(),
                              actions),
                          new Look(Fonts.load(ASSETS), theme),
                          width,
                          height);
                  stage.setScene(opened.scene());
                  stage.show();
                  opened.showNow();
                  opened.start();
                  return opened;
                })
            .get();
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Picture picture(String name) throws Exception {
    Picture picture =
        WaitForAsyncUtils.asyncFx(
                () -> {
                  window.showNow();
                  return Picture.of(window.scene());
                })
            .get();
    picture.write(PICTURES.resolve(name + ".png"));
    return picture;
  }

  /** Green of the window's ground, between its panels: 0 is dark. */
  private int darkness() throws Exception {
    int pixel = fx(() -> Picture.of(window.scene()).argb(4, 450));
    return (pixel >> 8) & 0xff;
  }

  private Bounds bounds(String query) throws Exception {
    return fx(
        () -> {
          Node node = window.scene().lookup(query);
          return node.localToScene(node.getBoundsInLocal());
        });
  }

  private static String text(FxRobot robot, String query) throws Exception {
    return fx(() -> robot.lookup(query).queryAs(Labeled.class).getText());
  }

  private static boolean isVisible(FxRobot robot, String query) throws Exception {
    return fx(() -> robot.lookup(query).query().isVisible());
  }

  private static boolean shows(FxRobot robot, String within, String text) {
    return robot.from(robot.lookup(within)).lookup(text).tryQuery().isPresent();
  }

  private static String sentence(FxRobot robot) throws Exception {
    return fx(
        () ->
            robot.lookup("#sentence").queryAs(TextFlow.class).getChildren().stream()
                .map(node -> ((Text) node).getText())
                .collect(Collectors.joining()));
  }

  /**
   * Looks at the window on the JavaFX thread: that one rebuilds parts of it, and when it comes to
   * the look it has done all that a key or a click led to.
   */
  private static <T> T fx(Callable<T> look) throws Exception {
    return Platform.isFxApplicationThread() ? look.call() : WaitForAsyncUtils.asyncFx(look).get();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> fx(condition));
    } catch (TimeoutException never) {
      throw new AssertionError("never came true: " + what, never);
    }
  }
}
