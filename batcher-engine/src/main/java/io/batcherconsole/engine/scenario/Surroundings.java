package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.BatcherClient;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.event.EventSource;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a scenario plays against: a running engine, seen from outside, and its chain.
 *
 * @param batcher a client of the engine
 * @param users the development wallets by their short names
 * @param assets folder with the sample proofs
 */
public record Surroundings(
    EngineRuntime runtime,
    BatcherClient batcher,
    Secp256k1 curve,
    BigInteger chainId,
    PaymentService payments,
    ServiceManager tasks,
    Map<String, Wallet> users,
    EngineView view,
    EventSource events,
    FaultDesk faults,
    Path assets) {
  public Surroundings {
    users = Map.copyOf(users);
  }
}
