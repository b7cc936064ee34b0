package io.batcherconsole.app;

import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.picture.HeadlessConsole;
import io.batcherconsole.app.theme.Theme;
import io.batcherconsole.engine.Engine;
import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.scenario.RunReport;
import io.batcherconsole.engine.scenario.RunReportText;
import io.batcherconsole.engine.scenario.Scenario;
import io.batcherconsole.engine.scenario.ScenarioException;
import io.batcherconsole.engine.scenario.ScenarioLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Plays few-proofs in the window without a display, and keeps pictures of it and a summary. */
final class HeadlessRun {
  /** Long enough to be seen, short enough that the run takes half a minute. */
  private static final Duration VERIFY_DELAY = Duration.ofSeconds(1);

  /** So many verifications after the first contention the picture has something to tell. */
  private static final long VERIFIED_FOR_PICTURE = 22;

  private static final Duration LOOK = Duration.ofMillis(20);

  private final EngineConfig config;
  private final Path folder;
  private final PrintWriter out;

  HeadlessRun(EngineConfig config, Path folder, PrintWriter out) {
    this.config = config;
    this.folder = folder;
    this.out = out;
  }

  /** Returns whether every expectation held. */
  boolean run() throws EngineException, ScenarioException, IOException, InterruptedException {
    long started = System.nanoTime();
    Scenario scenario =
        ScenarioLibrary.of(config.assets().resolve("scenarios"))
            .named("few-proofs")
            .withVerifyDelay(VERIFY_DELAY);
    Files.createDirectories(folder);
    try (EngineSeat seat = new EngineSeat(config, other -> {});
        HeadlessConsole console =
            HeadlessConsole.open(seat.parts(), config.assets(), Theme.DARK, 1440, 900)) {
      Engine engine = seat.engine();
      engine.awaitRunning();
      console.picture(folder.resolve("1-running.png"));
      CompletableFuture<RunReport> run = play(engine, scenario);
      awaitContention(engine.view(), run, 0);
      console.picture(folder.resolve("2-first-contention.png"));
      out.printf(
          Locale.ROOT,
          "First contention %.1f s after the start.%n",
          (System.nanoTime() - started) / 1e9);
      out.flush();
      awaitContention(engine.view(), run, VERIFIED_FOR_PICTURE);
      console.picture(folder.resolve("3-contention-dark.png"));
      console.with(window -> window.run(Command.THEME));
      console.picture(folder.resolve("3-contention-light.png"));
      console.with(window -> window.run(Command.THEME));
      RunReport report = join(run);
      console.picture(folder.resolve("4-end.png"));
      tell(report);
      return report.passed();
    }
  }

  private static CompletableFuture<RunReport> play(Engine engine, Scenario scenario) {
    CompletableFuture<RunReport> run = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("few-proofs")
        .start(
            () -> {
              try {
                run.complete(engine.play(scenario));
              } catch (ScenarioException | InterruptedException failed) {
                run.completeExceptionally(failed);
              }
            });
    return run;
  }

  private static RunReport join(CompletableFuture<RunReport> run) throws ScenarioException {
    try {
      return run.join();
    } catch (CompletionException failed) {
      throw new ScenarioException(String.valueOf(failed.getCause()), failed);
    }
  }

  /** Waits until somebody waits for a user's lock after so many verifications, or it is over. */
  private static void awaitContention(
      EngineView view, CompletableFuture<RunReport> run, long verified)
      throws InterruptedException {
    while (!run.isDone()
        && !(view.locks().locks().stream().anyMatch(HeadlessRun::contended)
            && verifications(view) >= verified)) {
      Thread.sleep(LOOK);
    }
  }

  private static boolean contended(LockView lock) {
    return lock.id().kind() == LockKind.USER && !lock.waiters().isEmpty();
  }

  private static long verifications(EngineView view) {
    return view.latency().stream().mapToLong(latency -> latency.count()).sum();
  }

  private void tell(RunReport report) throws IOException {
    StringWriter text = new StringWriter();
    RunReportText.print(report, new PrintWriter(text));
    Files.writeString(folder.resolve("summary.txt"), text.toString());
    RunReportText.writeJson(report, folder.resolve("report.json"));
    out.print(text);
    out.println("Pictures, summary and report: " + folder.toAbsolutePath());
    out.flush();
  }
}
