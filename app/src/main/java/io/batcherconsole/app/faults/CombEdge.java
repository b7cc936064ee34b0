package io.batcherconsole.app.faults;

import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/** The comb that marks whatever a fault is injected into, here as on the lanes. */
final class CombEdge extends Region {
  private static final double TOOTH = 3;

  private final Polyline comb = new Polyline();

  CombEdge() {
    comb.getStyleClass().add("comb");
    getStyleClass().add("comb-edge");
    getChildren().add(comb);
    setMinHeight(5);
    setPrefHeight(5);
    setMaxHeight(5);
  }

  @Override
  protected void layoutChildren() {
    Double[] points = new Double[2 * ((int) (getWidth() / TOOTH) + 1)];
    for (int i = 0; i < points.length / 2; i++) {
      points[2 * i] = i * TOOTH;
      points[2 * i + 1] = i % 2 == 0 ? 0.5 : 4.5;
    }
    comb.getPoints().setAll(points);
  }
}
