package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.simulated.SimulatedChain;
import io.batcherconsole.engine.devnet.Devnet;

/** Where a {@link Rig} runs. */
interface TestChain {
  /** A chain in memory that makes blocks when it is told to. */
  TestChain SIMULATED =
      new TestChain() {
        @Override
        public ChainChoice choice() {
          return new ChainChoice.Simulated();
        }

        @Override
        public void mine(Devnet devnet) {
          ((SimulatedChain) devnet.chain()).mine();
        }
      };

  ChainChoice choice();

  /** What the batcher gets instead of the devnet, to come between them. */
  default Devnet around(Devnet devnet) throws Exception {
    return devnet;
  }

  /** Makes a block of what is pending. */
  void mine(Devnet devnet) throws Exception;
}
