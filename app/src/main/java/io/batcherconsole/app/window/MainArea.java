package io.batcherconsole.app.window;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The three columns between the figures and the sentence. Each panel has a place; one panel at a
 * time can be taken out of its place and shown over the whole area.
 */
final class MainArea {
  private static final double LEFT = 232;
  private static final double RIGHT = 272;
  private static final double GAP = 8;

  /** Parts of the right column's height. */
  private static final double LOCKS_MOST = 0.5;

  private static final double PROOF_MOST = 0.34;

  /** Room for one finding, px. */
  private static final double FINDINGS_LEAST = 120;

  /** The parts of the area. */
  record Parts(
      Region faults,
      Region scenarios,
      Region users,
      Region batches,
      Region queue,
      Region latency,
      Region locks,
      Region findings,
      Region proof) {}

  private final StackPane view = new StackPane();
  private final GridPane columns = new GridPane();
  private final StackPane large = new StackPane();
  private final Map<Region, StackPane> places = new HashMap<>();
  private @Nullable Region enlarged;

  MainArea(Parts parts) {
    columns.setHgap(GAP);
    columns.setMinSize(0, 0);
    columns.getColumnConstraints().addAll(fixed(LEFT), growing(), fixed(RIGHT));
    RowConstraints row = new RowConstraints();
    row.setVgrow(Priority.ALWAYS);
    row.setMinHeight(0);
    columns.getRowConstraints().add(row);
    columns.addRow(0, side(parts.faults(), place(parts.scenarios())), middle(parts), right(parts));
    parts.faults().setMinHeight(Region.USE_PREF_SIZE);
    large.setVisible(false);
    view.getStyleClass().add("main-area");
    view.setMinSize(0, 0);
    view.getChildren().addAll(columns, large);
  }

  Region view() {
    return view;
  }

  /** Shows {@code panel} over the whole area, or puts it back when it is shown so already. */
  void toggleLarge(Region panel) {
    boolean back = panel.equals(enlarged);
    restore();
    if (!back) {
      StackPane place = places.get(panel);
      if (place == null) {
        throw new IllegalArgumentException("this panel has no place of its own");
      }
      place.getChildren().clear();
      large.getChildren().setAll(panel);
      enlarged = panel;
      columns.setVisible(false);
      large.setVisible(true);
    }
  }

  /** Puts the large panel back into its place; says whether there was one. */
  boolean restore() {
    Region panel = enlarged;
    if (panel == null) {
      return false;
    }
    large.getChildren().clear();
    StackPane place = places.get(panel);
    if (place != null) {
      place.getChildren().setAll(panel);
    }
    enlarged = null;
    large.setVisible(false);
    columns.setVisible(true);
    return true;
  }

  private StackPane place(Region panel) {
    StackPane place = new StackPane(panel);
    place.setMinSize(0, 0);
    places.put(panel, place);
    return place;
  }

  private static VBox side(Region above, Region below) {
    VBox side = new VBox(GAP, above, below);
    side.setMinHeight(0);
    side.setPrefHeight(0);
    VBox.setVgrow(below, Priority.ALWAYS);
    return side;
  }

  /** The locks take what they need, the findings the rest; a selected proof takes its part. */
  private VBox right(Parts parts) {
    StackPane locks = place(parts.locks());
    StackPane findings = place(parts.findings());
    StackPane proof = place(parts.proof());
    VBox below = new VBox(findings, proof);
    below.setMinHeight(0);
    VBox.setVgrow(findings, Priority.ALWAYS);
    VBox side = side(locks, below);
    locks.maxHeightProperty().bind(side.heightProperty().multiply(LOCKS_MOST));
    proof.maxHeightProperty().bind(side.heightProperty().multiply(PROOF_MOST));
    findings.setMinHeight(FINDINGS_LEAST);
    return side;
  }

  private GridPane middle(Parts parts) {
    GridPane middle = new GridPane();
    middle.setHgap(GAP);
    middle.setVgap(GAP);
    middle.setMinSize(0, 0);
    middle.getColumnConstraints().addAll(percent(50), percent(50));
    middle.getRowConstraints().addAll(rows(52.5), rows(14), rows(33.5));
    middle.add(place(parts.users()), 0, 0, 2, 1);
    middle.add(place(parts.batches()), 0, 1, 2, 1);
    middle.add(place(parts.queue()), 0, 2);
    middle.add(place(parts.latency()), 1, 2);
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
