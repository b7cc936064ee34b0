package io.batcherconsole.app.window;

import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.Commands;
import io.batcherconsole.app.command.PaletteItem;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.engine.LockingInfo;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.scenario.ScenarioDesk;
import io.batcherconsole.engine.scenario.ScenarioInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What the palette offers: the commands, the scenarios, the proofs that are in the picture. */
final class PaletteOffer {
  private final Commands commands;
  private final ScenarioDesk scenarios;
  private final Consumer<ScenarioInfo> run;
  private final ConsoleActions actions;
  private final Selection selection;

  PaletteOffer(
      Commands commands,
      ScenarioDesk scenarios,
      Consumer<ScenarioInfo> run,
      ConsoleActions actions,
      Selection selection) {
    this.commands = commands;
    this.scenarios = scenarios;
    this.run = run;
    this.actions = actions;
    this.selection = selection;
  }

  List<PaletteItem> everything(ConsoleFrame frame) {
    List<PaletteItem> items = new ArrayList<>();
    List<ScenarioInfo> all = scenarios.scenarios();
    for (int i = 0; i < all.size(); i++) {
      ScenarioInfo scenario = all.get(i);
      items.add(
          new PaletteItem(
              "Run " + scenario.title(),
              scenario.summary(),
              i < 9 && scenario.hazard() == null ? String.valueOf(i + 1) : "",
              () -> run.accept(scenario)));
    }
    for (Command command : Command.values()) {
      if (command != Command.PALETTE) {
        items.add(
            new PaletteItem(
                command.label(),
                command.category().title(),
                command.keyLabel(),
                () -> commands.run(command)));
      }
    }
    for (LockingInfo locking : actions.lockings()) {
      if (!locking.name().equals(frame.status().locking())) {
        items.add(
            new PaletteItem(
                "Switch locking to " + locking.name(),
                locking.caution().isEmpty()
                    ? locking.summary()
                    : locking.caution() + " · " + locking.summary(),
                "",
                () -> actions.switchLocking(locking.name())));
      }
    }
    items.addAll(proofs(frame));
    return items;
  }

  /** The proofs in the picture, the newest first. */
  List<PaletteItem> proofs(ConsoleFrame frame) {
    Set<Long> met = new HashSet<>();
    return frame.timeline().lanes().stream()
        .flatMap(lane -> lane.intervals().stream())
        .sorted(Comparator.comparingLong(Timeline.Interval::start).reversed())
        .filter(interval -> met.add(interval.proof().serial()))
        .map(this::proof)
        .toList();
  }

  private PaletteItem proof(Timeline.Interval interval) {
    Actor.Proof proof = interval.proof();
    return new PaletteItem(
        "Select " + proof.label(),
        proof.user().shortAddress()
            + " · "
            + interval.stage().sentence()
            + (interval.unverified() ? " · not verified" : ""),
        "",
        () -> selection.select(proof.serial()));
  }
}
