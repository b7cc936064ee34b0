package io.batcherconsole.app.frame;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A panel's frame: a title, what stands at the title's right, and the content below. */
public final class PanelBox extends VBox {
  private final HBox title = new HBox();

  public PanelBox(String name, Region content) {
    Label label = new Label(name);
    label.getStyleClass().addAll("name", "strong");
    label.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    title.getStyleClass().add("panel-title");
    title.getChildren().addAll(label, space);
    title.setMinHeight(Region.USE_PREF_SIZE);
    getStyleClass().add("panel");
    setMinSize(0, 0);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(title, content);
  }

  /** Adds nodes at the right of the title. */
  public PanelBox aside(Node... nodes) {
    title.getChildren().addAll(nodes);
    return this;
  }
}
