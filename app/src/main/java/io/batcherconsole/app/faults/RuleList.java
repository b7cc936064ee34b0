package io.batcherconsole.app.faults;

import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.fault.FaultRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The rules beside the verify delay, a card for each; many of them scroll. */
final class RuleList {
  /** The scenarios below need their room, px. */
  private static final double MOST_HEIGHT = 236;

  private final VBox cards = new VBox();
  private final ScrollPane view = new ScrollPane(cards);
  private final RuleCard.Actions actions;
  private final Map<String, RuleCard> shown = new HashMap<>();

  RuleList(RuleCard.Actions actions) {
    this.actions = actions;
    cards.getStyleClass().add("rule-cards");
    view.setId("fault-rules");
    view.getStyleClass().add("plain-scroll");
    view.setFitToWidth(true);
    view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    view.setMaxHeight(MOST_HEIGHT);
    cards
        .heightProperty()
        .addListener(
            (property, before, now) ->
                view.setPrefHeight(Math.min(MOST_HEIGHT, now.doubleValue() + 2)));
    show(List.of());
  }

  Region view() {
    return view;
  }

  /** Shows the rules that are no plain verify delay. */
  void show(List<FaultView> rules) {
    Map<String, RuleCard> before = Map.copyOf(shown);
    shown.clear();
    List<Node> now = new ArrayList<>();
    for (FaultView rule : aimed(rules)) {
      // A rule that was changed gets another card: only hits and the switch change on one.
      String key = rule.id() + " " + rule.text();
      RuleCard card =
          Objects.requireNonNullElseGet(before.get(key), () -> new RuleCard(rule, actions));
      card.show(rule);
      shown.put(key, card);
      now.add(card);
    }
    if (!cards.getChildren().equals(now)) {
      cards.getChildren().setAll(now);
    }
    view.setVisible(!now.isEmpty());
    view.setManaged(!now.isEmpty());
  }

  private static List<FaultView> aimed(List<FaultView> rules) {
    return rules.stream().filter(rule -> !FaultRule.parse(rule.text()).isVerifyDelay()).toList();
  }
}
