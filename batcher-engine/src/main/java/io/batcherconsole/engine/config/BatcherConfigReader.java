package io.batcherconsole.engine.config;

import io.batcherconsole.engine.admission.AdmissionRules.NonPaying;
import io.batcherconsole.engine.batch.FeeRules;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.DeploymentFile;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.config.BatcherConfig.Limits;
import io.batcherconsole.engine.config.BatcherConfig.Nodes;
import io.batcherconsole.engine.config.YamlNode.Mapping;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.storage.StoreChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the original's batcher configuration. As there, a file that it names is looked for from the
 * folder in which the program was started. Blocks the calling thread for a second or so, because a
 * key store is decrypted.
 */
public final class BatcherConfigReader {
  /** A configuration has two kilobytes, and a key store half of one. */
  private static final long MOST_BYTES = 256 << 10;

  /** What the other services, or older and newer versions, read from the same file. */
  private static final Set<String> NOT_USED =
      Set.of(
          "environment",
          "eigen_layer_deployment_config_file_path",
          "eigen_metrics_ip_port_address",
          "eth_ws_url",
          "eth_ws_url_fallback",
          "bls",
          "aggregator",
          "operator");

  private static final Set<String> NOT_USED_IN_BATCHER =
      Set.of("batch_size_interval", "telemetry_ip_port_address");

  private static final int DAY_SECONDS = 86_400;
  private static final int MILLION = 1_000_000;

  /** A message with a proof has 64 MiB at most (batcher.md §1.1). */
  private static final long MOST_PROOF_BYTES = 64L << 20;

  /** Operators refuse larger batch files (batcher.md §3.5). */
  private static final long MOST_BATCH_BYTES = 256L << 20;

  private final Secp256k1 curve;
  private final Path folder;

  /**
   * @param folder from which the files that a configuration names are looked for
   */
  public BatcherConfigReader(Secp256k1 curve, Path folder) {
    this.curve = curve;
    this.folder = folder;
  }

  /**
   * Reads a configuration and the files that it names.
   *
   * @param file the original's YAML
   * @param environmentFile more variables, for those that {@code environment} does not have; null
   *     for none
   * @param environment the process's variables
   * @throws ConfigException when anything is wrong; it names everything
   */
  public BatcherConfig read(
      Path file, @Nullable Path environmentFile, Map<String, String> environment)
      throws ConfigException {
    Problems problems = new Problems();
    Map<String, String> variables = new HashMap<>();
    if (environmentFile != null) {
      content(environmentFile, environmentFile.toString(), problems)
          .ifPresent(
              bytes ->
                  variables.putAll(
                      EnvironmentFile.read(
                          environmentFile.toString(),
                          new String(bytes, StandardCharsets.UTF_8),
                          problems)));
    }
    variables.putAll(environment);
    byte[] yaml = content(file, file.toString(), problems).orElse(null);
    problems.throwIfAny();
    return read(file.toString(), yaml == null ? new byte[0] : yaml, variables);
  }

  /** As the other {@code read}, from the file's content. */
  BatcherConfig read(String name, byte[] yaml, Map<String, String> environment)
      throws ConfigException {
    Problems problems = new Problems();
    Mapping root = YamlReader.read(name, yaml, problems);
    StoreEnvironment variables = new StoreEnvironment(environment, problems);
    StoreChoice storage = variables.read();
    if (root == null) {
      problems.throwIfAny();
      throw new ConfigException(List.of(name + ": there are no keys in it"));
    }
    Keys top = Keys.of(name, root, problems);
    Optional<BatcherConfig> config = read(top, storage, variables.notes(), problems);
    if (problems.any() && !top.unknown().isEmpty()) {
      // A key that is missing is often there under a wrong name.
      problems.add(name, "these keys are not known: " + String.join(", ", top.unknown()));
    }
    problems.throwIfAny();
    return config.orElseThrow();
  }

