package io.batcherconsole.app.command;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A key press that means a command. */
public sealed interface Chord {
  /** As it is written on a key sheet: "Ctrl K". */
  String label();

  /** Whether it acts even while a text field has the focus. */
  boolean actsWhileTyping();

  /** Whether {@code event} is it. */
  boolean matches(KeyEvent event);

  static Chord key(KeyCode code) {
    return new Key(code, false, false);
  }

  static Chord ctrl(KeyCode code) {
    return new Key(code, true, false);
  }

  static Chord shift(KeyCode code) {
    return new Key(code, false, true);
  }

  /** A character, wherever the keyboard has it. */
  static Chord character(char character) {
    return new Typed(character);
  }

  /** A key with its modifiers. */
  record Key(KeyCode code, boolean ctrl, boolean shift) implements Chord {
    @Override
    public String label() {
      String name =
          switch (code) {
            case BACK_SPACE -> "Back";
            case ESCAPE -> "Esc";
            case UP -> "↑";
            case DOWN -> "↓";
            case LEFT -> "←";
            case RIGHT -> "→";
            default -> code.getName();
          };
      return (ctrl ? "Ctrl " : "") + (shift ? "Shift " : "") + name;
    }

    @Override
    public boolean actsWhileTyping() {
      return ctrl || code == KeyCode.ESCAPE;
    }

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_PRESSED
          && event.getCode() == code
          && event.isControlDown() == ctrl
          && event.isShiftDown() == shift
          && !event.isAltDown()
          && !event.isMetaDown();
    }
  }

  /** A typed character. */
  record Typed(char character) implements Chord {
    @Override
    public String label() {
      return String.valueOf(character).toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean actsWhileTyping() {
      return false;
    }

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_TYPED
          && event.getCharacter().equals(String.valueOf(character))
          && !event.isControlDown()
          && !event.isMetaDown();
    }
  }
}
