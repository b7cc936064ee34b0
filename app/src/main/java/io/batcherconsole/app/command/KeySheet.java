package io.batcherconsole.app.command;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All keys at a glance, made from the list of commands. */
public final class KeySheet {
  /** Width of a group of keys, px: three stand beside each other. */
  private static final double WIDTH = 260;

  private static final double GAP = 24;

  private final VBox view = new VBox();

  public KeySheet() {
    Label title = new Label("Keys");
    title.getStyleClass().add("overlay-title");
    title.getStyleClass().add("strong");
    FlowPane groups = new FlowPane(GAP, 18);
    groups.setPrefWrapLength(3 * WIDTH + 2 * GAP);
    for (Command.Category category : Command.Category.values()) {
      groups.getChildren().add(group(category));
    }
    Label hint = new Label("Single keys act while no text field has the focus.");
    hint.getStyleClass().add("muted");
    view.setId("key-sheet");
    view.getStyleClass().addAll("overlay", "key-sheet");
    view.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    view.getChildren().addAll(title, groups, hint);
  }

  public Region view() {
    return view;
  }

  private static VBox group(Command.Category category) {
    Label title = new Label(category.title());
    title.getStyleClass().addAll("muted", "strong");
    GridPane grid = new GridPane();
    grid.setHgap(12);
    grid.setVgap(5);
    List<Command> commands =
        Arrays.stream(Command.values())
            .filter(c -> c.category() == category && !c.chords().isEmpty())
            .toList();
    for (int i = 0; i < commands.size(); i++) {
      HBox caps = new HBox(4);
      caps.setAlignment(Pos.CENTER_LEFT);
      commands.get(i).chords().forEach(chord -> caps.getChildren().add(new KeyCap(chord.label())));
      grid.addRow(i, caps, new Label(commands.get(i).label()));
    }
    if (category == Command.Category.ENGINE) {
      grid.addRow(commands.size(), new KeyCap("1–9"), new Label("Run a scenario"));
    }
    VBox group = new VBox(7, title, grid);
    group.setPrefWidth(WIDTH);
    return group;
  }
}
