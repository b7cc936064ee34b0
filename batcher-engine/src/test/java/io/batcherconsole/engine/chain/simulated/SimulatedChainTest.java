package io.batcherconsole.engine.chain.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.ContractPaymentService;
import io.batcherconsole.engine.chain.ContractServiceManager;
import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is special about the simulated chain; the contracts' rules are in the contract test. */
@Timeout(30)
class SimulatedChainTest {
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final BigInteger MILLI = BigInteger.TEN.pow(15);
  private static final BigInteger GAS = BigInteger.valueOf(100_000);

  private final Secp256k1 curve = Secp256k1.fastest();
  private final Wallet ann = wallet(0xa11ce);
  private final Wallet bob = wallet(0xb0b);
  private final Wallet batcher = wallet(0xba7c);
  private final Installation contracts =
      Installation.devnet(ann.address(), batcher.address(), bob.address());
  private final SimulatedChain chain = chain(new LiveRuntime(1));
  private final ContractPaymentService payments =
      new ContractPaymentService(chain, contracts.paymentService());
  private final ServiceManager tasks =
      new ContractServiceManager(chain, contracts.serviceManager());

  private SimulatedChain chain(EngineRuntime runtime) {
    SimulatedChain fresh =
        new SimulatedChain(
            runtime,
            curve,
            Genesis.devnet(
                Map.of(ann.address(), ETHER, bob.address(), ETHER, batcher.address(), ETHER)));
    fresh.install(contracts);
    return fresh;
  }

  private Wallet wallet(long key) {
    Bytes bytes = Bytes.fromHex("%064x".formatted(key));
    return new Wallet(bytes, curve.address(bytes));
  }

  /** A deposit: the event tells the block's order. */
  private Transaction deposit(long nonce, long wei, long priceInGwei) {
    return new Transaction(
        BigInteger.valueOf(nonce),
        contracts.paymentService(),
        BigInteger.valueOf(wei),
        Bytes.EMPTY,
        GWEI.multiply(BigInteger.valueOf(priceInGwei)),
        GAS,
        false);
  }

  private List<BigInteger> deposits(long block) throws ChainException {
    AbiEvent event = PaymentServiceAbi.PAYMENT_RECEIVED;
    return chain.logs(contracts.paymentService(), event.topic(), block, block).stream()
        .map(log -> event.data().decode(log.data()).uint(0))
        .toList();
  }

  private Receipt mined(Hash transaction) throws ChainException {
    chain.mine();
    return chain.receipt(transaction).orElseThrow();
  }

  @Test
  void aBlockTakesTheBestOffersFirstAndEachSenderInNonceOrder() throws Exception {
    chain.send(ann, deposit(0, 1, 2));
    chain.send(ann, deposit(1, 2, 9));
    chain.send(bob, deposit(0, 3, 5));
    chain.send(batcher, deposit(0, 4, 2));
    Head head = chain.mine();
    assertThat(deposits(head.number()))
        .as("the best offer, then equal ones by arrival, ann's second right after her first")
        .map(BigInteger::intValue)
        .containsExactly(3, 1, 2, 4);
  }

  @Test
  void aReplacementMustOfferTenPerCentMore() throws Exception {
    Hash stuck = chain.send(ann, deposit(0, 1, 10));
    assertThatThrownBy(() -> chain.send(ann, deposit(0, 2, 10)))
        .isInstanceOf(ChainException.Refused.class)
        .hasMessageContaining("underpriced");
    Hash replacement = chain.send(ann, deposit(0, 3, 11));
    assertThat(chain.pending()).isEqualTo(1);
    assertThat(mined(replacement).success()).isTrue();
    assertThat(chain.receipt(stuck)).isEmpty();
    assertThat(chain.pending()).isZero();
  }

  @Test
  void anOfferBelowTheGasPriceStaysPendingUntilThePriceFalls() throws Exception {
    Hash cheap = chain.send(ann, deposit(0, 1, 2));
    chain.setGasPrice(GWEI.multiply(BigInteger.valueOf(100)));
    chain.mine();
    assertThat(chain.receipt(cheap)).isEmpty();
    assertThat(chain.pending()).isEqualTo(1);
    chain.setGasPrice(GWEI);
    assertThat(mined(cheap).success()).isTrue();
  }

