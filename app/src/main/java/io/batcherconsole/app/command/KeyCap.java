package io.batcherconsole.app.command;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A key as it is drawn beside what it does. */
public final class KeyCap extends Label {
  public KeyCap(String key) {
    super(key);
    getStyleClass().addAll("key", "mono");
    setMinWidth(Region.USE_PREF_SIZE);
  }

  /** The first key of {@code command}. */
  public static KeyCap of(Command command) {
    return new KeyCap(command.keyLabel());
  }
}
