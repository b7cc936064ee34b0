package io.batcherconsole.app.window;

import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** The three columns between the figures and the sentence, with their panels. */
final class MainArea {
  private static final double LEFT = 232;
  private static final double RIGHT = 272;
  private static final double GAP = 8;

  private final GridPane view = new GridPane();

  MainArea(
      Region faults,
      Region scenarios,
      Region users,
      Region batches,
      Region queue,
      Region latency,
      Region locks,
      Region findings) {
    view.getStyleClass().add("main-area");
    view.setHgap(GAP);
    view.setVgap(GAP);
    view.setMinSize(0, 0);
    view.getColumnConstraints().addAll(fixed(LEFT), growing(), fixed(RIGHT));
    RowConstraints row = new RowConstraints();
    row.setVgrow(Priority.ALWAYS);
    row.setMinHeight(0);
    view.getRowConstraints().add(row);
    faults.setMinHeight(Region.USE_PREF_SIZE);
    view.addRow(
        0, side(faults, scenarios), middle(users, batches, queue, latency), side(locks, findings));
  }

  Region view() {
    return view;
  }

  private static VBox side(Region above, Region below) {
    VBox side = new VBox(GAP, above, below);
    side.setMinHeight(0);
    side.setPrefHeight(0);
    VBox.setVgrow(below, Priority.ALWAYS);
    return side;
  }

  private static GridPane middle(Region users, Region batches, Region queue, Region latency) {
    GridPane middle = new GridPane();
    middle.setHgap(GAP);
    middle.setVgap(GAP);
    middle.setMinSize(0, 0);
    middle.getColumnConstraints().addAll(percent(50), percent(50));
    middle.getRowConstraints().addAll(rows(52.5), rows(14), rows(33.5));
    middle.add(users, 0, 0, 2, 1);
    middle.add(batches, 0, 1, 2, 1);
    middle.add(queue, 0, 2);
    middle.add(latency, 1, 2);
    return middle;
  }

  private static ColumnConstraints fixed(double width) {
    ColumnConstraints column = new ColumnConstraints(width, width, width);
    column.setHgrow(Priority.NEVER);
    return column;
  }

  private static ColumnConstraints growing() {
    ColumnConstraints column = new ColumnConstraints(0, 0, Double.MAX_VALUE);
    column.setHgrow(Priority.ALWAYS);
    return column;
  }

  private static ColumnConstraints percent(double percent) {
    ColumnConstraints column = new ColumnConstraints();
    column.setPercentWidth(percent);
    return column;
  }

  private static RowConstraints rows(double percent) {
    RowConstraints row = new RowConstraints();
    row.setPercentHeight(percent);
    return row;
  }
}
