package io.batcherconsole.app.scenarios;

import io.batcherconsole.app.command.KeyCap;
import io.batcherconsole.app.scenarios.EngineFitting.Refit;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Asks under which design a scenario is to be played that the engine of the moment is not made for;
 * Enter takes the first.
 */
final class RefitOffer {
  private final Label title = new Label();
  private final Label sentence = new Label();
  private final FlowPane choices = new FlowPane(6, 6);
  private final VBox view = new VBox(6, title, sentence, choices);
  private final BiConsumer<ScenarioInfo, String> play;

  /**
   * @param play plays the scenario under the design of that name
   */
  RefitOffer(BiConsumer<ScenarioInfo, String> play) {
    this.play = play;
    title.getStyleClass().add("strong");
    sentence.getStyleClass().add("muted");
    sentence.setId("scenario-offer-sentence");
    for (Label label : List.of(title, sentence)) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
    view.setId("scenario-offer");
    view.getStyleClass().add("scenario-offer");
    view.setMinHeight(Region.USE_PREF_SIZE);
    hide();
  }

  Region view() {
    return view;
  }

  void hide() {
    choices.getChildren().clear();
    view.setVisible(false);
    view.setManaged(false);
  }

  void show(ScenarioInfo scenario, Refit refit) {
    title.setText(scenario.title());
    sentence.setText(refit.sentence());
    List<Node> buttons = new ArrayList<>();
    for (String locking : refit.lockings()) {
      Button button = button(locking, () -> play.accept(scenario, locking));
      if (buttons.isEmpty()) {
        button.setDefaultButton(true);
        button.setGraphic(new KeyCap("Enter"));
        button.setContentDisplay(ContentDisplay.RIGHT);
      }
      buttons.add(button);
    }
    buttons.add(button("Not now", () -> {}));
    choices.getChildren().setAll(buttons);
    view.setVisible(true);
    view.setManaged(true);
  }

  private Button button(String words, Runnable action) {
    Button button = new Button(words);
    button.getStyleClass().add("small-button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(
        event -> {
          hide();
          action.run();
        });
    return button;
  }
}
