package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.client.BatcherClient;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.event.EventSource;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario plays against: a running engine, seen from outside, and its chain.
 *
 * @param batcher a client of the engine
 * @param users the development wallets by their short names
 * @param verifiers what the owner of the contracts can switch off
 * @param settings what the engine has of that which a scenario may need
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
    VerifierSwitch verifiers,
    EngineNeeds settings,
    Path assets) {
  public Surroundings {
    users = Map.copyOf(users);
  }

  /** Disables verifiers in the contract, as its owner. */
  @FunctionalInterface
  public interface VerifierSwitch {
    /**
     * Disables that system's verifier and enables all others; null enables all. It is so with the
     * next block.
     */
    void disable(@Nullable ProvingSystem system) throws ChainException, InterruptedException;
  }

  /**
   * The development wallet of that short name.
   *
   * @throws ScenarioException when there is none; the message names those that there are
   */
  Wallet wallet(String user) throws ScenarioException {
    if (users.isEmpty()) {
      throw new ScenarioException(
          "A scenario plays with the development wallets of a devnet, and this chain is none: send"
              + " proofs with a client instead.");
    }
    Wallet wallet = users.get(user);
    if (wallet == null) {
      throw new ScenarioException(
          "There is no user "
              + user
              + "; there are "
              + users.keySet().stream().sorted().collect(Collectors.joining(", "))
              + ". Mend the scenario file.");
    }
    return wallet;
  }
}
