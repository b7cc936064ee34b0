package io.batcherconsole.app.command;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;

/** A text field over a list: type a few letters of what you want, press Enter. */
public final class CommandPalette {
  private static final double ROW = 28;
  private static final int ROWS = 12;

  private final TextField query = TextFields.createClearableTextField();
  private final ListView<PaletteItem> list = new ListView<>();
  private final Label nothing = new Label("Nothing is called that.");
  private final VBox view = new VBox(query, list);
  private final Runnable close;
  private List<PaletteItem> items = List.of();

  /**
   * @param close called when an item was chosen, before it acts
   */
  public CommandPalette(Runnable close) {
    this.close = close;
    view.setId("palette");
    view.getStyleClass().addAll("overlay", "palette");
    view.setMaxSize(560, Region.USE_PREF_SIZE);
    query.setId("palette-query");
    list.setId("palette-list");
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setPlaceholder(nothing);
    list.setCellFactory(view -> new Cell());
    nothing.getStyleClass().add("muted");
    query.textProperty().addListener((property, before, now) -> search(now));
    query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.setOnMouseClicked(event -> choose());
  }

  public Region view() {
    return view;
  }

  /** Offers {@code offered}, with an empty field that tells {@code prompt}. */
  public void offer(List<PaletteItem> offered, String prompt) {
    items = List.copyOf(offered);
    query.setPromptText(prompt);
    query.clear();
    search("");
  }

  /** Puts the cursor into the field. */
  public void focus() {
    query.requestFocus();
  }

  private void search(String text) {
    list.getItems().setAll(PaletteItem.search(items, text));
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
    double rows = Math.clamp(list.getItems().size(), 1, ROWS);
    list.setPrefHeight(rows * ROW + 4);
  }

  private void steer(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    int last = list.getItems().size() - 1;
    if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
      int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
      int next = Math.clamp(at + step, 0, Math.max(0, last));
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - ROWS + 1));
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      choose();
      event.consume();
    }
  }

  private void choose() {
    PaletteItem item = list.getSelectionModel().getSelectedItem();
    if (item != null) {
      close.run();
      item.action().run();
    }
  }

  /** One line of the list. */
  private static final class Cell extends ListCell<PaletteItem> {
    private final Label title = new Label();
    private final Label detail = new Label();
    private final KeyCap key = new KeyCap("");
    private final HBox box;

    Cell() {
      detail.getStyleClass().add("muted");
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      title.setMinWidth(Region.USE_PREF_SIZE);
      box = new HBox(10, title, detail, space, key);
      box.setAlignment(Pos.CENTER_LEFT);
      box.setMinWidth(0);
      box.setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PaletteItem item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      if (item == null || empty) {
        setGraphic(null);
        return;
      }
      title.setText(item.title());
      detail.setText(item.detail());
      key.setText(item.key());
      key.setVisible(!item.key().isEmpty());
      setGraphic(box);
    }
  }
}
