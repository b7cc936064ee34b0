package io.batcherconsole.engine.chain;

import static io.batcherconsole.engine.chain.ContractWorld.ETHER;
import static io.batcherconsole.engine.chain.ContractWorld.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.ChainClient.Call;
import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of a chain client, whatever the contracts. */
interface ChainClientRules {
  ContractWorld world();

  @Test
  default void headsCountUp() throws Exception {
    ContractWorld world = world();
    Head before = world.chain.head();
    world.fixture.mine();
    Head after = world.chain.head();
    assertThat(after.number()).isEqualTo(before.number() + 1);
    assertThat(after.timestamp()).isGreaterThanOrEqualTo(before.timestamp());
    assertThat(after.hash()).isNotEqualTo(before.hash());
    assertThat(world.chain.chainId()).isEqualTo(31337);
    assertThat(world.chain.gasPrice()).isPositive();
    assertThat(world.chain.kind()).isNotEmpty();
    assertThat(world.chain.where()).isNotEmpty();
  }

  @Test
  default void aTransferMovesMoneyAndCountsTheNonce() throws Exception {
    ContractWorld world = world();
    Wallet from = world.funded();
    Address to = ContractWorld.penniless().address();
    BigInteger before = world.chain.balance(from.address());
    assertThat(world.nextNonce(from)).isZero();

    Receipt receipt = world.call(from, to, MILLI, Bytes.EMPTY);

    assertThat(world.chain.balance(to)).isEqualTo(MILLI);
    assertThat(receipt.gasUsed()).isEqualTo(21_000);
    assertThat(receipt.created()).isNull();
    assertThat(receipt.block()).isEqualTo(world.chain.head().number());
    assertThat(world.chain.balance(from.address()))
        .isEqualTo(before.subtract(MILLI).subtract(ContractWorld.gasCost(receipt)));
    assertThat(world.nextNonce(from)).isEqualTo(1);
  }

  @Test
  default void aPendingTransactionHasNoReceiptAndIsNotCounted() throws Exception {
    ContractWorld world = world();
    Wallet from = world.funded();
    Hash pending = world.chain.send(from, transfer(world, gwei(5)));
    assertThat(world.chain.receipt(pending)).isEmpty();
    assertThat(world.nextNonce(from)).isZero();
    world.fixture.mine();
    assertThat(world.chain.receipt(pending)).isPresent();
    assertThat(world.chain.receipt(ContractWorld.hash(99))).isEmpty();
  }

  @Test
  default void sendingTheSameTransactionAgainIsNoError() throws Exception {
    ContractWorld world = world();
    Wallet from = world.funded();
    Transaction transaction = transfer(world, gwei(5));
    Hash first = world.chain.send(from, transaction);
    assertThat(world.chain.send(from, transaction)).as("pending").isEqualTo(first);
    world.fixture.mine();
    assertThat(world.chain.send(from, transaction)).as("mined").isEqualTo(first);
  }

  @Test
  default void aHigherPriceReplacesAPendingTransaction() throws Exception {
    ContractWorld world = world();
    Wallet from = world.funded();
    Hash stuck = world.chain.send(from, transfer(world, gwei(5)));
    Transaction cancel =
        new Transaction(
            BigInteger.ZERO,
            from.address(),
            BigInteger.ZERO,
            Bytes.EMPTY,
            gwei(6),
            BigInteger.valueOf(21_000),
            true);

    Hash cancelled = world.chain.send(from, cancel);
    world.fixture.mine();

    assertThat(world.chain.receipt(stuck)).isEmpty();
    assertThat(world.chain.receipt(cancelled))
        .hasValueSatisfying(receipt -> assertThat(receipt.success()).isTrue());
    assertThat(world.nextNonce(from)).isEqualTo(1);
  }

  /** By how much a price must be higher is each node's own: geth wants 10 %, anvil one wei. */
  @Test
  default void aLowerPriceDoesNotReplace() throws Exception {
    ContractWorld world = world();
    Wallet from = world.funded();
    Hash pending = world.chain.send(from, transfer(world, gwei(5)));
    assertThatThrownBy(() -> world.chain.send(from, transfer(world, gwei(4))))
        .isInstanceOf(ChainException.Refused.class);
    world.fixture.mine();
    assertThat(world.chain.receipt(pending)).isPresent();
  }

