package io.batcherconsole.engine;

import io.batcherconsole.engine.batch.FeeRules;
import io.batcherconsole.engine.fault.FaultRule;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.scenario.EngineNeeds;
import io.batcherconsole.engine.storage.StoreChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an engine is started with. The defaults are the original's on a devnet (batcher.md §3.7),
 * except where a comment says why not.
 *
 * @param chain which chain to work on
 * @param host address that the server listens on; loopback unless told otherwise
 * @param port port that it listens on, 0 for any free one
 * @param assets folder with contracts, devnet, scenarios and sample proofs
 * @param batchFolder where batch files are kept
 * @param storage where batch files go, when not into that folder
 * @param blockTime of a chain that we run ourselves
 * @param lockTimeout how long anyone waits for a lock
 * @param verifiers most verifications at a time
 * @param locking name of the locking strategy
 * @param limits of queue, proofs and batches
 * @param fees what batches cost and what is the least that proofs offer
 * @param minBumpPercent by how many per cent a replacement must raise the fee
 * @param verification whether proofs are verified, and which are not taken
 * @param unlockPolling how often users are looked for who unlocked their funds while proofs of
 *     theirs wait; zero never looks
 * @param metricsPort where Prometheus asks, 0 for any free port, empty for nowhere
 * @param blockInterval least number of blocks between two batches
 * @param receiptTimeout how long a transaction's receipt is waited for
 * @param operators who verifies batches
 * @param faults injected from the start on
 * @param seed of the engine's randomness
 */
