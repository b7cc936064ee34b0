package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An anvil that we started, watch and stop. One object is one process; to start it again, start
 * another with the same port and state file.
 *
 * <p>It never outlives us: a small shell process between us and anvil ends it as soon as the pipe
 * from us closes, which the operating system does even when this process is killed.
 *
 * <p>Safe from any thread: a thread of the runtime reads anvil's output until its end; what it
 * learns is published in futures and volatile fields. There is no lock.
 */
public final class AnvilNode implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AnvilNode.class);

  /** Publicly known: its accounts are worth nothing anywhere but on development chains. */
  public static final String MNEMONIC =
      "test test test test test test test test test test test junk";

  private static final Duration START_PATIENCE = Duration.ofSeconds(20);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final String PID = "pid ";
  private static final String LISTENING = "Listening on ";

  /** Runs its arguments as a child, tells the child's id, and ends it when standard input ends. */
  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      node=$!
      echo "pid $node"
      { while read -r _; do :; done; kill "$node"; } <&3 >/dev/null 2>&1 &
      guard=$!
      exec 3<&-
      wait "$node"
      code=$?
      kill "$guard" 2>/dev/null
      exit $code
      """;

  private final Settings settings;
  private final Process process;
  private final Listener listener;
  private final Thread shutdownHook;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Anvil's process, below the shell's; null until the shell has told it. */
  private volatile @Nullable ProcessHandle node;

  /** What anvil said of its trouble last; never a line with a key. */
  private volatile String complaint = "";

  private volatile boolean stopping;

  private AnvilNode(Settings settings, Process process, Listener listener) {
    this.settings = settings;
    this.process = process;
    this.listener = listener;
    this.shutdownHook = new Thread(this::closeInput, "anvil-end");
  }

  /**
   * How to start it.
   *
   * @param port 0 takes a free one
   * @param blockTime null: blocks come only by {@code evm_mine}
   * @param accounts how many accounts of {@link #MNEMONIC} get 10,000 ETH
   * @param state file that keeps the chain over a stop and a start; null forgets it
   */
  public record Settings(
      int port, @Nullable Duration blockTime, long chainId, int accounts, @Nullable Path state) {
    /** Blocks every 2 s on chain 31337. */
    public static Settings devnet(int port, int accounts) {
      return new Settings(port, Duration.ofSeconds(2), 31337, accounts, null);
    }

    /** The same on another port. */
    public Settings withPort(int other) {
      return new Settings(other, blockTime, chainId, accounts, state);
    }
  }

  /** Told when anvil ends without being asked to. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called once at most, on a thread of the runtime.
     *
     * @param sentence what happened, for a person
     */
    void died(String sentence);
  }

  /**
   * Starts anvil and returns when it listens.
   *
   * @throws IOException with a sentence when it cannot be started, its port is in use, or it does
   *     not listen within 20 s
   */
  public static AnvilNode start(
      EngineRuntime runtime, Path binary, Settings settings, Listener listener)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(binary, settings)).redirectErrorStream(true).start();
    AnvilNode node = new AnvilNode(settings, process, listener);
    Runtime.getRuntime().addShutdownHook(node.shutdownHook);
    runtime.spawn("anvil-output", node::readOutput);
    try {
      node.port.get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return node;
    } catch (TimeoutException slow) {
      node.close();
      throw new IOException(
          "%s does not listen %d s after it was started."
              .formatted(binary, START_PATIENCE.toSeconds()),
          slow);
    } catch (ExecutionException failed) {
      node.close();
      throw failed.getCause() instanceof IOException told ? told : new IOException(failed);
    } catch (InterruptedException stop) {
      node.close();
      throw stop;
    }
  }

  private static List<String> command(Path binary, Settings settings) {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "anvil-guard", binary.toString()));
    command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(settings.port())));
    command.addAll(List.of("--chain-id", String.valueOf(settings.chainId())));
    command.addAll(List.of("--mnemonic", MNEMONIC));
    command.addAll(List.of("--accounts", String.valueOf(settings.accounts())));
    Duration blockTime = settings.blockTime();
    if (blockTime == null) {
      command.add("--no-mining");
    } else {
      command.addAll(List.of("--block-time", String.valueOf(blockTime.toMillis() / 1000.0)));
    }
    Path state = settings.state();
    if (state != null) {
      command.addAll(List.of("--state", state.toString()));
    }
    return command;
  }

  /** Where it listens: HTTP and WebSocket. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The port where it listens. */
  public int port() {
    return port.join(); // complete since start() returned
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return ended.getCount() > 0;
  }

  /** Ends it at once without a chance to save its state, as a crash does; the listener is told. */
  public void kill() {
    ProcessHandle running = node;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** Ends it, its state saved when it keeps one; returns when it has ended, at most after 10 s. */
  @Override
  public void close() {
    stopping = true;
    closeInput();
    boolean interrupted = Thread.interrupted();
    try {
      if (!ended.await(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        log.warn("anvil does not end when it is asked to; it is killed");
      }
    } catch (InterruptedException again) {
      interrupted = true;
    }
    kill();
    process.destroyForcibly();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      log.debug("closed while the program ends");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends anvil: its guard sees the end of the pipe. */
  void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyClosed) {
      log.debug("the pipe to anvil's guard: {}", alreadyClosed.getMessage());
    }
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        read(line);
      }
    } catch (IOException closed) {
      log.debug("anvil's output: {}", closed.getMessage());
    }
    int code = awaitExit();
    ended.countDown();
    String sentence = obituary(code);
    boolean startedBefore = !port.completeExceptionally(new IOException(sentence));
    if (startedBefore && !stopping) {
      log.warn("{}", sentence);
      listener.died(sentence);
    }
  }

  private void read(String line) {
    if (line.startsWith(PID)) {
      node = ProcessHandle.of(Long.parseLong(line.substring(PID.length()))).orElse(null);
    } else if (line.startsWith(LISTENING)) {
      port.complete(Integer.valueOf(line.substring(line.lastIndexOf(':') + 1).trim()));
    } else if (line.startsWith("Error") || line.startsWith("error") || line.contains("panicked")) {
      complaint = line;
    }
  }

  /** Its output has ended, so it has ended or is about to. */
  private int awaitExit() {
    try {
      if (process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException stop) {
      log.debug("interrupted while waiting for anvil's end");
    }
    process.destroyForcibly();
    return -1;
  }

  private String obituary(int code) {
    if (complaint.contains("in use")) {
      return "Port %d is in use: end the program that listens there, perhaps another anvil, or choose another port."
          .formatted(settings.port());
    }
    String where = port.isDone() && !port.isCompletedExceptionally() ? " at " + url() : "";
    return "anvil%s ended by itself (exit code %d)%s."
        .formatted(where, code, complaint.isEmpty() ? "" : ": " + complaint);
  }
}
