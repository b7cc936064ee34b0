package io.batcherconsole.engine;

import io.batcherconsole.engine.batch.BatchBuilder;
import io.batcherconsole.engine.batch.Market;
import io.batcherconsole.engine.devnet.DevAccounts;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.fault.FaultRules;
import io.batcherconsole.engine.fault.LockFaults;
import io.batcherconsole.engine.lock.LockOrderMonitor;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.metrics.BatcherMetrics;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.UserNames;
import io.batcherconsole.engine.verify.ProofVerifier;
import io.batcherconsole.engine.verify.ProofVerifiers;
import io.batcherconsole.engine.verify.VerifierPool;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The parts of an engine that need no chain: they exist before it is there and can be looked at
 * from the first moment.
 *
 * @param serials where actors get their numbers from
 * @param market what submissions are measured by; prices nothing until the chain was asked
 */
record Core(
    EngineRuntime runtime,
    Journal journal,
    LockOrderMonitor lockOrder,
    LockRegistry registry,
    BatchState state,
    BatchBuilder builder,
    UserNames names,
    LockingStrategy locking,
    FaultRules faults,
    List<ProofVerifier> verifiers,
    VerifierPool pool,
    BatcherMetrics metrics,
    Secp256k1 curve,
    CborCodec codec,
    AtomicLong serials,
    AtomicReference<Market> market) {

  /** Event records that wait for the collector: half a second of a very busy engine. */
  private static final int RING_SIZE = 1 << 16;

  /**
   * Makes the parts.
   *
   * @throws IllegalArgumentException when the configuration names something that there is not
   */
  static Core of(EngineRuntime runtime, EngineConfig config) {
    Secp256k1 curve = Secp256k1.fastest();
    DevAccounts accounts = DevAccounts.derive(curve);
    Journal journal = new Journal(runtime, RING_SIZE);
    FaultRules faults = new FaultRules(runtime, journal);
    config.faults().forEach(faults::add);
    LockingDesign design = LockingDesign.named(config.locking());
    LockOrderMonitor lockOrder = new LockOrderMonitor(runtime, design.order());
    LockRegistry registry =
        new LockRegistry(runtime, journal, true, lockOrder, new LockFaults(faults));
    EngineConfig.Limits limits = config.limits();
    List<ProofVerifier> verifiers = ProofVerifiers.all();
    BatchState state =
        new BatchState(
            registry.create(LockKind.BATCH, "batch"),
            config.lockTimeout(),
            limits.queue(),
            config.minBumpPercent());
    VerifierPool pool =
        new VerifierPool(runtime, verifiers, config.verifiers(), new SecureRandom());
    return new Core(
        runtime,
        journal,
        lockOrder,
        registry,
        state,
        new BatchBuilder(limits.batchBytes(), limits.batchProofs()),
        new UserNames(accounts.names()),
        design.create(registry, config.lockTimeout()),
        faults,
        verifiers,
        pool,
        new BatcherMetrics(journal, state, registry, pool),
        curve,
        new CborCodec(),
        new AtomicLong(),
        new AtomicReference<>(new Market(config.fees().at(BigInteger.ZERO), BigInteger.ZERO)));
  }
}
