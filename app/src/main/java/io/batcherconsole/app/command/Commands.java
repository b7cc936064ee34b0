package io.batcherconsole.app.command;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What each {@link Command} does in one window, and the keys that start it. Single keys act only
 * while no text field has the focus, and leave a button alone that was reached by keyboard.
 */
public final class Commands {
  private final Map<Command, Runnable> actions = new EnumMap<>(Command.class);
  private IntConsumer digits = digit -> {};

  /**
   * A command may have given a text field the focus: the letter that its key types is not for it.
   */
  private boolean typedLetterIsSpent;

  /** Says what {@code command} does. */
  public void on(Command command, Runnable action) {
    actions.put(command, action);
  }

  /** Says what the keys 1 to 9 do. */
  public void onDigit(IntConsumer action) {
    digits = action;
  }

  /** Does {@code command}. */
  public void run(Command command) {
    Runnable action = actions.get(command);
    if (action != null) {
      action.run();
    }
  }

  /** Listens to the keys of {@code scene}. */
  public void listen(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> handle(scene, event));
    scene.addEventFilter(KeyEvent.KEY_TYPED, event -> handle(scene, event));
  }

  private void handle(Scene scene, KeyEvent event) {
    boolean typed = event.getEventType() == KeyEvent.KEY_TYPED;
    if (typed && typedLetterIsSpent) {
      event.consume();
    }
    typedLetterIsSpent = false;
    if (!event.isConsumed()) {
      act(scene, event);
      typedLetterIsSpent = !typed && event.isConsumed();
    }
  }

  private void act(Scene scene, KeyEvent event) {
    Node focus = scene.getFocusOwner();
    boolean typing = focus instanceof TextInputControl;
    if (pressesFocusedButton(event.getCode(), focus)
        || steersFocusedControl(event.getCode(), focus)) {
      return;
    }
    for (Command command : actions.keySet()) {
      for (Chord chord : command.chords()) {
        if (chord.matches(event) && (!typing || chord.actsWhileTyping())) {
          event.consume();
          run(command);
          return;
        }
      }
    }
    String typed = event.getCharacter();
    if (event.getEventType() == KeyEvent.KEY_TYPED
        && !typing
        && !event.isControlDown()
        && typed.length() == 1
        && typed.charAt(0) >= '1'
        && typed.charAt(0) <= '9') {
      event.consume();
      digits.accept(typed.charAt(0) - '0');
    }
  }

  /** Arrow keys and Home belong to a slider or list that has the focus. */
  private static boolean steersFocusedControl(KeyCode key, @Nullable Node focus) {
    return (key.isArrowKey() || key == KeyCode.HOME)
        && (focus instanceof Slider || focus instanceof ListView<?>);
  }

  /** Space belongs to a button that was reached by keyboard. */
  private static boolean pressesFocusedButton(KeyCode key, @Nullable Node focus) {
    return key == KeyCode.SPACE && focus instanceof ButtonBase && focus.isFocusVisible();
  }
}
