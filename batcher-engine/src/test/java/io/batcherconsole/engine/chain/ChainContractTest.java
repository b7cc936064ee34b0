package io.batcherconsole.engine.chain;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * The rules that every chain of ours follows, the compiled contracts on anvil as well as the
 * simulated chain. One chain serves all tests; each test has contracts and accounts of its own.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
public abstract class ChainContractTest
    implements ChainClientRules, PaymentServiceRules, ServiceManagerRules, OperatorRules {
  private @Nullable ChainFixture fixture;
  private @Nullable ContractWorld world;

  /** Starts the chain; a chain that is not available on this machine aborts the tests here. */
  protected abstract ChainFixture open() throws Exception;

  @BeforeAll
  void openChain() throws Exception {
    fixture = open();
  }

  @BeforeEach
  void deploy() throws Exception {
    world = new ContractWorld(java.util.Objects.requireNonNull(fixture));
  }

  @AfterAll
  void closeChain() {
    if (fixture != null) {
      fixture.close();
    }
  }

  @Override
  public ContractWorld world() {
    return java.util.Objects.requireNonNull(world);
  }
}
