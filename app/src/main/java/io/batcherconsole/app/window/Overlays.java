package io.batcherconsole.app.window;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** What lies over the window for a moment: one at a time, on a veil that closes it on a click. */
final class Overlays {
  private final StackPane veil = new StackPane();
  private final StackPane root;

  Overlays(StackPane root) {
    this.root = root;
    veil.setId("veil");
    veil.getStyleClass().add("veil");
    veil.setPadding(new Insets(90, 24, 24, 24));
    veil.setVisible(false);
    veil.setOnMouseClicked(
        event -> {
          if (veil.equals(event.getTarget())) {
            close();
          }
        });
    root.getChildren().add(veil);
  }

  /** Shows {@code overlay} in place of whatever is open. */
  void open(Region overlay) {
    StackPane.setAlignment(overlay, Pos.TOP_CENTER);
    veil.getChildren().setAll(overlay);
    veil.setVisible(true);
  }

  /** Closes what is open; says whether anything was. */
  boolean close() {
    boolean open = veil.isVisible();
    veil.setVisible(false);
    veil.getChildren().clear();
    if (open) {
      root.requestFocus();
    }
    return open;
  }

  /** Whether {@code overlay} is open. */
  boolean shows(Region overlay) {
    return veil.isVisible() && veil.getChildren().contains(overlay);
  }
}
