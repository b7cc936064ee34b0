package io.batcherconsole.app.findings;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Paints a {@link FindingRow}; the same nodes for as long as there is a row in this place. */
final class FindingRowView {
  private static final PseudoClass QUIET = PseudoClass.getPseudoClass("quiet");

  private final SeverityMark mark = new SeverityMark();
  private final Label sentence = wrapping("finding-sentence");
  private final Label detail = wrapping("finding-detail", "muted");
  private final Label advice = wrapping("finding-detail", "muted");
  private final Label when = new Label();
  private final Label hazard = wrapping("mono", "muted");
  private final Button silence = new Button();
  private final MenuItem one = new MenuItem();
  private final MenuItem kind = new MenuItem();
  private final VBox text = new VBox();
  private final HBox view = new HBox(mark, text);
  private @Nullable FindingRow shown;

  /** What a person can do to a row. */
  interface Actions {
    void open(FindingRow row);

    void silence(FindingRow row, boolean silent);

    void silenceCheck(FindingRow row, boolean silent);
  }

  FindingRowView(Actions actions) {
    when.getStyleClass().addAll("mono", "muted");
    silence.getStyleClass().addAll("quiet-button", "finding-silence");
    silence.setMinWidth(Region.USE_PREF_SIZE);
    silence.setOnAction(event -> with(row -> actions.silence(row, !row.silenced())));
    one.setOnAction(event -> with(row -> actions.silence(row, !row.silenced())));
    kind.setOnAction(event -> with(row -> actions.silenceCheck(row, !row.silenced())));
    ContextMenu menu = new ContextMenu(one, kind);
    view.setOnContextMenuRequested(
        event -> menu.show(view, event.getScreenX(), event.getScreenY()));
    view.setOnMouseClicked(event -> with(actions::open));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox footer = new HBox(when, space, silence);
    footer.getStyleClass().add("finding-footer");
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMinWidth(0);
    text.getStyleClass().add("finding-text");
    text.getChildren().setAll(sentence, detail, advice, hazard, footer);
    view.getStyleClass().add("finding");
  }

  private static Label wrapping(String... classes) {
    Label label = new Label();
    label.getStyleClass().addAll(classes);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private void with(Consumer<FindingRow> action) {
    FindingRow row = shown;
    if (row != null) {
      action.accept(row);
    }
  }

  Node view() {
    return view;
  }

  void show(FindingRow row) {
    if (row.equals(shown)) {
      return;
    }
    shown = row;
    view.pseudoClassStateChanged(QUIET, row.quiet());
    mark.show(row.severity(), row.over() || row.silenced());
    sentence.setText(row.sentence());
    sentence.getStyleClass().remove("strong");
    if (!row.quiet()) {
      sentence.getStyleClass().add("strong");
    }
    set(detail, row.detail());
    set(advice, row.advice());
    set(
        hazard,
        row.hazard().isEmpty()
            ? ""
            : "hazard " + row.hazard() + ", as read in the original's rules");
    when.setText(row.silenced() ? row.when() + " · silenced" : row.when());
    silence.setText(row.silenced() ? "Hear" : "Silence");
    silence.setVisible(!row.over());
    one.setText(row.silenced() ? "Hear of this again" : "Silence this");
    kind.setText(
        row.silenced()
            ? "Hear of every \"" + row.check() + "\" again"
            : "Silence every \"" + row.check() + "\"");
  }

  private static void set(Label label, String words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
    label.setManaged(!words.isEmpty());
  }
}