  @Test
  void aRevertedTransactionKeepsItsNonceAndGasAndNothingElse() throws Exception {
    mined(chain.send(ann, deposit(0, 5_000, 1)));
    BigInteger feePerProof = BigInteger.valueOf(3_000);
    // The first proof could be paid, the second cannot: both stay unpaid.
    NewTask task =
        new NewTask(
            Hash.ZERO,
            "pointer",
            List.of(ann.address(), ann.address()),
            BigInteger.ONE,
            feePerProof,
            BigInteger.ZERO);
    BigInteger before = chain.balance(batcher.address());
    Receipt receipt = mined(payments.send(batcher, BigInteger.ZERO, GWEI, task));

    assertThat(receipt.success()).isFalse();
    assertThat(receipt.logs()).isEmpty();
    assertThat(payments.balance(ann.address())).isEqualTo(5_000);
    assertThat(payments.nonce(ann.address())).isZero();
    assertThat(chain.transactionCount(batcher.address())).isEqualTo(1);
    assertThat(chain.balance(batcher.address()))
        .isEqualTo(before.subtract(receipt.gasUsed().multiply(GWEI)));
    assertThat(chain.balance(contracts.serviceManager())).isZero();
  }

  @Test
  void aTransactionThatRunsOutOfGasFailsAndUsesItsLimit() throws Exception {
    Transaction tight =
        new Transaction(
            BigInteger.ZERO,
            contracts.paymentService(),
            BigInteger.ONE,
            Bytes.EMPTY,
            GWEI,
            BigInteger.valueOf(21_001),
            false);
    Receipt receipt = mined(chain.send(ann, tight));
    assertThat(receipt.success()).isFalse();
    assertThat(receipt.gasUsed()).isEqualTo(21_001);
    assertThat(payments.balance(ann.address())).isZero();
  }

  @Test
  void impossibleGasLimitsAreRefused() {
    for (long limit : new long[] {20_999, 30_000_001}) {
      Transaction odd =
          new Transaction(
              BigInteger.ZERO,
              bob.address(),
              BigInteger.ONE,
              Bytes.EMPTY,
              GWEI,
              BigInteger.valueOf(limit),
              false);
      assertThatThrownBy(() -> chain.send(ann, odd))
          .isInstanceOf(ChainException.Refused.class)
          .hasMessageContaining("gas");
    }
  }

  @Test
  void aTransactionWhoseSenderSpentTheMoneyOtherwiseIsDropped() throws Exception {
    BigInteger most = ETHER.subtract(MILLI);
    Hash first = chain.send(ann, send(0, bob.address(), most));
    Hash second = chain.send(ann, send(1, bob.address(), most));
    chain.mine();
    assertThat(chain.receipt(first)).isPresent();
    assertThat(chain.receipt(second)).isEmpty();
    assertThat(chain.pending()).isZero();
  }

  private static Transaction send(long nonce, Address to, BigInteger wei) {
    return new Transaction(BigInteger.valueOf(nonce), to, wei, Bytes.EMPTY, GWEI, null, false);
  }

  @Test
  void aSilentNodeAnswersNothingButGoesOnMining() throws Exception {
    Hash sent = chain.send(ann, deposit(0, 1, 1));
    chain.setSilent(true);
    assertThatThrownBy(chain::head).isInstanceOf(ChainException.Unavailable.class);
    assertThatThrownBy(() -> payments.balance(ann.address()))
        .isInstanceOf(ChainException.Unavailable.class);
    assertThatThrownBy(() -> chain.send(ann, deposit(1, 1, 1)))
        .isInstanceOf(ChainException.Unavailable.class);
    chain.mine();
    chain.setSilent(false);
    assertThat(chain.receipt(sent)).isPresent();
    assertThat(chain.pending()).isZero();
  }

  @Test
  void aStoppedChainDoesNotAnswer() {
    chain.close();
    assertThatThrownBy(chain::head).isInstanceOf(ChainException.Unavailable.class);
  }

