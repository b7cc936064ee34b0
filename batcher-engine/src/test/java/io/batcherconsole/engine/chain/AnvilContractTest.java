package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The compiled contracts on anvil. */
class AnvilContractTest extends ChainContractTest {
  @Override
  protected ChainFixture open() throws Exception {
    return AnvilFixture.open();
  }

  /** Anvil's own suggestion grows to the thirtieth power of 1.1 here. */
  @Test
  void pricesDoNotFeedOnThemselves() throws Exception {
    ContractWorld world = world();
    Wallet sender = world.funded();
    BigInteger first = world.chain.gasPrice();
    for (int block = 0; block < 30; block++) {
      world.transact(
          sender,
          (nonce, price) ->
              world.chain.send(
                  sender,
                  new Transaction(
                      nonce,
                      sender.address(),
                      BigInteger.ONE,
                      Bytes.EMPTY,
                      price.multiply(BigInteger.valueOf(110)).divide(BigInteger.valueOf(100)),
                      BigInteger.valueOf(21_000),
                      false)));
    }
    assertThat(world.chain.gasPrice()).isLessThanOrEqualTo(first);
  }
}
