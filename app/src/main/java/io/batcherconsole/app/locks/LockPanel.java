package io.batcherconsole.app.locks;

import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.KeyCap;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.frame.Selection;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The lock board: a card for each lock that is held or waited for, those waited for first. */
public final class LockPanel implements Panel {
  /** Most cards that are shown; the rest is told in one line. */
  private static final int MOST_CARDS = 24;

  private final Selection selection;
  private final VBox list = new VBox();
  private final Label empty = new Label("No lock was taken yet.");
  private final Label unlisted = new Label();
  private final List<LockCardView> views = new ArrayList<>();
  private final PanelBox view;

  public LockPanel(Selection selection) {
    this.selection = selection;
    list.getStyleClass().add("cards");
    empty.getStyleClass().addAll("muted", "empty");
    empty.setWrapText(true);
    unlisted.getStyleClass().addAll("muted", "empty");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("bare");
    scroll.setMinHeight(0);
    view = new PanelBox("Locks", scroll).aside(KeyCap.of(Command.LOCKS));
    view.setId("locks");
  }

  @Override
  public Region view() {
    return view;
  }

  @Override
  public void show(ConsoleFrame frame) {
    List<LockCard> cards = LockCard.of(frame.locks(), frame.now());
    int shown = Math.min(MOST_CARDS, cards.size());
    while (views.size() < shown) {
      views.add(new LockCardView(selection));
    }
    boolean changed = list.getChildren().size() != shown || cards.isEmpty();
    for (int i = 0; i < shown; i++) {
      views.get(i).show(cards.get(i), frame.selected());
    }
    if (cards.isEmpty()) {
      list.getChildren().setAll(empty);
    } else if (changed) {
      list.getChildren().setAll(views.subList(0, shown).stream().map(LockCardView::view).toList());
      if (cards.size() > shown) {
        unlisted.setText(cards.size() - shown + " more locks in use");
        list.getChildren().add(unlisted);
      }
    }
  }
}