  @Test
  void rewindingTakesBackBlocksWithAllThatHappenedInThem() throws Exception {
    Hash kept = chain.send(ann, deposit(0, 100, 1));
    Head older = chain.mine();
    Hash gone = chain.send(ann, deposit(1, 10, 1));
    Head newer = chain.mine();
    tasks.registerOperator(bob, BigInteger.ZERO, GWEI, MILLI);
    chain.mine();
    chain.send(bob, deposit(1, 1, 1));

    chain.rewind(older.number());

    assertThat(chain.head()).isEqualTo(older);
    assertThat(chain.receipt(kept)).isPresent();
    assertThat(chain.receipt(gone)).isEmpty();
    assertThat(payments.balance(ann.address())).isEqualTo(100);
    assertThat(chain.transactionCount(ann.address())).isEqualTo(1);
    assertThat(tasks.totalStake()).isZero();
    assertThat(chain.pending()).isZero();
    assertThat(deposits(newer.number())).isEmpty();
    assertThat(chain.mine().hash())
        .as("another block of the same number")
        .isNotEqualTo(newer.hash());
    assertThat(mined(chain.send(ann, deposit(1, 10, 1))).success()).isTrue();
    assertThat(payments.balance(ann.address())).isEqualTo(110);
  }

  @Test
  void onlyRememberedBlocksCanBeReturnedTo() {
    chain.mine();
    assertThatThrownBy(() -> chain.rewind(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> chain.rewind(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oldBlocksAreForgottenButNotTheState() throws Exception {
    Hash old = chain.send(ann, deposit(0, 7, 1));
    for (int i = 0; i <= Ledger.REMEMBERED; i++) {
      chain.mine();
    }
    assertThat(chain.receipt(old)).isEmpty();
    assertThat(deposits(1)).isEmpty();
    assertThat(payments.balance(ann.address())).isEqualTo(7);
    long newest = chain.head().number();
    chain.rewind(newest - Ledger.REMEMBERED + 1);
    assertThat(payments.balance(ann.address())).isEqualTo(7);
    assertThatThrownBy(() -> chain.rewind(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void minesByItselfUntilStopped() throws Exception {
    chain.startMining(Duration.ofMillis(1));
    Hash sent = chain.send(ann, deposit(0, 1, 1));
    while (chain.receipt(sent).isEmpty()) {
      Thread.onSpinWait();
    }
    chain.stopMining();
    long stopped = chain.head().number();
    assertThat(chain.mine().number()).isEqualTo(stopped + 1);
    chain.startMining(Duration.ofHours(1));
    assertThatThrownBy(() -> chain.startMining(Duration.ofHours(1)))
        .isInstanceOf(IllegalStateException.class);
    chain.close();
  }

  @Test
  void contractsAreNotDeployedByTransaction() {
    Transaction creation =
        new Transaction(
            BigInteger.ZERO, null, BigInteger.ZERO, Bytes.fromHex("6000"), GWEI, GAS, false);
    assertThatThrownBy(() -> chain.send(ann, creation))
        .isInstanceOf(ChainException.Refused.class)
        .hasMessageContaining("built in");
    assertThatThrownBy(() -> chain.install(contracts)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalCallsGiveEqualBlocks() throws Exception {
    assertThat(story()).isEqualTo(story());
  }

  private Head story() throws Exception {
    SimulatedChain twin = chain(new FrozenRuntime());
    twin.send(ann, deposit(0, 1, 2));
    twin.send(bob, deposit(0, 3, 5));
    twin.mine();
    twin.advanceTime(Duration.ofHours(1));
    twin.send(ann, deposit(1, 2, 9));
    return twin.mine();
  }

  /** Time stands still. */
  private static final class FrozenRuntime implements EngineRuntime {
    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Instant now() {
      return Instant.ofEpochSecond(1_800_000_000);
    }

    @Override
    public Thread spawn(String name, Runnable body) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sleep(Duration duration) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unpark(Thread thread) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RandomGenerator random() {
      throw new UnsupportedOperationException();
    }
  }
}
