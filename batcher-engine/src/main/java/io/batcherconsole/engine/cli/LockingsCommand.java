package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.locking.Hazard;
import io.batcherconsole.engine.locking.LockingDesign;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells which locking designs there are, what each holds where, and what happens under it. */
@Command(
    name = "lockings",
    description = "Lists the locking designs: which lock is held across which stage, and hazards.",
    mixinStandardHelpOptions = true)
final class LockingsCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by picocli, which also fills in {@link #spec}. */
  @SuppressWarnings("NullAway.Init")
  LockingsCommand() {}

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (LockingDesign design : LockingDesign.values()) {
      out.println(design.title() + (design.caution().isEmpty() ? "" : ", " + design.caution()));
      out.println("  " + design.summary());
      design.table().rows().forEach((stage, held) -> out.printf("  %-9s %s%n", stage, held));
      out.printf("  %-9s %s%n", "nests", design.order().inWords());
      for (Hazard hazard : design.hazards()) {
        out.printf(
            "  ! %s (under ordered: %s)%n    %s%n",
            hazard.id(), hazard.ordered().words(), hazard.sentence());
      }
      out.println();
    }
  }
}
