package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.scenario.Surroundings;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Disables verifiers as the owner of a devnet's contracts. A transaction is not waited for, but the
 * one before it is: it would be taken for a replacement. Used by whoever plays a scenario, one
 * thread at a time.
 */
final class DevnetVerifiers implements Surroundings.VerifierSwitch {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final EngineRuntime runtime;
  private final Optional<Devnet> devnet;

  /** Nonce of the latest transaction; null before the first. */
  private volatile @Nullable BigInteger latest;

  DevnetVerifiers(EngineRuntime runtime, Optional<Devnet> devnet) {
    this.runtime = runtime;
    this.devnet = devnet;
  }

  @Override
  public void disable(@Nullable ProvingSystem system) throws ChainException, InterruptedException {
    Devnet ours =
        devnet.orElseThrow(
            () -> new ChainException.Refused("the contracts are not ours: they stay as is"));
    Wallet owner = ours.accounts().deployer();
    BigInteger nonce = nextNonce(ours, owner);
    Hash _ =
        ours.tasks()
            .setDisabledVerifiers(
                owner,
                nonce,
                ours.chain().gasPrice(),
                system == null ? BigInteger.ZERO : BigInteger.ZERO.setBit(system.id()));
    latest = nonce;
  }

  private BigInteger nextNonce(Devnet ours, Wallet owner)
      throws ChainException, InterruptedException {
    BigInteger before = latest;
    long deadline = runtime.nanoTime() + PATIENCE.toNanos();
    while (true) {
      BigInteger next = ours.chain().transactionCount(owner.address());
      if (before == null || next.compareTo(before) > 0) {
        return next;
      }
      if (runtime.nanoTime() >= deadline) {
        latest = null;
        throw new ChainException.Unavailable(
            "the transaction that disabled or enabled a verifier before is in no block after "
                + PATIENCE.toSeconds()
                + " s");
      }
      runtime.sleep(LOOK);
    }
  }
}
