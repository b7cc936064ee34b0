package io.batcherconsole.app.scenarios;

import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.Commands;
import io.batcherconsole.app.command.KeyCap;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.text.Tone;
import io.batcherconsole.engine.scenario.ScenarioDesk;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import io.batcherconsole.engine.scenario.ScenarioRunView.ExpectationView;
import io.batcherconsole.engine.scenario.ScenarioRunView.State;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The scenarios: a click or a digit starts one; the one that runs tells how it goes. */
public final class ScenarioPanel implements Panel {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final ScenarioDesk desk;
  private final EngineFitting fitting;
  private final Commands commands;
  private final VBox list = new VBox();
  private final Label error = new Label();
  private final RefitOffer offer;
  private final PanelBox view;
  private @Nullable List<ScenarioRow> shown;

  public ScenarioPanel(ScenarioDesk desk, EngineFitting fitting, Commands commands) {
    this.desk = desk;
    this.fitting = fitting;
    this.commands = commands;
    this.offer = new RefitOffer(fitting::play);
    error.setId("scenario-error");
    error.getStyleClass().addAll("broken", "empty");
    error.setWrapText(true);
    error.setMinHeight(Region.USE_PREF_SIZE);
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("bare");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    view =
        new PanelBox("Scenarios", new VBox(offer.view(), error, scroll)).aside(new KeyCap("1–9"));
    view.setId("scenarios");
    commands.on(Command.CANCEL_SCENARIO, this::cancel);
    commands.onDigit(
        digit -> {
          List<ScenarioInfo> main =
              desk.scenarios().stream().filter(one -> one.hazard() == null).toList();
          if (digit <= main.size()) {
            start(main.get(digit - 1));
          }
        });
    tell("");
  }

  @Override
  public Region view() {
    return view;
  }

  @Override
  public void show(ConsoleFrame frame) {
    List<ScenarioRow> rows = ScenarioRow.of(desk.scenarios(), frame.scenario());
    if (rows.equals(shown)) {
      return;
    }
    shown = rows;
    List<Node> nodes = new ArrayList<>();
    boolean hazards = false;
    for (ScenarioRow row : rows) {
      if (row.scenario().hazard() != null && !hazards) {
        hazards = true;
        Label caption = new Label("Hazards");
        caption.getStyleClass().add("scenario-caption");
        nodes.add(caption);
      }
      nodes.add(node(row));
      if (row.current()) {
        nodes.add(details(row));
      }
    }
    if (rows.isEmpty()) {
      Label none = new Label("No scenario was found.");
      none.getStyleClass().addAll("muted", "empty");
      nodes.add(none);
    }
    list.getChildren().setAll(nodes);
  }

  /** Fills a menu with all scenarios, and with a way to stop the one that runs. */
  public void fill(MenuButton menu) {
    menu.setOnShowing(
        event -> {
          List<MenuItem> items = new ArrayList<>();
          boolean hazards = false;
          for (ScenarioInfo scenario : desk.scenarios()) {
            if (scenario.hazard() != null && !hazards) {
              hazards = true;
              items.add(new SeparatorMenuItem());
            }
            MenuItem item = new MenuItem(scenario.title());
            item.setOnAction(chosen -> start(scenario));
            items.add(item);
          }
          if (running()) {
            MenuItem cancel = new MenuItem(Command.CANCEL_SCENARIO.label());
            cancel.setOnAction(chosen -> commands.run(Command.CANCEL_SCENARIO));
            items.add(new SeparatorMenuItem());
            items.add(cancel);
          }
          menu.getItems().setAll(items);
        });
    // A menu button without items does not open, and the items come when it opens.
    menu.getItems().setAll(new MenuItem("…"));
  }

  /**
   * Starts {@code scenario}; says why when it cannot. One that needs another engine than that of
   * the moment is offered together with it.
   */
  public void start(ScenarioInfo scenario) {
    tell("");
    if (running()) {
      begin(scenario);
      return;
    }
    fitting
        .refit(scenario)
        .ifPresentOrElse(refit -> offer.show(scenario, refit), () -> begin(scenario));
  }

  private boolean running() {
    return desk.latest().filter(run -> run.state() == State.RUNNING).isPresent();
  }

  /** Here and now. */
  private void begin(ScenarioInfo scenario) {
    try {
      desk.start(scenario.name());
    } catch (IllegalStateException refused) {
      tell(String.valueOf(refused.getMessage()));
    }
  }

  private void cancel() {
    desk.cancel();
    tell("");
  }

  private Node node(ScenarioRow row) {
    Label key = new KeyCap(row.key());
    key.setVisible(!row.key().isEmpty());
    Label title = new Label(row.scenario().title());
    if (row.current()) {
      title.getStyleClass().add("strong");
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label progress = new Label(row.progress());
    progress.getStyleClass().add("mono");
    progress.setMinWidth(Region.USE_PREF_SIZE);
    row.tone().on(progress);
    HBox node = new HBox(key, title, space, progress);
    node.setAlignment(Pos.CENTER_LEFT);
    node.setId("scenario-" + row.scenario().name());
    node.getStyleClass().add("scenario-row");
    node.pseudoClassStateChanged(CURRENT, row.current());
    node.setOnMouseClicked(event -> start(row.scenario()));
    Tooltip tip = new Tooltip(row.scenario().summary());
    tip.setWrapText(true);
    tip.setMaxWidth(320);
    tip.setShowDelay(Duration.millis(400));
    Tooltip.install(node, tip);
    return node;
  }

  private Node details(ScenarioRow row) {
    VBox details = new VBox();
    details.getStyleClass().add("scenario-details");
    Label sentence = new Label(row.sentence());
    sentence.getStyleClass().add("muted");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    details.getChildren().add(sentence);
    for (ExpectationView expectation : row.expectations()) {
      details.getChildren().add(expectation(expectation));
    }
    if (row.running()) {
      Button cancel = new Button("Cancel");
      cancel.setId("scenario-cancel");
      cancel.setGraphic(KeyCap.of(Command.CANCEL_SCENARIO));
      cancel.setContentDisplay(ContentDisplay.RIGHT);
      cancel.getStyleClass().add("small-button");
      cancel.setOnAction(event -> commands.run(Command.CANCEL_SCENARIO));
      details.getChildren().add(cancel);
    }
    return details;
  }

  private static Node expectation(ExpectationView expectation) {
    Label mark = new Label();
    mark.getStyleClass().add("mono");
    mark.setMinWidth(14);
    switch (expectation.outcome()) {
      case HOLDS -> {
        mark.setText("✓");
        Tone.WELL.on(mark);
      }
      case BROKEN -> {
        mark.setText("✖");
        Tone.BROKEN.on(mark);
      }
      case PENDING -> {
        mark.setText("·");
        Tone.MUTED.on(mark);
      }
    }
    Label words = new Label(expectation.sentence());
    words.getStyleClass().add("expectation");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    VBox text = new VBox(words);
    if (!expectation.detail().isEmpty()) {
      Label detail = new Label(expectation.detail());
      detail.getStyleClass().addAll("expectation", "muted");
      detail.setWrapText(true);
      detail.setMinHeight(Region.USE_PREF_SIZE);
      text.getChildren().add(detail);
    }
    HBox.setHgrow(text, Priority.ALWAYS);
    return new HBox(mark, text);
  }

  private void tell(String sentence) {
    offer.hide();
    error.setText(sentence);
    error.setVisible(!sentence.isEmpty());
    error.setManaged(!sentence.isEmpty());
  }
}
