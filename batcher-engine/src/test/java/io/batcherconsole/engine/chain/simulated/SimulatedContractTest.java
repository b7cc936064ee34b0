package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainContractTest;
import io.batcherconsole.engine.chain.ChainFixture;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;

/** The simulated chain follows the rules that the compiled contracts follow on anvil. */
class SimulatedContractTest extends ChainContractTest {
  @Override
  protected ChainFixture open() {
    return new Fixture(
        new SimulatedChain(new LiveRuntime(1), Secp256k1.fastest(), Genesis.devnet(Map.of())));
  }

  private static final class Fixture implements ChainFixture {
    private final SimulatedChain chain;
    private long contracts = 0xc0000;

    Fixture(SimulatedChain chain) {
      this.chain = chain;
    }

    @Override
    public ChainClient chain() {
      return chain;
    }

    @Override
    public Deployment deploy(Wallet owner, Address batcher, Address aggregator) {
      Deployment deployment = new Deployment(freshAddress(), freshAddress());
      chain.install(
          new Installation(
              deployment.paymentService(),
              deployment.serviceManager(),
              owner.address(),
              batcher,
              aggregator));
      return deployment;
    }

    private Address freshAddress() {
      return Address.of("0x%040x".formatted(contracts++));
    }

    @Override
    public void fund(Address account, BigInteger wei) {
      chain.fund(account, wei);
    }

    @Override
    public void mine() {
      chain.mine();
    }

    @Override
    public void passTime(Duration duration) {
      chain.advanceTime(duration);
      chain.mine();
    }

    @Override
    public void close() {
      chain.close();
    }
  }
}