  /** Empty when a file that it names could not be read, which is a problem. */
  private Optional<BatcherConfig> read(
      Keys top, StoreChoice storage, List<String> storageNotes, Problems problems) {
    List<String> unused = new ArrayList<>(top.unused(NOT_USED));
    Nodes nodes = nodes(top);
    Keys ecdsa = top.requiredBlock("ecdsa", "the key store's path and password");
    Keys batcher = top.requiredBlock("batcher", "the batcher's settings");
    unused.addAll(batcher.unused(NOT_USED_IN_BATCHER));
    Deployment contracts = contracts(top);
    Limits limits = limits(batcher);
    Optional<NonPaying> nonPaying = batcher.block("non_paying").flatMap(this::nonPaying);
    FeeRules fees =
        new FeeRules(
            batcher.count("aggregator_gas_cost", 0, 1_000_000_000, 330_000, "gas"),
            batcher.count("aggregator_fee_percentage_multiplier", 0, 100_000, 125, "per cent"),
            (int) batcher.count("amount_of_proofs_for_min_max_fee", 1, MILLION, 128, "proofs"));
    int minBump = (int) batcher.count("min_bump_percentage", 0, MILLION, 10, "per cent");
    boolean preVerification = batcher.flag("pre_verification_is_enabled", true);
    Set<ProvingSystem> disabled = systems(batcher, "disabled_verifiers");
    Set<ProvingSystem> acceptUnverified = systems(batcher, "accept_unverified");
    long blockInterval = batcher.count("block_interval", 0, MILLION, 3, "blocks");
    Duration receiptTimeout =
        Duration.ofMillis(
            batcher.count(
                "transaction_wait_timeout", 1, DAY_SECONDS * 1000L, 96_000, "milliseconds"));
    Duration unlockPolling =
        Duration.ofSeconds(
            batcher.count(
                "balance_unlock_polling_interval_seconds", 1, DAY_SECONDS, 600, "seconds"));
    int metricsPort = (int) batcher.count("metrics_port", 0, 65_535, 9093, "a TCP port");
    Wallet wallet = wallet(ecdsa, problems);
    if (contracts == null || wallet == null) {
      return Optional.empty();
    }
    return Optional.of(
        new BatcherConfig(
            nodes,
            contracts,
            wallet,
            nonPaying,
            limits,
            fees,
            minBump,
            preVerification,
            disabled,
            acceptUnverified,
            blockInterval,
            receiptTimeout,
            unlockPolling,
            metricsPort,
            storage,
            notes(top.unknown(), unused, batcher.defaults(), storageNotes)));
  }

  private static Nodes nodes(Keys top) {
    URI main = top.requiredNode("eth_rpc_url");
    // The devnet's own file names the same node twice.
    return new Nodes(main, top.node("eth_rpc_url_fallback").filter(url -> !url.equals(main)));
  }

  private static Limits limits(Keys batcher) {
    Limits limits =
        new Limits(
            (int) batcher.count("max_queue_size", 1, MILLION, 10_000, "proofs"),
            batcher.count("max_proof_size", 1, MOST_PROOF_BYTES, 4L << 20, "bytes"),
            batcher.count("max_batch_byte_size", 1, MOST_BATCH_BYTES, MOST_BATCH_BYTES, "bytes"),
            (int) batcher.count("max_batch_proof_qty", 1, MILLION, 3_000, "proofs"));
    long alone = limits.proofBytes() + VerificationData.ARRAY_OVERHEAD;
    if (alone > limits.batchBytes()) {
      batcher.wrong(
          "max_proof_size",
          "a proof of %d bytes makes a batch of %d, more than max_batch_byte_size %d: it would wait for ever; lower this one or raise the other"
              .formatted(limits.proofBytes(), alone, limits.batchBytes()));
    }
    return limits;
  }

