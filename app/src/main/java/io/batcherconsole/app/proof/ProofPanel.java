package io.batcherconsole.app.proof;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.proof.ProofTrace.Step;
import io.batcherconsole.app.text.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The selected proof's way so far: each stage, how long it lasted, and who was in the way. It is
 * there while a proof is selected.
 */
public final class ProofPanel implements Panel {
  private static final double LEAST_HEIGHT = 110;

  /** Between this panel and the one above it, px. */
  private static final double ABOVE = 8;

  private final Label name = new Label();
  private final VBox steps = new VBox();
  private final PanelBox box;

  /** Takes no room while there is nothing to show. */
  private final StackPane view = new StackPane();

  private @Nullable ProofTrace shown;

  public ProofPanel() {
    name.getStyleClass().addAll("aside", "mono-strong");
    steps.getStyleClass().add("trace");
    ScrollPane scroll = new ScrollPane(steps);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("bare");
    box = new PanelBox("Selected proof", scroll).aside(name);
    box.setMinHeight(LEAST_HEIGHT);
    StackPane.setMargin(box, new Insets(ABOVE, 0, 0, 0));
    view.setId("proof");
    view.setMinHeight(0);
  }

  @Override
  public Region view() {
    return view;
  }

  @Override
  public void show(ConsoleFrame frame) {
    ProofTrace trace = ProofTrace.of(frame).orElse(null);
    if (Objects.equals(trace, shown)) {
      return;
    }
    shown = trace;
    List<Node> nodes = new ArrayList<>();
    if (trace == null) {
      view.getChildren().clear();
    } else {
      view.getChildren().setAll(box);
      name.setText(trace.name());
      Label about = new Label(trace.about());
      about.getStyleClass().addAll("mono", "muted");
      nodes.add(about);
      trace.steps().forEach(step -> nodes.add(node(step)));
    }
    steps.getChildren().setAll(nodes);
  }

  private static Node node(Step step) {
    Region mark = new Region();
    String stage = step.stage().name().toLowerCase(Locale.ROOT).replace('_', '-');
    mark.getStyleClass().addAll("stage-mark", stage);
    Label words = new Label(step.words());
    VBox text = new VBox(words);
    if (!step.note().isEmpty()) {
      Label note = new Label(step.note());
      note.getStyleClass().addAll("mono", "muted");
      note.setWrapText(true);
      note.setMinHeight(Region.USE_PREF_SIZE);
      text.getChildren().add(note);
    }
    HBox.setHgrow(text, Priority.ALWAYS);
    Label lasted = new Label(step.lasted());
    lasted.getStyleClass().add("mono");
    lasted.setMinWidth(Region.USE_PREF_SIZE);
    (step.open() ? Tone.PLAIN : Tone.MUTED).on(words);
    (step.open() ? Tone.PLAIN : Tone.MUTED).on(lasted);
    HBox row = new HBox(mark, text, lasted);
    row.getStyleClass().add("trace-step");
    return row;
  }
}
