package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.devnet.Devnet;

/** The simulated chain, with something in front of both contracts. */
record Interposed(Between between) implements TestChain {
  @Override
  public ChainChoice choice() {
    return SIMULATED.choice();
  }

  @Override
  public void mine(Devnet devnet) throws Exception {
    SIMULATED.mine(devnet);
  }

  @Override
  public Devnet around(Devnet devnet) {
    return new Devnet(
        devnet.chain(),
        devnet.node(),
        Between.of(PaymentService.class, devnet.payments(), between),
        Between.of(ServiceManager.class, devnet.tasks(), between),
        devnet.accounts(),
        devnet.batcher(),
        devnet.aggregator(),
        devnet.operators());
  }
}
