package io.batcherconsole.app.findings;

import io.batcherconsole.engine.event.FindingView.Severity;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** A finding's sign: its shape says how bad it is, its colour says it again. */
final class SeverityMark extends StackPane {
  /** An octagon with a bar, as a stop sign. */
  private static final String VIOLATION =
      "M3.5 0 L8.5 0 L12 3.5 L12 8.5 L8.5 12 L3.5 12 L0 8.5 L0 3.5 Z"
          + " M2.6 5.1 L2.6 6.9 L9.4 6.9 L9.4 5.1 Z";

  private static final String PROBLEM = "M6 0 L12 6 L6 12 L0 6 Z";
  private static final String WARNING = "M6 0.5 L12 11 L0 11 Z";

  /** A ring. */
  private static final String BY_DESIGN =
      "M6 1.5 A4.5 4.5 0 1 1 5.99 1.5 Z M6 3.2 A2.8 2.8 0 1 0 6.01 3.2 Z";

  private static final String CHECK = "M0.5 6.2 L2 4.7 L4.6 7.2 L10 1.8 L11.5 3.3 L4.6 10.2 Z";

  private final SVGPath shape = new SVGPath();

  SeverityMark() {
    setMinSize(14, 14);
    setMaxSize(14, 14);
    getStyleClass().add("severity-mark");
    getChildren().add(shape);
  }

  void show(Severity severity, boolean quiet) {
    shape.setContent(
        switch (severity) {
          case VIOLATION -> VIOLATION;
          case PROBLEM -> PROBLEM;
          case WARNING -> WARNING;
          case BY_DESIGN -> BY_DESIGN;
        });
    tone(
        quiet
            ? "muted"
            : switch (severity) {
              case VIOLATION, PROBLEM -> "broken";
              case WARNING -> "attention";
              case BY_DESIGN -> "muted";
            });
  }

  /** Everything is as it must be. */
  void showWell() {
    shape.setContent(CHECK);
    tone("well");
  }

  private void tone(String tone) {
    shape.getStyleClass().setAll("severity", tone);
  }
}
