package io.batcherconsole.app.faults;

import io.batcherconsole.engine.event.UserTag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** Chooses at whom a fault is aimed: everyone, or some of the users seen so far. */
final class ScopeMenu {
  /** Most users that the menu offers; a longer menu could not be used. */
  private static final int MOST_USERS = 40;

  private final MenuButton button = new MenuButton();
  private final Consumer<Set<String>> chosen;
  private final Set<UserTag> known = new LinkedHashSet<>();
  private Set<String> users = Set.of();

  /**
   * @param chosen told the names of the chosen users; empty means all
   */
  ScopeMenu(Consumer<Set<String>> chosen) {
    this.chosen = chosen;
    button.setId("fault-scope");
    button.getStyleClass().addAll("quiet-menu", "mono");
    button.setOnShowing(event -> fill());
    show(Set.of());
  }

  MenuButton button() {
    return button;
  }

  /** Offers {@code seen} from now on, too. */
  void meet(List<UserTag> seen) {
    for (UserTag user : seen) {
      if (known.size() < MOST_USERS) {
        known.add(user);
      }
    }
  }

  /** Names of the users seen so far. */
  List<String> known() {
    return known.stream().map(UserTag::name).toList();
  }

  /** Shows that the fault is aimed at {@code names}. */
  void show(Set<String> names) {
    users = names;
    Set<String> sorted = new TreeSet<>(names);
    button.setText(
        switch (sorted.size()) {
          case 0 -> "all users";
          case 1 -> "user " + sorted.iterator().next();
          default -> "users " + String.join(", ", sorted);
        });
  }

  Set<String> users() {
    return users;
  }

  private void fill() {
    CheckMenuItem all = new CheckMenuItem("all users");
    all.setSelected(users.isEmpty());
    all.setOnAction(event -> choose(Set.of()));
    button.getItems().setAll(all, new SeparatorMenuItem());
    for (UserTag user : known) {
      CheckMenuItem item = new CheckMenuItem(user.name() + "   " + user.shortAddress());
      item.setSelected(users.contains(user.name()));
      item.setOnAction(event -> toggle(user.name()));
      button.getItems().add(item);
    }
    if (known.isEmpty()) {
      MenuItem nobody = new MenuItem("no user was seen yet");
      nobody.setDisable(true);
      button.getItems().add(nobody);
    }
  }

  private void toggle(String name) {
    Set<String> next = new TreeSet<>(users);
    if (!next.remove(name)) {
      next.add(name);
    }
    choose(next);
  }

  private void choose(Set<String> next) {
    show(Set.copyOf(next));
    chosen.accept(users);
  }
}
