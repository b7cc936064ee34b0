package io.batcherconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.theme.Fonts;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.app.window.ConsoleWindow;
import io.batcherconsole.engine.ChainChoice;
import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.event.EngineStatus.Phase;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import io.batcherconsole.engine.scenario.ScenarioRunView;
import io.batcherconsole.engine.scenario.ScenarioRunView.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The window over a real engine, used as a person would: few-proofs, and the slider while it runs.
 */
@ExtendWith(ApplicationExtension.class)
@Timeout(150)
class ConsoleOverEngineTest {
  private static final String THUMB = "#fault-slider .thumb";
  private static final Path ASSETS = Path.of(System.getProperty("assets.dir"));

  @TempDir private Path batches;
  private final List<ConsoleWindow.Parts> exchanged = new CopyOnWriteArrayList<>();
  private EngineSeat seat;
  private Engine engine;
  private ConsoleWindow window;

  @SuppressWarnings("NullAway.Init") // opened before each test
  ConsoleOverEngineTest() {}

  @BeforeAll
  static void screen() throws Exception {
    HeadlessScreen.resize(1920, 1080);
  }

  @BeforeEach
  void open() throws Exception {
    seat =
        new EngineSeat(
            EngineConfig.devnet(ASSETS).toBuilder()
                .chain(new ChainChoice.Simulated())
                .batchFolder(batches)
                .port(0)
                .build(),
            exchanged::add);
    engine = seat.engine();
    Stage stage = FxToolkit.registerStage(Stage::new);
    window =
        WaitForAsyncUtils.asyncFx(
                () -> {
                  ConsoleWindow opened =
                      new ConsoleWindow(
                          seat.parts(), new Look(Fonts.load(ASSETS), Theme.DARK), 1440, 900);
                  stage.setScene(opened.scene());
                  stage.show();
                  opened.start();
                  return opened;
                })
            .get();
    await("the batcher runs", () -> engine.view().status().phase() == Phase.RUNNING);
  }

  @AfterEach
  void close() {
    WaitForAsyncUtils.waitForAsyncFx(10_000, window::stop);
    seat.close();
  }

  @Test
  void anotherLockingDesignComesWithAnEngineOfItsOwn(FxRobot robot) throws Exception {
    await("the chip names the design", () -> texts("#vital-line").contains("ordered"));
    robot.clickOn(middle("#locking-chip"));
    await("the menu is open", () -> offered(robot, "per-user ").isPresent());
    robot.clickOn(offered(robot, "per-user ").orElseThrow());

    await("there is another engine", () -> !exchanged.isEmpty());
    assertThat(engine.view().status().phase()).isEqualTo(Phase.STOPPED);
    assertThat(seat.engine()).isNotSameAs(engine);
    seat.engine().awaitRunning();
    assertThat(exchanged.getFirst().engine().status().locking()).isEqualTo("per-user");
    assertThat(exchanged.getFirst().scenarios().scenarios()).isNotEmpty();
  }

  @Test
  void aHazardIsPlayedUnderItsDesignAfterOneMoreKey(FxRobot robot) throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("arbit").push(KeyCode.ENTER);
    await("nothing changes unasked", () -> texts("#scenario-offer").contains("split-state"));
    assertThat(texts("#scenario-offer"))
        .contains("a queue for")
        .contains("what is queued is lost")
        .contains("ordered");
    assertThat(seat.engine()).isSameAs(engine);

    robot.push(KeyCode.ENTER);

    await("there is another engine", () -> !exchanged.isEmpty());
    await("the scenario is played", () -> latest(seat.engine()).equals("arbitrary-eviction"));
    assertThat(seat.engine().view().status().locking()).isEqualTo("split-state");
    assertThat(seat.refit(info("arbitrary-eviction"))).as("it can be played again").isEmpty();
    await(
        "it is found",
        () ->
            seat.engine().findings().view().findings().stream()
                .anyMatch(found -> "arbitrary-eviction".equals(found.hazard())));
    assertThat(seat.refit(info("few-proofs")))
        .as("the others need the engine as it was")
        .hasValueSatisfying(
            refit -> assertThat(refit.lockings()).containsExactly("split-state", "ordered"));
    seat.engine().scenarios().cancel();

