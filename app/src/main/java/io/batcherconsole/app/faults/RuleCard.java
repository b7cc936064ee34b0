package io.batcherconsole.app.faults;

import atlantafx.base.controls.ToggleSwitch;
import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.KeyCap;
import io.batcherconsole.engine.event.FaultView;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One rule of the desk: what it says, how often it acted, who is held, and a switch. */
final class RuleCard extends VBox {
  private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

  /** What a card can ask of the desk. */
  interface Actions {
    void enable(long rule, boolean on);

    void remove(long rule);

    /** Lets go at a gate; {@code most} is how many. */
    void release(long rule, int most);
  }

  private final Label hits = new Label();
  private final ToggleSwitch toggle = new ToggleSwitch();
  private final Button one = button("Release one", Command.RELEASE_ONE);
  private final Button all = new Button("All");

  /** True while the card itself moves its switch. */
  private boolean showing;

  RuleCard(FaultView rule, Actions actions) {
    getStyleClass().addAll("card", "fault-card", "rule-card");
    Label name = new Label((rule.gate() ? "gate " : "") + rule.point().replace('-', ' '));
    name.getStyleClass().add("strong");
    name.setWrapText(true);
    name.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button remove = new Button("✕");
    remove.getStyleClass().add("quiet-button");
    remove.setTooltip(new Tooltip("Remove this fault"));
    remove.setAccessibleText("Remove " + rule.text());
    remove.setMinWidth(Region.USE_PREF_SIZE);
    remove.setOnAction(event -> actions.remove(rule.id()));
    toggle.setMinWidth(Region.USE_PREF_SIZE);
    HBox title = new HBox(6, name, space, toggle, remove);
    title.setAlignment(Pos.TOP_LEFT);
    Label text = new Label(rule.text());
    text.getStyleClass().addAll("mono", "rule-text");
    text.setWrapText(true);
    hits.getStyleClass().add("muted");
    hits.setWrapText(true);
    getChildren().addAll(title, text, hits);
    if (rule.gate()) {
      all.getStyleClass().add("small-button");
      one.setOnAction(event -> actions.release(rule.id(), 1));
      all.setOnAction(event -> actions.release(rule.id(), Integer.MAX_VALUE));
      getChildren().add(new HBox(6, one, all));
    }
    toggle
        .selectedProperty()
        .addListener(
            (property, before, now) -> {
              if (!showing) {
                actions.enable(rule.id(), now);
              }
            });
    show(rule);
  }

  private static Button button(String label, Command command) {
    Button button = new Button(label);
    button.setGraphic(KeyCap.of(command));
    button.setContentDisplay(ContentDisplay.RIGHT);
    button.getStyleClass().add("small-button");
    return button;
  }

  /** Shows the same rule as it is now. */
  void show(FaultView now) {
    showing = true;
    toggle.setSelected(now.enabled());
    showing = false;
    pseudoClassStateChanged(ON, now.enabled());
    hits.setText(RuleWords.hits(now));
    boolean nobody = now.heldNow().isEmpty();
    one.setDisable(nobody);
    all.setDisable(nobody);
  }
}
