package io.batcherconsole.app.faults;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;

/** Where a rule is typed; offers what may be meant. Hidden until it is asked for. */
final class RuleField {
  /** How long typing pauses before something is offered, ms. */
  private static final long SOON_MILLIS = 50;

  private final TextField field = TextFields.createClearableTextField();

  /**
   * @param users names that a rule can be aimed at
   * @param typed told what was entered
   */
  RuleField(Supplier<List<String>> users, Consumer<String> typed) {
    field.setId("fault-rule");
    field.getStyleClass().add("rule-field");
    field.setPromptText("balance=delay(2s)@A");
    field.setOnAction(event -> typed.accept(field.getText()));
    field.addEventHandler(KeyEvent.KEY_PRESSED, this::leave);
    AutoCompletionBinding<String> offers =
        TextFields.bindAutoCompletion(
            field, request -> RuleSuggestions.of(request.getUserText(), users.get()));
    offers.setDelay(SOON_MILLIS);
    offers.setVisibleRowCount(RuleSuggestions.MOST);
    Scene list = offers.getAutoCompletionPopup().getScene();
    // A popup takes its owner's look when it is shown, and is styled once before that.
    field
        .sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                Bindings.bindContent(list.getStylesheets(), scene.getStylesheets());
              }
            });
    show(false);
  }

  Region view() {
    return field;
  }

  /** Shows the empty field and puts the cursor into it. */
  void open() {
    field.clear();
    show(true);
    field.requestFocus();
  }

  void close() {
    show(false);
  }

  private void leave(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
    }
  }

  private void show(boolean visible) {
    field.setVisible(visible);
    field.setManaged(visible);
  }
}
