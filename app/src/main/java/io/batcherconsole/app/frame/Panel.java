package io.batcherconsole.app.frame;

import javafx.scene.layout.Region;

/**
 * One part of the window: a node and the frame it shows. Its constructor takes what the panel
 * needs: the {@code Look} to paint with, the {@link Selection} where a proof can be chosen. Used on
 * the JavaFX thread only.
 */
public interface Panel {
  /** The node; always the same one. */
  Region view();

  /** Shows {@code frame}; called once a pulse while the panel is visible. */
  void show(ConsoleFrame frame);
}
