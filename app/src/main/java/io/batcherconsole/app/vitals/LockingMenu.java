package io.batcherconsole.app.vitals;

import io.batcherconsole.engine.LockingInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Names the locking design, warns of its hazards, and offers the others. */
final class LockingMenu {
  private static final double TIP_WIDTH = 440;

  private final MenuButton chip;
  private final List<LockingInfo> lockings;
  private final Consumer<String> switchLocking;
  private final Tooltip tip = new Tooltip();

  LockingMenu(MenuButton chip, List<LockingInfo> lockings, Consumer<String> switchLocking) {
    this.chip = chip;
    this.lockings = List.copyOf(lockings);
    this.switchLocking = switchLocking;
    tip.setWrapText(true);
    tip.setMaxWidth(TIP_WIDTH);
    chip.setTooltip(tip);
  }

  /** Shows that the engine runs under the design of that name. */
  void show(String name) {
    if (name.equals(chip.getText())) {
      return;
    }
    chip.setText(name);
    chip.getItems().setAll(items(name));
    Optional<LockingInfo> info =
        lockings.stream().filter(locking -> locking.name().equals(name)).findFirst();
    tip.setText(info.map(LockingMenu::words).orElse("Locking design: " + name));
    boolean warns = info.flatMap(LockingInfo::warning).isPresent();
    chip.getStyleClass().removeAll("warns");
    if (warns) {
      chip.getStyleClass().add("warns");
    }
  }

  private List<MenuItem> items(String current) {
    List<MenuItem> items = new ArrayList<>();
    Label note = new Label("Starts the engine anew: lanes begin empty, what is queued is lost.");
    note.getStyleClass().add("muted");
    items.add(new CustomMenuItem(note, false));
    items.add(new SeparatorMenuItem());
    for (LockingInfo locking : lockings) {
      RadioMenuItem item = new RadioMenuItem(label(locking));
      item.setSelected(locking.name().equals(current));
      if (locking.warning().isPresent()) {
        item.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
      }
      item.setOnAction(
          event -> {
            if (!locking.name().equals(current)) {
              switchLocking.accept(locking.name());
            }
          });
      items.add(item);
    }
    return items;
  }

  /** "split-state · 10 hazards". */
  private static String label(LockingInfo locking) {
    return locking.caution().isEmpty()
        ? locking.name()
        : locking.name() + "  ·  " + locking.caution();
  }

  private static String words(LockingInfo locking) {
    StringBuilder text = new StringBuilder(locking.summary()).append("\n");
    locking
        .table()
        .forEach((stage, held) -> text.append("\n").append(stage).append(": ").append(held));
    locking.warning().ifPresent(warning -> text.append("\n\n").append(warning));
    return text.toString();
  }
}
