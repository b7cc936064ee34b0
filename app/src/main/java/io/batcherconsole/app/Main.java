package io.batcherconsole.app;

import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.EngineOptions;
import io.batcherconsole.engine.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Opens the console over an engine of its own. Not an {@code Application}, so that JavaFX may be on
 * the class path.
 */
@Command(
    name = "console",
    description = "Runs the batcher and shows what it does, live.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engineOptions = new EngineOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + EngineConfig.DEFAULT_PORT,
      description = "where clients connect, 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port = EngineConfig.DEFAULT_PORT;

  @Option(
      names = "--theme",
      paramLabel = "dark|light",
      defaultValue = "dark",
      description = "(default: ${DEFAULT-VALUE})")
  private Theme theme = Theme.DARK;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "start this scenario as soon as the batcher runs, under the design that it is for unless"
              + " --locking says otherwise")
  private @Nullable String scenario;

  /** Made by picocli, which also fills in {@link #spec}. */
  @SuppressWarnings("NullAway.Init")
  public Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, arguments) -> {
              command.getErr().println(failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call()
      throws EngineException, ScenarioException, IOException, InterruptedException {
    Optional<String> problem =
        Display.problem(System.getProperty("os.name", ""), System.getenv("DISPLAY"));
    if (problem.isPresent()) {
      return withoutDisplay(problem.get());
    }
    EngineConfig config = engineOptions.config(port);
    ConsoleApp app = new ConsoleApp(config.assets(), theme);
    String first = scenario;
    boolean anyLocking = engineOptions.lockings().isEmpty();
    try (EngineSeat seat =
        first == null
            ? new EngineSeat(config, app::replace)
            : EngineSeat.forScenario(config, first, anyLocking, app::replace)) {
      if (first != null) {
        Thread.ofVirtual().name("first-scenario").start(() -> seat.startWhenRunning(first));
      }
      app.open(seat.parts());
    }
    return CommandLine.ExitCode.OK;
  }

  private int withoutDisplay(String problem)
      throws EngineException, ScenarioException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(problem);
    out.println("The scenario few-proofs runs in the same window without a display instead.");
    out.flush();
    Path folder = Path.of(System.getProperty("build.dir", "target"), "few-proofs");
    boolean passed = new HeadlessRun(engineOptions.config(0), folder, out).run();
    return passed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