  private Optional<NonPaying> nonPaying(Keys block) {
    String missing = block.requiredText("address", "the address that does not pay");
    Optional<Address> address = missing.isEmpty() ? Optional.empty() : block.address("address");
    String hex = block.requiredText("replacement_private_key", "the key of the wallet that pays");
    if (hex.isEmpty()) {
      return Optional.empty();
    }
    try {
      Address payer = curve.address(Bytes.fromHex(hex));
      return address.map(who -> new NonPaying(who, payer));
    } catch (IllegalArgumentException malformed) {
      block.wrong("replacement_private_key", "is no private key; 64 hex digits belong there");
      return Optional.empty();
    }
  }

  private static Set<ProvingSystem> systems(Keys batcher, String key) {
    Set<ProvingSystem> systems = EnumSet.noneOf(ProvingSystem.class);
    for (YamlNode.Scalar name : batcher.list(key)) {
      ProvingSystem.byWireName(name.text())
          .ifPresentOrElse(
              systems::add,
              () ->
                  batcher.wrong(
                      key,
                      "one of them is no proof system; there are "
                          + Arrays.stream(ProvingSystem.values())
                              .map(ProvingSystem::wireName)
                              .collect(Collectors.joining(", "))));
    }
    return systems;
  }

  private @Nullable Deployment contracts(Keys top) {
    String key = "aligned_layer_deployment_config_file_path";
    Path file = named(top, key, "the path of the deployment file");
    if (file == null) {
      return null;
    }
    try {
      return new DeploymentFile().read(file);
    } catch (IOException unreadable) {
      top.wrong(key, String.valueOf(unreadable.getMessage()));
      return null;
    }
  }

  private @Nullable Wallet wallet(Keys ecdsa, Problems problems) {
    String key = "private_key_store_path";
    String password =
        ecdsa.requiredText("private_key_store_password", "its password, \"\" when it has none,");
    Path file = named(ecdsa, key, "the path of the batcher's key store");
    if (file == null) {
      return null;
    }
    try {
      Optional<byte[]> content = content(file, ecdsa.where(key) + ": ecdsa." + key, problems);
      return content.isEmpty() ? null : new KeyStore(curve).open(content.get(), password);
    } catch (IOException unreadable) {
      ecdsa.wrong(key, file + ": " + unreadable.getMessage());
      return null;
    }
  }

  /** The file that a key names, absolute, so that a sentence shows where it was looked for. */
  private @Nullable Path named(Keys keys, String key, String belongs) {
    String name = keys.requiredText(key, belongs);
    if (name.isEmpty()) {
      return null;
    }
    try {
      return folder.resolve(name).toAbsolutePath().normalize();
    } catch (InvalidPathException malformed) {
      keys.wrong(key, "is no path of a file");
      return null;
    }
  }

  private static Optional<byte[]> content(Path file, String where, Problems problems) {
    try {
      if (!Files.isRegularFile(file)) {
        problems.add(where, file.toAbsolutePath() + " does not exist or is no file");
        return Optional.empty();
      }
      if (Files.size(file) > MOST_BYTES) {
        problems.add(
            where,
            "%s has %,d bytes; %,d are read at most".formatted(file, Files.size(file), MOST_BYTES));
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      problems.add(where, file.toAbsolutePath() + " cannot be read: " + unreadable.getMessage());
      return Optional.empty();
    }
  }

  private static List<String> notes(
      List<String> unknown, List<String> unused, List<String> defaults, List<String> storageNotes) {
    List<String> notes = new ArrayList<>();
    if (!unknown.isEmpty()) {
      notes.add("These keys are not known and have no effect: " + String.join(", ", unknown) + ".");
    }
    if (!unused.isEmpty()) {
      notes.add(
          "These keys are not used here: "
              + String.join(", ", unused)
              + "; blocks are followed over HTTP, and there is no telemetry service.");
    }
    if (!defaults.isEmpty()) {
      notes.add(
          "These keys are not set and count as on the original's devnet: "
              + String.join(", ", defaults)
              + ".");
    }
    notes.addAll(storageNotes);
    return notes;
  }
}