    Engine small = seat.engine();
    seat.play(info("few-proofs"), "ordered");
    await("there is a third one", () -> seat.engine() != small);
    await("the scenario is played", () -> latest(seat.engine()).equals("few-proofs"));
    assertThat(seat.refit(info("few-proofs"))).isEmpty();
  }

  private ScenarioInfo info(String name) {
    return engine.scenarios().scenarios().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String latest(Engine of) {
    return of.scenarios().latest().map(run -> run.scenario().name()).orElse("");
  }

  @Test
  void theSecondConnectionIsSeenWaitingAndTheSliderChangesTheDelay(FxRobot robot) throws Exception {
    robot.push(KeyCode.DIGIT1);
    await("a proof waits for user A", () -> waiterOf("user A").isPresent());
    String waiter = waiterOf("user A").orElseThrow();
    await("the lock board names the waiter", () -> texts("#locks").contains(waiter));
    await("the sentence says why", () -> sentence().contains("user A"));
    assertThat(delay()).isEqualTo(TimeUnit.SECONDS.toNanos(5));
    await("the slider follows", () -> slider(Slider::getValue) == 5.0);
    await("its thumb too", () -> Math.abs(middle(THUMB).getX() - onTrack(5)) < 4);

    dragSliderTo(robot, 2);

    await("the slider changed the delay", () -> delay() < TimeUnit.SECONDS.toNanos(4));
    String shown = String.format(Locale.ROOT, "%.1f s", delay() / 1e9);
    await("the sentence tells the new delay", () -> sentence().contains(shown));

    long gate = engine.faults().add(FaultRule.parse("before-batch-lock=pause"));
    // All of it by key: on a slow machine two clicks are no double click.
    robot.clickOn(middle("#fault-seconds")).push(KeyCode.SHORTCUT, KeyCode.A);
    robot.write("0.2").push(KeyCode.ENTER);

    await("typing changed it too", () -> delay() == TimeUnit.MILLISECONDS.toNanos(200));
    engine.faults().remove(gate); // until now the run could not end before its delay was typed
    await("the run ends", () -> run().filter(run -> run.state() != State.RUNNING).isPresent());
    assertThat(run().orElseThrow().state()).as(String.valueOf(run())).isEqualTo(State.PASSED);
    await("the list tells the outcome", () -> texts("#scenarios").contains("8 of 8"));
    assertThat(engine.faults().rules()).as("a scenario's fault ends with it").isEmpty();
  }

  @Test
  void aScenarioCanBeCancelledAndTheBatcherGoesOn(FxRobot robot) throws Exception {
    robot.push(KeyCode.DIGIT1);
    await("a proof waits for user A", () -> waiterOf("user A").isPresent());

    robot.push(KeyCode.X);

    await("it is cancelled", () -> run().filter(r -> r.state() == State.CANCELLED).isPresent());
    await("nobody waits any more", () -> waiterOf("user A").isEmpty());
    assertThat(engine.view().status().phase()).isEqualTo(Phase.RUNNING);
    assertThat(engine.faults().rules()).isEmpty();
  }

  private static Optional<Node> offered(FxRobot robot, String start) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () ->
                robot
                    .lookup(
                        (Node node) -> node instanceof Labeled it && it.getText().startsWith(start))
                    .tryQuery())
        .get();
  }

  private Optional<String> waiterOf(String lock) {
    return engine.view().locks().locks().stream()
        .filter(view -> view.id().name().equals(lock))
        .map(LockView::waiters)
        .flatMap(List::stream)
        .map(waiter -> waiter.actor().label())
        .findFirst();
  }

  private long delay() {
    return engine.faults().rules().stream()
        .filter(rule -> rule.point().equals("verify"))
        .mapToLong(FaultView::delayNanos)
        .findFirst()
        .orElseThrow();
  }

  private Optional<ScenarioRunView> run() {
    return engine.scenarios().latest();
  }

  private double slider(ToDoubleFunction<Slider> figure) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> figure.applyAsDouble((Slider) window.scene().lookup("#fault-slider")))
        .get();
  }

  private void dragSliderTo(FxRobot robot, double seconds) throws Exception {
    robot
        .drag(middle(THUMB), MouseButton.PRIMARY)
        .dropTo(new Point2D(onTrack(seconds), middle("#fault-slider").getY()));
  }

  /** Where on screen the slider shows that many seconds: the thumb stays within the slider. */
  private double onTrack(double seconds) throws Exception {
    Bounds slider = bounds("#fault-slider");
    double thumb = bounds(THUMB).getWidth();
    return slider.getMinX()
        + thumb / 2
        + (slider.getWidth() - thumb) * seconds / slider(Slider::getMax);
  }

  private Point2D middle(String node) throws Exception {
    Bounds bounds = bounds(node);
    return new Point2D(bounds.getCenterX(), bounds.getCenterY());
  }

  /** On the JavaFX thread, which rebuilds parts of the window meanwhile. */
  private Bounds bounds(String node) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              Node found = window.scene().lookup(node);
              return found.localToScreen(found.getBoundsInLocal());
            })
        .get();
  }

  private String sentence() throws Exception {
    return texts("#sentence");
  }

  /** All that can be read below a node. */
  private String texts(String node) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              List<String> texts = new ArrayList<>();
              collect(window.scene().lookup(node), texts);
              return String.join(" ", texts);
            })
        .get();
  }

  private static void collect(Node node, List<String> texts) {
    if (node instanceof Labeled labeled) {
      texts.add(labeled.getText());
    } else if (node instanceof Text text) {
      texts.add(text.getText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, texts));
    }
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(100, TimeUnit.SECONDS, condition);
    } catch (TimeoutException never) {
      throw new AssertionError("never came true: " + what, never);
    }
  }
}