  @Test
  default void aUsedNonceIsRefused() throws Exception {
    ContractWorld world = world();
    Wallet from = world.funded();
    world.call(from, from.address(), BigInteger.ONE, Bytes.EMPTY);
    assertThatThrownBy(
            () ->
                world.chain.send(
                    from,
                    new Transaction(
                        BigInteger.ZERO,
                        from.address(),
                        BigInteger.TEN,
                        Bytes.EMPTY,
                        gwei(5),
                        BigInteger.valueOf(21_000),
                        false)))
        .isInstanceOf(ChainException.Refused.class)
        .hasMessageContaining("nonce");
  }

  @Test
  default void aNonceAheadWaitsForTheOnesBefore() throws Exception {
    ContractWorld world = world();
    Wallet from = world.funded();
    Transaction first = transfer(world, gwei(5));
    Transaction second =
        new Transaction(
            BigInteger.ONE,
            first.to(),
            first.value(),
            first.data(),
            first.gasPrice(),
            first.gasLimit(),
            false);
    Hash ahead = world.chain.send(from, second);
    world.fixture.mine();
    assertThat(world.chain.receipt(ahead)).isEmpty();
    Hash behind = world.chain.send(from, first);
    world.fixture.mine();
    assertThat(world.chain.receipt(behind)).isPresent();
    assertThat(world.chain.receipt(ahead)).isPresent();
  }

  @Test
  default void whoHasNoMoneyCannotSend() {
    ContractWorld world = world();
    Wallet from = ContractWorld.penniless();
    assertThatThrownBy(() -> world.chain.send(from, transfer(world, gwei(5))))
        .isInstanceOf(ChainException.Refused.class)
        .hasMessageContaining("funds");
  }

  @Test
  default void codeIsWhereContractsAre() throws Exception {
    ContractWorld world = world();
    assertThat(world.chain.code(world.payments.address()).size()).isPositive();
    assertThat(world.chain.code(ContractWorld.penniless().address()).size()).isZero();
  }

  @Test
  default void aContractThatIsNotThereIsNamed() {
    ContractWorld world = world();
    Address nobody = ContractWorld.penniless().address();
    assertThatThrownBy(() -> new ContractPaymentService(world.chain, nobody).nonce(nobody))
        .isInstanceOf(ChainException.Refused.class)
        .hasMessageContaining("no BatcherPaymentService at " + nobody);
  }

  @Test
  default void unknownFunctionsRevert() {
    ContractWorld world = world();
    Call call =
        new Call(
            Address.ZERO, world.payments.address(), BigInteger.ZERO, Bytes.fromHex("12345678"));
    assertThatThrownBy(() -> world.chain.call(call)).isInstanceOf(ChainException.Reverted.class);
  }

  @Test
  default void logsAreThoseOfTheAskedBlocks() throws Exception {
    ContractWorld world = world();
    long before = world.chain.head().number();
    Wallet user = world.userWithDeposit(ETHER);
    world.fixture.mine();
    world.transact(user, (nonce, price) -> world.payments.deposit(user, nonce, price, MILLI));
    long after = world.chain.head().number();

    Hash topic = PaymentServiceAbi.PAYMENT_RECEIVED.topic();
    Address contract = world.payments.address();
    List<ChainClient.Log> logs = world.chain.logs(contract, topic, before, after);
    assertThat(logs).extracting(ChainClient.Log::block).containsExactly(before + 1, after);
    assertThat(logs).allSatisfy(log -> assertThat(log.topics()).hasSize(2));
    assertThat(world.chain.logs(contract, topic, before + 2, after)).hasSize(1);
    assertThat(world.chain.logs(contract, topic, before, before)).isEmpty();
    assertThat(world.chain.logs(world.tasks.address(), topic, before, after)).isEmpty();
    assertThat(world.chain.logs(contract, topic, after, after + 100)).hasSize(1);
  }

  /** One wei, with nonce 0. */
  private static Transaction transfer(ContractWorld world, BigInteger price) {
    return new Transaction(
        BigInteger.ZERO,
        world.owner.address(),
        BigInteger.ONE,
        Bytes.EMPTY,
        price,
        BigInteger.valueOf(21_000),
        false);
  }

  private static BigInteger gwei(long amount) {
    return BigInteger.valueOf(amount).multiply(BigInteger.TEN.pow(9));
  }
}
