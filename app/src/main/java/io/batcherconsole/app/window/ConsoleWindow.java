package io.batcherconsole.app.window;

import io.batcherconsole.app.batches.BatchPanel;
import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.CommandPalette;
import io.batcherconsole.app.command.Commands;
import io.batcherconsole.app.command.KeySheet;
import io.batcherconsole.app.faults.FaultPanel;
import io.batcherconsole.app.findings.FindingPanel;
import io.batcherconsole.app.frame.FramePump;
import io.batcherconsole.app.frame.FrameReader;
import io.batcherconsole.app.frame.LaneWalk;
import io.batcherconsole.app.frame.Rate;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.lanes.LanesPanel;
import io.batcherconsole.app.latency.LatencyPanel;
import io.batcherconsole.app.locks.LockPanel;
import io.batcherconsole.app.paint.TimeWindow;
import io.batcherconsole.app.proof.ProofPanel;
import io.batcherconsole.app.queue.QueuePanel;
import io.batcherconsole.app.scenarios.ScenarioPanel;
import io.batcherconsole.app.sentence.BlockerWalk;
import io.batcherconsole.app.sentence.SentenceBar;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.vitals.VitalLine;
import io.batcherconsole.engine.diagnose.FindingDesk;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.scenario.ScenarioDesk;
import javafx.scene.Scene;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/**
 * The whole window over one engine: its panels, the frames that flow into them, and the commands.
 * Used on the JavaFX thread only.
 */
public final class ConsoleWindow {
  /** A window smaller than this, px, has no room for its panels. */
  public static final double LEAST_WIDTH = 1100;

  public static final double LEAST_HEIGHT = 700;

  private static final double ZOOM = 1.25;
  private static final double PAN = 0.1;

  private final Look look;
  private final Commands commands = new Commands();
  private final Selection selection = new Selection();
  private final TimeWindow time = new TimeWindow();
  private final FrameReader reader;
  private final FramePump pump;
  private final StackPane root;
  private final Overlays overlays;
  private final MainArea main;
  private final Scene scene;
  private final CommandPalette palette;
  private final KeySheet keys = new KeySheet();
  private final PaletteOffer offer;

  /**
   * @param width of the content, px
   * @param height of the content, px
   */
  public ConsoleWindow(Parts parts, Look look, double width, double height) {
    this.look = look;
    this.reader = new FrameReader(parts.engine(), parts.scenarios(), selection, time);
    this.pump = new FramePump(reader, this::watched);
    ConsoleActions actions = parts.actions();
    ScenarioPanel scenarios = new ScenarioPanel(parts.scenarios(), actions, commands);
    VitalLine vitals =
        new VitalLine(commands, scenarios::fill, actions.lockings(), actions::switchLocking);
    FaultPanel faults = new FaultPanel(parts.faults(), commands);
    LockPanel locks = new LockPanel(selection);
    ProofPanel proof = new ProofPanel();
    FindingPanel findings = new FindingPanel(parts.findings(), selection, time);
    SentenceBar sentence = new SentenceBar(commands);
    LanesPanel users = new LanesPanel(look, selection, time);
    BatchPanel batches = new BatchPanel(look);
    QueuePanel queue = new QueuePanel(look);
    LatencyPanel latency = new LatencyPanel(look);
    pump.feed(vitals, Rate.NUMBERS);
    pump.feed(faults, Rate.CLOCK);
    pump.feed(scenarios, Rate.NUMBERS);
    pump.feed(users, Rate.PULSE);
    pump.feed(batches, Rate.PULSE);
    pump.feed(queue, Rate.NUMBERS);
    pump.feed(latency, Rate.SLOW);
    pump.feed(locks, Rate.CLOCK);
    pump.feed(findings, Rate.NUMBERS);
    pump.feed(proof, Rate.CLOCK);
    pump.feed(sentence, Rate.CLOCK);

    this.main =
        new MainArea(
            new MainArea.Parts(
                faults.view(),
                scenarios.view(),
                users.view(),
                batches.view(),
                queue.view(),
                latency.view(),
                locks.view(),
                findings.view(),
                proof.view()));
    VBox.setVgrow(main.view(), Priority.ALWAYS);
    this.root = new StackPane(new VBox(vitals.view(), main.view(), sentence.view()));
    root.setId("console");
    root.setFocusTraversable(true);
    this.overlays = new Overlays(root);
    this.palette = new CommandPalette(overlays::close);
    this.offer =
        new PaletteOffer(commands, parts.scenarios(), scenarios::start, actions, selection);
    this.scene = new Scene(root, width, height);
    look.dress(scene);
    commands.on(Command.LOCKS, () -> main.toggleLarge(locks.view()));
    commands.on(Command.FINDINGS, () -> main.toggleLarge(findings.view()));
    commands.on(Command.USERS, () -> main.toggleLarge(users.view()));
    commands.on(Command.BATCHES, () -> main.toggleLarge(batches.view()));
    commands.on(Command.QUEUE, () -> main.toggleLarge(queue.view()));
    commands.on(Command.LATENCY, () -> main.toggleLarge(latency.view()));
    bind(actions);
    commands.listen(scene);
    root.requestFocus();
  }

