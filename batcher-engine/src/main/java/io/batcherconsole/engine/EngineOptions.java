package io.batcherconsole.engine;

import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.locking.LockingDesign;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        .build();
  }
}
