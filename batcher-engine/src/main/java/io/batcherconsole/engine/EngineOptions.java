package io.batcherconsole.engine;

import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.locking.LockingDesign;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that starts an engine takes; a picocli mixin. */
public final class EngineOptions {
  @Option(
      names = "--chain",
      paramLabel = "CHAIN",
      defaultValue = "auto",
      description =
          "auto, anvil, simulated or the URL of a JSON-RPC node (default: ${DEFAULT-VALUE})")
  private String chain = "auto";

  @Option(
      names = "--deployment",
      paramLabel = "FILE",
      description = "the field's deployment JSON, for a node by URL")
  private @Nullable Path deployment;

  @Option(
      names = "--locking",
      paramLabel = "NAME",
      defaultValue = EngineConfig.DEFAULT_LOCKING,
      description = "the locking design, see 'batcher lockings' (default: ${DEFAULT-VALUE})")
  private String locking = EngineConfig.DEFAULT_LOCKING;

  @Option(
      names = "--fault",
      paramLabel = "RULE",
      description = {
        "a fault that is injected from the start on; may be given several times:",
        "verify=delay(5s)@A   verify=30%%3*delay(5s)@0x4bbb   create-new-task=1*error",
        "A wrong one is answered with what there is."
      })
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--assets",
      paramLabel = "DIR",
      description = "folder with contracts, devnet, scenarios and proofs")
  private @Nullable Path assets;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT|off",
      description =
          "where Prometheus scrapes, 0 for any free port (default: "
              + EngineConfig.DEFAULT_METRICS_PORT
              + " where the batcher runs until it is stopped, otherwise off)")
  private @Nullable String metricsPort;

  /**
   * The configuration, listening on {@code port}; 0 takes any free one.
   *
   * @throws IllegalArgumentException when an option makes no sense; the message says what does
   */
  public EngineConfig config(int port) {
    Path folder = assets != null ? assets : Path.of(System.getProperty("assets.dir", "assets"));
    return EngineConfig.devnet(folder).toBuilder()
        .chain(ChainChoice.parse(chain, Optional.ofNullable(deployment)))
        .locking(LockingDesign.named(locking).title())
        .faults(faults.stream().map(FaultRule::parse).toList())
        .port(port)
        .metricsPort(metricsPort(port))
        .build();
  }

  /** Who takes any port plays a scenario and ends; nobody scrapes that unless told to. */
  private OptionalInt metricsPort(int port) {
    if (metricsPort == null) {
      return port == 0 ? OptionalInt.empty() : OptionalInt.of(EngineConfig.DEFAULT_METRICS_PORT);
    }
    if (metricsPort.equals("off")) {
      return OptionalInt.empty();
    }
    if (metricsPort.matches("\\d{1,5}") && Integer.parseInt(metricsPort) < 1 << 16) {
      return OptionalInt.of(Integer.parseInt(metricsPort));
    }
    throw new IllegalArgumentException(
        "--metrics-port takes a port from 0 to 65535 or off, not " + metricsPort);
  }
}
