package io.batcherconsole.app.text;

import java.util.Locale;
import javafx.scene.Node;

/** What a piece of text says by its colour: one accent at a time. */
public enum Tone {
  PLAIN,
  MUTED,
  WELL,
  ATTENTION,
  BROKEN;

  /** The style class of this tone. */
  public String styleClass() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Gives {@code node} this tone and no other. */
  public void on(Node node) {
    if (node.getStyleClass().contains(styleClass())) {
      return;
    }
    for (Tone tone : values()) {
      node.getStyleClass().remove(tone.styleClass());
    }
    node.getStyleClass().add(styleClass());
  }
}
