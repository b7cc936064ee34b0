package io.batcherconsole.engine.chain;

/** The compiled contracts on anvil. */
class AnvilContractTest extends ChainContractTest {
  @Override
  protected ChainFixture open() throws Exception {
    return AnvilFixture.open();
  }
}
