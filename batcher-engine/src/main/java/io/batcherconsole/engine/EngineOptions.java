package io.batcherconsole.engine;

import io.batcherconsole.engine.config.BatcherConfig;
import io.batcherconsole.engine.config.BatcherConfigReader;
import io.batcherconsole.engine.config.ConfigException;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What every command that starts an engine takes; a picocli mixin. */
public final class EngineOptions {
  private static final Logger log = LoggerFactory.getLogger(EngineOptions.class);

  /** The original's (batcher.md §3.7). On a devnet injected delays need more. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

  @Option(
      names = "--chain",
      paramLabel = "CHAIN",
      description = "auto, anvil, simulated or the URL of a JSON-RPC node (default: auto)")
  private @Nullable String chain;

  @Option(
      names = "--deployment",
      paramLabel = "FILE",
      description = "the field's deployment JSON, for a node by URL")
  private @Nullable Path deployment;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "the original batcher's YAML: work as a batcher on the chain that it names, with the key"
              + " store that it names, and prepare nothing there")
  private @Nullable Path configFile;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "with --config: AWS_… and …_ENDPOINT variables that the environment lacks")
  private @Nullable Path environmentFile;

  @Option(
      names = "--addr",
      paramLabel = "HOST",
      description = "name or address to listen on (default: localhost)")
  private @Nullable String host;

  @Option(
      names = "--batch-folder",
      paramLabel = "DIR",
      description = "where batch files are kept when they go into no bucket")
  private @Nullable Path batchFolder;

  @Option(
      names = "--locking",
      paramLabel = "NAME",
      split = ",",
      description =
          "the locking design (default: "
              + EngineConfig.DEFAULT_LOCKING
              + "); each other one comes with hazards, which 'batcher lockings' explains")
  private List<String> lockings = new ArrayList<>();

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
      names = "--accept-unverified",
      paramLabel = "SYSTEM,…",
      split = ",",
      description = {
        "take proofs of these systems, e.g. SP1,Risc0, unverified when they cannot be verified"
            + " here,",
        "instead of refusing them; invalid ones are still refused"
      })
  private List<String> acceptUnverified = new ArrayList<>();

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
   * @throws EngineException when the configuration file cannot be used; the message says why
   */
  public EngineConfig config(int port) throws EngineException {
    if (lockings.size() > 1) {
      throw new IllegalArgumentException(
          "One design at a time: --locking takes several only where they are compared.");
    }
    return config(port, lockings.isEmpty() ? EngineConfig.DEFAULT_LOCKING : lockings.getFirst());
  }

  /** The designs that were named, as they were written; empty when none was. */
  public List<String> lockings() {
    return List.copyOf(lockings);
  }

  /** The same under that design, whichever were named. */
  public EngineConfig config(int port, String locking) throws EngineException {
    Path folder = assets != null ? assets : Path.of(System.getProperty("assets.dir", "assets"));
    EngineConfig.Builder builder =
        EngineConfig.devnet(folder).toBuilder()
            .locking(LockingDesign.named(locking).title())
            .verification(
                new EngineConfig.Verification(true, Set.of(), acceptedUnverified(Set.of())))
            .faults(faults.stream().map(FaultRule::parse).toList())
            .port(port)
            .metricsPort(metricsPort(port));
    if (host != null) {
      builder.host(host);
    }
    if (batchFolder != null) {
      builder.batchFolder(batchFolder.toAbsolutePath());
    }
    if (configFile != null) {
      return checked(configured(builder, configFile).build());
    }
    if (environmentFile != null) {
      throw new IllegalArgumentException("--env-file belongs to --config, which is not given.");
    }
    String word = chain == null ? "auto" : chain;
    return checked(builder.chain(ChainChoice.parse(word, Optional.ofNullable(deployment))).build());
  }

  /**
   * A folder that batches are to go into is made now: that it cannot be is found out at once and
   * not with the first batch, which would then be tried for ever. Buckets need none.
   */
  private EngineConfig checked(EngineConfig config) {
    if (batchFolder != null && config.storage().buckets().isEmpty()) {
      requireUsable(config.batchFolder());
    }
    return config;
  }

  private static void requireUsable(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException none) {
      throw new IllegalArgumentException(
          "--batch-folder " + folder + " is no folder and cannot be made; choose another one.",
          none);
    }
    if (!Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "--batch-folder " + folder + " cannot be written to; choose another one.");
    }
  }

  private EngineConfig.Builder configured(EngineConfig.Builder builder, Path file)
      throws EngineException {
    if (chain != null || deployment != null) {
      throw new IllegalArgumentException(
          "--config names the chain and the deployment: leave --chain and --deployment out.");
    }
    try {
      BatcherConfig config =
          new BatcherConfigReader(Secp256k1.fastest(), Path.of(""))
              .read(file, environmentFile, System.getenv());
      config.notes().forEach(note -> log.warn("{}: {}", file, note));
      return applied(builder, config);
    } catch (ConfigException wrong) {
      throw new EngineException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private EngineConfig.Builder applied(EngineConfig.Builder builder, BatcherConfig config) {
    if (metricsPort == null) {
      builder.metricsPort(OptionalInt.of(config.metricsPort()));
    }
    BatcherConfig.Limits limits = config.limits();
    return builder
        .chain(
            new ChainChoice.Configured(
                config.nodes().main(),
                config.nodes().fallback(),
                config.contracts(),
                config.batcher(),
                config.nonPaying()))
        .storage(config.storage())
        .lockTimeout(LOCK_TIMEOUT)
        .limits(
            new EngineConfig.Limits(
                limits.queue(), limits.proofBytes(), limits.batchBytes(), limits.batchProofs()))
        .fees(config.fees())
        .minBumpPercent(config.minBumpPercent())
        .verification(
            new EngineConfig.Verification(
                config.preVerification(),
                config.disabledVerifiers(),
                acceptedUnverified(config.acceptUnverified())))
        .unlockPolling(config.unlockPolling())
        .blockInterval(config.blockInterval())
        .receiptTimeout(config.receiptTimeout())
        .operators(new EngineConfig.OperatorConfig(0, Duration.ZERO, 0));
  }

  /** Those of the command line, besides the configured ones. */
  private Set<ProvingSystem> acceptedUnverified(Set<ProvingSystem> configured) {
    Set<ProvingSystem> systems = EnumSet.noneOf(ProvingSystem.class);
    systems.addAll(configured);
    for (String name : acceptUnverified) {
      systems.add(
          ProvingSystem.byWireName(name.strip())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--accept-unverified takes names of proving systems, not '%s'; there are %s"
                              .formatted(name, systemNames()))));
    }
    return systems;
  }

  private static String systemNames() {
    return Arrays.stream(ProvingSystem.values())
        .map(ProvingSystem::wireName)
        .collect(Collectors.joining(", "));
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
