package io.batcherconsole.app.locks;

import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.locks.LockCard.Fact;
import io.batcherconsole.app.locks.LockCard.Waiter;
import io.batcherconsole.app.text.Tone;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One lock's card. Its nodes stay; only texts change. */
final class LockCardView {
  private static final PseudoClass HOT = PseudoClass.getPseudoClass("hot");
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private final Selection selection;
  private final VBox view = new VBox();
  private final Row title = new Row("strong", "mono");
  private final Label holderName = new Label();
  private final Label holderDoing = new Label();
  private final HBox holder = new HBox(holderName, holderDoing);
  private final ProgressBar bar = new ProgressBar(0);
  private final List<Row> facts = new ArrayList<>();
  private final Region rule = new Region();
  private final List<WaiterRow> waiters = new ArrayList<>();
  private final Label more = new Label();
  private @Nullable LockCard shown;
  private long shownSelected = Selection.NONE;
  private long holderSerial = Selection.NONE;

  LockCardView(Selection selection) {
    this.selection = selection;
    view.getStyleClass().addAll("card", "lock-card");
    holderName.getStyleClass().addAll("mono-medium", "plain");
    holderName.setMinWidth(Region.USE_PREF_SIZE);
    holderDoing.getStyleClass().addAll("mono", "muted");
    holder.getStyleClass().add("holder");
    holder.setOnMouseClicked(event -> selection.select(holderSerial));
    bar.getStyleClass().add("hold-bar");
    bar.setMaxWidth(Double.MAX_VALUE);
    rule.getStyleClass().add("rule-line");
    more.getStyleClass().addAll("mono", "muted");
  }

  Region view() {
    return view;
  }

  void show(LockCard card, long selected) {
    if (card.equals(shown) && selected == shownSelected) {
      return;
    }
    boolean sameShape = shown != null && shape(shown).equals(shape(card));
    shown = card;
    shownSelected = selected;
    view.pseudoClassStateChanged(HOT, card.hot());
    title.show(card.title(), card.state(), Tone.PLAIN, card.hot() ? Tone.PLAIN : Tone.MUTED);
    LockCard.Holder by = card.holder();
    if (by != null) {
      holderSerial = by.serial();
      holderName.setText(by.name());
      holderDoing.setText(by.doing());
      bar.setProgress(Math.max(0, by.progress()));
      holder.pseudoClassStateChanged(SELECTED, by.serial() == selected);
    }
    while (facts.size() < card.facts().size()) {
      facts.add(new Row("mono", "mono"));
    }
    for (int i = 0; i < card.facts().size(); i++) {
      Fact fact = card.facts().get(i);
      Tone tone = by == null ? Tone.MUTED : Tone.PLAIN;
      facts.get(i).show(fact.name(), fact.value(), tone, tone);
    }
    while (waiters.size() < card.waiters().size()) {
      waiters.add(new WaiterRow());
    }
    for (int i = 0; i < card.waiters().size(); i++) {
      waiters.get(i).show(card.waiters().get(i), selected);
    }
    more.setText("and " + card.unlisted() + " more");
    if (!sameShape) {
      arrange(card);
    }
  }

  /** What decides which nodes are there. */
  private static List<Object> shape(LockCard card) {
    LockCard.Holder holder = card.holder();
    return List.of(
        holder != null,
        holder != null && holder.progress() >= 0,
        card.facts().size(),
        card.waiters().size(),
        card.unlisted() > 0);
  }

  private void arrange(LockCard card) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(title.box);
    LockCard.Holder by = card.holder();
    if (by != null) {
      nodes.add(holder);
      if (by.progress() >= 0) {
        nodes.add(bar);
      }
    }
    facts.subList(0, card.facts().size()).forEach(row -> nodes.add(row.box));
    if (!card.waiters().isEmpty()) {
      nodes.add(rule);
      waiters.subList(0, card.waiters().size()).forEach(row -> nodes.add(row.row.box));
    }
    if (card.unlisted() > 0) {
      nodes.add(more);
    }
    view.getChildren().setAll(nodes);
  }

  /** A text at the left and one at the right. */
  private static final class Row {
    private final Label left = new Label();
    private final Label right = new Label();
    private final HBox box;

    Row(String leftClass, String rightClass) {
      left.getStyleClass().add(leftClass);
      right.getStyleClass().add(rightClass);
      right.setMinWidth(Region.USE_PREF_SIZE);
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      box = new HBox(left, space, right);
      box.getStyleClass().add("row");
    }

    void show(String leftText, String rightText, Tone leftTone, Tone rightTone) {
      left.setText(leftText);
      right.setText(rightText);
      leftTone.on(left);
      rightTone.on(right);
    }
  }

  /** A waiter: its place, name and connection, and how long it has waited. */
  private final class WaiterRow {
    private final Row row = new Row("mono", "mono");
    private final Label connection = new Label();
    private long serial = Selection.NONE;

    WaiterRow() {
      connection.getStyleClass().addAll("mono", "muted");
      row.box.getChildren().add(1, connection);
      row.box.getStyleClass().add("waiter");
      row.box.setOnMouseClicked(event -> selection.select(serial));
    }

    void show(Waiter waiter, long selected) {
      serial = waiter.serial();
      String name = waiter.place() + "  " + waiter.name();
      row.show(name, waiter.waited(), Tone.PLAIN, waiter.tone());
      connection.setText(waiter.connection());
      row.box.pseudoClassStateChanged(SELECTED, serial == selected);
    }
  }
}
