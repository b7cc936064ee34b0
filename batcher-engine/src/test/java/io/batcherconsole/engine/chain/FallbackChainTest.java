package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.simulated.Genesis;
import io.batcherconsole.engine.chain.simulated.SimulatedChain;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.ManualRuntime;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes, each a simulated chain of its own, so that an answer shows who gave it. */
@Timeout(60)
class FallbackChainTest {
  private static final BigInteger OF_MAIN = BigInteger.valueOf(5);
  private static final BigInteger OF_FALLBACK = BigInteger.valueOf(7);

  private final ManualRuntime runtime = new ManualRuntime();
  private final SimulatedChain main = node(31337, OF_MAIN);
  private final SimulatedChain fallback = node(31337, OF_FALLBACK);
  private final FallbackChain chain = new FallbackChain(runtime, main, fallback);

  private SimulatedChain node(long chainId, BigInteger gasPrice) {
    return new SimulatedChain(
        runtime, Secp256k1.fastest(), new Genesis(BigInteger.valueOf(chainId), Map.of(), gasPrice));
  }

  @AfterEach
  void close() {
    chain.close();
  }

  @Test
  void theFallbackIsAskedWhileTheMainNodeIsSilentAndNoLonger() throws Exception {
    assertThat(chain.gasPrice()).isEqualTo(OF_MAIN);
    assertThat(chain.where()).isEqualTo(main.where());

    main.setSilent(true);
    assertThat(chain.gasPrice()).isEqualTo(OF_FALLBACK);
    assertThat(chain.where()).contains("the fallback, the main node does not answer");

    main.setSilent(false);
    assertThat(chain.gasPrice()).as("not tried again at once").isEqualTo(OF_FALLBACK);
    runtime.advance(Duration.ofSeconds(6));
    chain.head();
    Waiting.until(
        "the main node was looked at",
        Duration.ofSeconds(10),
        () -> chain.where().equals(main.where()));
    assertThat(chain.gasPrice()).isEqualTo(OF_MAIN);
  }

  @Test
  void whenNeitherAnswersBothAreNamedAndBothAreTriedAgain() throws Exception {
    main.setSilent(true);
    fallback.setSilent(true);

    assertThatThrownBy(chain::gasPrice)
        .isInstanceOf(ChainException.Unavailable.class)
        .hasMessageContaining("; and: ");
    assertThatThrownBy(chain::head).isInstanceOf(ChainException.Unavailable.class);
    assertThat(chain.where()).contains("neither");

    fallback.setSilent(false);
    assertThat(chain.gasPrice()).isEqualTo(OF_FALLBACK);
    assertThat(chain.head().number()).isZero();
  }

  @Test
  void blocksComeFromWhicheverNodeIsAheadAndOnlyHigherNumbersCount() throws Exception {
    main.mine();
    assertThat(chain.head().number()).isEqualTo(1);
    fallback.mine();
    fallback.mine();
    assertThat(chain.head()).isEqualTo(fallback.head());
    main.mine();
    assertThat(chain.head()).as("another block 2 is no news").isEqualTo(fallback.head());
    fallback.rewind(0);
    assertThat(chain.head().number()).isEqualTo(2);
    main.mine();
    assertThat(chain.head()).isEqualTo(main.head());
  }

  @Test
  void aRevertOrRefusalIsAnAnswerAndTheOtherNodeIsNotAsked() throws Exception {
    fallback.setSilent(true);
    assertThatThrownBy(() -> sendWithoutMoney(chain)).isInstanceOf(ChainException.Refused.class);
    assertThat(chain.where()).isEqualTo(main.where());
    assertThat(chain.receipt(Hash.of("11".repeat(32)))).isEmpty();
  }

  /** It may be on chain soon: whoever takes it for not sent sends its proofs twice. */
  @Test
  void aTransactionThatASilentNodeMayHaveTakenIsNotRefusedByTheOther() throws Exception {
    ChainClient deaf = takesTransactionsAndSaysNothing(main);
    try (FallbackChain chain = new FallbackChain(runtime, deaf, fallback)) {
      assertThatThrownBy(() -> sendWithoutMoney(chain))
          .isInstanceOf(ChainException.Unavailable.class)
          .hasMessageContaining("provoked by a test; and: insufficient funds");
      assertThatThrownBy(() -> sendWithoutMoney(chain))
          .as("only the fallback is asked, and it knows what it says")
          .isInstanceOf(ChainException.Refused.class);
    }
  }

  private static ChainClient takesTransactionsAndSaysNothing(ChainClient node) {
    return (ChainClient)
        Proxy.newProxyInstance(
            ChainClient.class.getClassLoader(),
            new Class<?>[] {ChainClient.class},
            (self, method, arguments) -> {
              if (method.getName().equals("send")) {
                throw new ChainException.Unavailable("provoked by a test");
              }
              return method.invoke(node, arguments);
            });
  }

  private static Hash sendWithoutMoney(ChainClient chain) throws ChainException {
    Bytes key = Bytes.fromHex("11".repeat(32));
    return chain.send(
        new Wallet(key, Secp256k1.fastest().address(key)),
        new ChainClient.Transaction(
            BigInteger.ZERO,
            Address.ZERO,
            BigInteger.ONE,
            Bytes.EMPTY,
            OF_FALLBACK,
            BigInteger.valueOf(21_000),
            true));
  }

  /** A client that goes away interrupts what is asked for it. */
  @Test
  void anInterruptedCallTellsNothingAboutTheNodes() throws Exception {
    main.setSilent(true);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(chain::gasPrice).isInstanceOf(ChainException.Unavailable.class);
    } finally {
      assertThat(Thread.interrupted()).as("told by the flag").isTrue();
    }
    main.setSilent(false);
    assertThat(chain.where()).isEqualTo(main.where());
    assertThat(chain.gasPrice()).isEqualTo(OF_MAIN);
  }

  @Test
  void aNodeOfAnotherChainIsNotUsed() throws Exception {
    SimulatedChain elsewhere = node(1, OF_FALLBACK);
    try (FallbackChain mixed = new FallbackChain(runtime, main, elsewhere)) {
      assertThat(mixed.chainId()).isEqualTo(31337);
      main.setSilent(true);
      assertThatThrownBy(mixed::gasPrice)
          .hasMessageContaining("is on chain 1 and not on 31337: it is not used");
    }
  }
}
