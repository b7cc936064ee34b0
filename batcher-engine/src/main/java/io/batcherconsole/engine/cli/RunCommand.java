package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.EngineOptions;
import io.batcherconsole.engine.event.EngineStatus;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the batcher until it is stopped. */
@Command(
    name = "run",
    description = "Runs the batcher until Ctrl+C.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engineOptions = new EngineOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + EngineConfig.DEFAULT_PORT,
      description = "where clients connect, 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port = EngineConfig.DEFAULT_PORT;

  /** Made by picocli, which also fills in {@link #spec}. */
  @SuppressWarnings("NullAway.Init")
  RunCommand() {}

  @Override
  public Integer call() throws EngineException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Engine engine = Engine.open(engineOptions.config(port))) {
      Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "stop-engine"));
      engine.awaitRunning();
      EngineStatus status = engine.view().status();
      out.println(status.sentence() + " Ctrl+C stops it.");
      out.flush();
      new CountDownLatch(1).await(); // the shutdown hook ends the process
    }
    return 0;
  }
}
