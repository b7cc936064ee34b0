package io.batcherconsole.app.window;

import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.Commands;
import io.batcherconsole.app.faults.FaultPanel;
import io.batcherconsole.app.frame.FramePump;
import io.batcherconsole.app.frame.FrameReader;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.frame.Rate;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.locks.LockPanel;
import io.batcherconsole.app.paint.TimeWindow;
import io.batcherconsole.app.scenarios.ScenarioPanel;
import io.batcherconsole.app.sentence.BlockerWalk;
import io.batcherconsole.app.sentence.SentenceBar;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.vitals.VitalLine;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.scenario.ScenarioDesk;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The whole window over one engine: its panels, the frames that flow into them, and the commands.
 * Used on the JavaFX thread only.
 */
public final class ConsoleWindow {
  private final Look look;
  private final Commands commands = new Commands();
  private final Selection selection = new Selection();
  private final TimeWindow time = new TimeWindow();
  private final FrameReader reader;
  private final FramePump pump;
  private final Scene scene;

  /**
   * @param width of the content, px
   * @param height of the content, px
   */
  public ConsoleWindow(
      EngineView engine,
      FaultDesk faults,
      ScenarioDesk scenarios,
      ConsoleActions actions,
      Look look,
      double width,
      double height) {
    this.look = look;
    this.reader = new FrameReader(engine, scenarios, selection, time);
    this.pump = new FramePump(reader, this::watched);
    ScenarioPanel scenarioPanel = new ScenarioPanel(scenarios, commands);
    VitalLine vitals = new VitalLine(commands, scenarioPanel::fill);
    FaultPanel faultPanel = new FaultPanel(faults, commands);
    LockPanel locks = new LockPanel(selection);
    SentenceBar sentence = new SentenceBar(commands);
    pump.feed(vitals, Rate.NUMBERS);
    pump.feed(faultPanel, Rate.CLOCK);
    pump.feed(scenarioPanel, Rate.NUMBERS);
    pump.feed(locks, Rate.CLOCK);
    pump.feed(sentence, Rate.CLOCK);

    MainArea main =
        new MainArea(
            faultPanel.view(),
            scenarioPanel.view(),
            new PanelBox("Users", new Region()),
            new PanelBox("Batches", new Region()),
            new PanelBox("Queue → next batch", new Region()),
            new PanelBox("Verify latency", new Region()),
            locks.view(),
            new PanelBox("Findings", new Region()));
    VBox.setVgrow(main.view(), javafx.scene.layout.Priority.ALWAYS);
    VBox column = new VBox(vitals.view(), main.view(), sentence.view());
    StackPane root = new StackPane(column);
    root.setId("console");
    scene = new Scene(root, width, height);
    look.dress(scene);
    bind(actions);
    commands.listen(scene);
  }

  public Scene scene() {
    return scene;
  }

  /** Starts the flow of frames. */
  public void start() {
    pump.start();
  }

  /** Ends the flow of frames; the picture stands still. */
  public void stop() {
    pump.stop();
  }

  /** Shows the newest frame in every panel at once, for a picture. */
  public void showNow() {
    pump.showNow();
  }

  private boolean watched() {
    return scene.getWindow() != null
        && scene.getWindow().isShowing()
        && !(scene.getWindow() instanceof javafx.stage.Stage stage && stage.isIconified());
  }

  private void bind(ConsoleActions actions) {
    BlockerWalk walk = new BlockerWalk(selection);
    commands.on(Command.FREEZE, this::freeze);
    commands.on(Command.ZOOM_IN, () -> time.zoom(0.8, 1));
    commands.on(Command.ZOOM_OUT, () -> time.zoom(1.25, 1));
    commands.on(Command.EARLIER, () -> time.pan(0.1));
    commands.on(Command.LATER, () -> time.pan(-0.1));
    commands.on(Command.NOW, time::follow);
    commands.on(
        Command.THEME,
        () -> {
          look.toggle();
          pump.refresh();
        });
    commands.on(Command.TO_BLOCKER, () -> walk.toBlocker(pump.frame()));
    commands.on(Command.BACK, walk::back);
    commands.on(Command.DESELECT, selection::clear);
    commands.on(Command.STOP_ENGINE, actions::stopEngine);
    commands.on(Command.QUIT, actions::quit);
  }

  private void freeze() {
    if (reader.live()) {
      reader.freeze();
    } else {
      reader.follow();
    }
  }
}