public record EngineConfig(
    ChainChoice chain,
    String host,
    int port,
    Path assets,
    Path batchFolder,
    StoreChoice storage,
    Duration blockTime,
    Duration lockTimeout,
    int verifiers,
    String locking,
    Limits limits,
    FeeRules fees,
    int minBumpPercent,
    Verification verification,
    Duration unlockPolling,
    OptionalInt metricsPort,
    long blockInterval,
    Duration receiptTimeout,
    OperatorConfig operators,
    List<FaultRule> faults,
    long seed) {
  public EngineConfig {
    faults = List.copyOf(faults);
  }

  /** Our own design. */
  public static final String DEFAULT_LOCKING = "ordered";

  /** The port that the field's clients expect. */
  public static final int DEFAULT_PORT = 8080;

  /** The port that the field's Prometheus scrapes. */
  public static final int DEFAULT_METRICS_PORT = 9093;

  /**
   * What the engine takes at most.
   *
   * @param queue proofs in the queue
   * @param proofBytes bytes of one proof with its key, input and program
   * @param batchBytes bytes of a batch file
   * @param batchProofs proofs in a batch
   */
  public record Limits(int queue, long proofBytes, long batchBytes, int batchProofs) {
    /**
     * Every proof that is taken must fit into a batch (batcher.md §3.6).
     *
     * @throws IllegalArgumentException when the largest proof would fit into none; the message says
     *     what does
     */
    public Limits {
      long alone = proofBytes + VerificationData.ARRAY_OVERHEAD;
      if (alone > batchBytes) {
        throw new IllegalArgumentException(
            "A proof of the largest size allowed, %,d bytes, makes a batch of %,d bytes, and a batch holds %,d at most: it would wait for ever. Allow smaller proofs or larger batches."
                .formatted(proofBytes, alone, batchBytes));
      }
    }
  }

  /**
   * How proofs are verified before they are queued.
   *
   * @param enabled when off nothing is verified, and disabled verifiers are not looked at either
   *     (batcher.md §4.2)
   * @param disabled proof systems that are not taken, whatever the contract says of them
   * @param acceptedUnverified proof systems of which proofs that cannot be verified here are taken
   *     unverified instead of refused; invalid ones are refused all the same
   */
  public record Verification(
      boolean enabled, Set<ProvingSystem> disabled, Set<ProvingSystem> acceptedUnverified) {
    /** Everything is verified, and nothing is refused but what the contract disables. */
    public static final Verification ON = new Verification(true, Set.of(), Set.of());

    public Verification {
      disabled = Set.copyOf(disabled);
      acceptedUnverified = Set.copyOf(acceptedUnverified);
    }
  }

  /**
   * The operators that run beside the batcher on a devnet of ours.
   *
   * @param count how many there are
   * @param delay how long each takes beyond its work
   * @param disagreeing how many of them never sign
   */
  public record OperatorConfig(int count, Duration delay, int disagreeing) {}

  /** A devnet's defaults with the given assets. */
  public static EngineConfig devnet(Path assets) {
    return new EngineConfig(
        new ChainChoice.Auto(),
        "localhost",
        DEFAULT_PORT,
        assets,
        Path.of(System.getProperty("java.io.tmpdir"), "batcher-console", "batches"),
        StoreChoice.FOLDER,
        Duration.ofSeconds(2),
        // The longest delay that a person can inject must not turn waiting into ServerBusy.
        Duration.ofSeconds(70),
        Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
        DEFAULT_LOCKING,
        new Limits(10_000, 4L << 20, 256L << 20, 3_000),
        FeeRules.DEFAULT,
        10,
        Verification.ON,
        Duration.ofSeconds(600),
        OptionalInt.empty(),
        // The original waits 3 blocks; with 2 s blocks a person would wait 6 s for every batch.
        1,
        Duration.ofSeconds(96),
        new OperatorConfig(4, Duration.ofMillis(200), 0),
        List.of(),
        2014);
  }

  /** The same with what a scenario needs otherwise. */
  public EngineConfig fitted(EngineNeeds needs) {
    Builder builder = toBuilder();
    if (needs.queueLimit() != null) {
      builder.limits(
          new Limits(
              needs.queueLimit(), limits.proofBytes(), limits.batchBytes(), limits.batchProofs()));
    }
    if (needs.lockTimeout() != null) {
      builder.lockTimeout(needs.lockTimeout());
    }
    if (needs.receiptTimeout() != null) {
      builder.receiptTimeout(needs.receiptTimeout());
    }
    if (needs.blockTime() != null) {
      builder.blockTime(needs.blockTime());
    }
    return builder.build();
  }

  /** A builder that begins with these values. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Makes a configuration that differs from another one in what is set. Used by one thread. */
  public static final class Builder {
    private ChainChoice chain;
    private String host;
    private int port;
    private Path assets;
    private Path batchFolder;
    private StoreChoice storage;
    private Duration blockTime;
    private Duration lockTimeout;
    private int verifiers;
    private String locking;
    private Limits limits;
    private FeeRules fees;
    private int minBumpPercent;
    private Verification verification;
    private Duration unlockPolling;
    private OptionalInt metricsPort;
    private long blockInterval;
    private Duration receiptTimeout;
    private OperatorConfig operators;
    private List<FaultRule> faults;
    private long seed;

    private Builder(EngineConfig from) {
      this.chain = from.chain;
      this.host = from.host;
      this.port = from.port;
      this.assets = from.assets;
      this.batchFolder = from.batchFolder;
      this.storage = from.storage;
      this.blockTime = from.blockTime;
      this.lockTimeout = from.lockTimeout;
      this.verifiers = from.verifiers;
      this.locking = from.locking;
      this.limits = from.limits;
      this.fees = from.fees;
      this.minBumpPercent = from.minBumpPercent;
      this.verification = from.verification;
      this.unlockPolling = from.unlockPolling;
      this.metricsPort = from.metricsPort;
      this.blockInterval = from.blockInterval;
      this.receiptTimeout = from.receiptTimeout;
      this.operators = from.operators;
      this.faults = from.faults;
      this.seed = from.seed;
    }

    public Builder chain(ChainChoice other) {
      chain = other;
      return this;
    }

    public Builder host(String other) {
      host = other;
      return this;
    }

    /**
     * Sets the port that clients connect to; 0 takes any free one.
     *
     * @throws IllegalArgumentException when there is no such port
     */
    public Builder port(int other) {
      if (other < 0 || other >= 1 << 16) {
        throw new IllegalArgumentException(
            "A port is a number from 0, which takes any free one, to 65535, not %d."
                .formatted(other));
      }
      port = other;
      return this;
    }

    public Builder assets(Path other) {
      assets = other;
      return this;
    }

    public Builder batchFolder(Path other) {
      batchFolder = other;
      return this;
    }

    public Builder storage(StoreChoice other) {
      storage = other;
      return this;
    }

    public Builder blockTime(Duration other) {
      blockTime = other;
      return this;
    }

    public Builder lockTimeout(Duration other) {
      lockTimeout = other;
      return this;
    }

    public Builder verifiers(int other) {
      verifiers = other;
      return this;
    }

    public Builder locking(String other) {
      locking = other;
      return this;
    }

    public Builder limits(Limits other) {
      limits = other;
      return this;
    }

    public Builder fees(FeeRules other) {
      fees = other;
      return this;
    }

    public Builder minBumpPercent(int other) {
      minBumpPercent = other;
      return this;
    }

    public Builder verification(Verification other) {
      verification = other;
      return this;
    }

    public Builder unlockPolling(Duration other) {
      unlockPolling = other;
      return this;
    }

    public Builder metricsPort(OptionalInt other) {
      metricsPort = other;
      return this;
    }

    public Builder blockInterval(long other) {
      blockInterval = other;
      return this;
    }

    public Builder receiptTimeout(Duration other) {
      receiptTimeout = other;
      return this;
    }

    public Builder operators(OperatorConfig other) {
      operators = other;
      return this;
    }

    public Builder faults(List<FaultRule> other) {
      faults = other;
      return this;
    }

    public Builder seed(long other) {
      seed = other;
      return this;
    }

    public EngineConfig build() {
      return new EngineConfig(
          chain,
          host,
          port,
          assets,
          batchFolder,
          storage,
          blockTime,
          lockTimeout,
          verifiers,
          locking,
          limits,
          fees,
          minBumpPercent,
          verification,
          unlockPolling,
          metricsPort,
          blockInterval,
          receiptTimeout,
          operators,
          faults,
          seed);
    }
  }
}