  /** The engine's sides that a window needs. */
  public record Parts(
      EngineView engine,
      FaultDesk faults,
      FindingDesk findings,
      ScenarioDesk scenarios,
      ConsoleActions actions) {}

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

  /** Does what a key or a menu would do. */
  public void run(Command command) {
    commands.run(command);
  }

  /** What is selected in this window. */
  public Selection selection() {
    return selection;
  }

  private boolean watched() {
    return scene.getWindow() != null
        && scene.getWindow().isShowing()
        && !(scene.getWindow() instanceof Stage stage && stage.isIconified());
  }

  private void bind(ConsoleActions actions) {
    commands.on(Command.FREEZE, this::freeze);
    commands.on(Command.ZOOM_IN, () -> time.zoom(1 / ZOOM, 1));
    commands.on(Command.ZOOM_OUT, () -> time.zoom(ZOOM, 1));
    commands.on(Command.EARLIER, () -> time.pan(PAN));
    commands.on(Command.LATER, () -> time.pan(-PAN));
    commands.on(Command.NOW, time::follow);
    commands.on(
        Command.THEME,
        () -> {
          look.toggle();
          pump.refresh();
        });
    BlockerWalk walk = new BlockerWalk(selection);
    commands.on(Command.TO_BLOCKER, () -> walk.toBlocker(pump.frame()));
    commands.on(Command.BACK, walk::back);
    LaneWalk lane = new LaneWalk(selection);
    commands.on(Command.NEXT_PROOF, () -> lane.move(pump.frame(), 1));
    commands.on(Command.PREVIOUS_PROOF, () -> lane.move(pump.frame(), -1));
    commands.on(
        Command.DESELECT,
        () -> {
          if (!overlays.close() && !main.restore()) {
            selection.clear();
            root.requestFocus();
          }
        });
    commands.on(
        Command.PALETTE,
        () -> {
          palette.offer(offer.everything(pump.frame()), "What do you want to do?");
          overlays.open(palette.view());
          palette.focus();
        });
    commands.on(
        Command.FIND,
        () -> {
          palette.offer(offer.proofs(pump.frame()), "Which proof? User and nonce, as A·12");
          overlays.open(palette.view());
          palette.focus();
        });
    commands.on(
        Command.KEYS,
        () -> {
          if (overlays.shows(keys.view())) {
            overlays.close();
          } else {
            overlays.open(keys.view());
          }
        });
    commands.on(Command.STOP_ENGINE, actions::stopEngine);
    commands.on(
        Command.QUIT,
        () -> {
          if (scene.getWindow() != null) {
            scene.getWindow().hide();
          }
        });
  }

  private void freeze() {
    if (reader.live()) {
      reader.freeze();
    } else {
      reader.follow();
    }
  }
}
