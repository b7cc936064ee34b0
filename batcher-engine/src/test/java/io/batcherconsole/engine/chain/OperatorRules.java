package io.batcherconsole.engine.chain;

import static io.batcherconsole.engine.chain.ContractWorld.ETHER;
import static io.batcherconsole.engine.chain.ContractWorld.MILLI;
import static io.batcherconsole.engine.chain.ContractWorld.hash;
import static io.batcherconsole.engine.chain.ContractWorld.log;
import static io.batcherconsole.engine.chain.ContractWorld.sign;
import static io.batcherconsole.engine.chain.ContractWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators, their stake, and the aggregator's response. */
interface OperatorRules {
  ContractWorld world();

  @Test
  default void operatorsComeAndGoWithTheirStake() throws Exception {
    ContractWorld world = world();
    Wallet first = world.operator(300);
    Wallet second = world.operator(100);
    assertThat(world.tasks.stakeOf(first.address())).isEqualTo(milli(300));
    assertThat(world.tasks.totalStake()).isEqualTo(milli(400));
    Receipt more =
        world.transact(
            second,
            (nonce, price) -> world.tasks.registerOperator(second, nonce, price, milli(50)));
    assertThat(
            ServiceManagerAbi.OPERATOR_STAKE_UPDATED
                .data()
                .decode(log(more, ServiceManagerAbi.OPERATOR_STAKE_UPDATED).data())
                .uint(0))
        .isEqualTo(milli(150));

    BigInteger before = world.chain.balance(first.address());
    Receipt left =
        world.call(first, world.tasks.address(), ServiceManagerAbi.DEREGISTER_OPERATOR.encode());
    assertThat(world.chain.balance(first.address()))
        .isEqualTo(before.add(milli(300)).subtract(ContractWorld.gasCost(left)));
    assertThat(world.tasks.stakeOf(first.address())).isZero();
    assertThat(world.tasks.totalStake()).isEqualTo(milli(150));
    world.reverts(
        ServiceManagerAbi.UNKNOWN_OPERATOR,
        () ->
            world.call(
                first, world.tasks.address(), ServiceManagerAbi.DEREGISTER_OPERATOR.encode()));
    world.reverts(
        ServiceManagerAbi.INVALID_DEPOSIT_AMOUNT,
        () ->
            world.tasks.registerOperator(
                first, world.nextNonce(first), world.chain.gasPrice(), BigInteger.ZERO));
  }

  @Test
  default void aQuorumVerifiesABatch() throws Exception {
    ContractWorld world = world();
    Hash root = posted(30);
    Wallet[] operators = {world.operator(34), world.operator(33), world.operator(33)};

    Receipt receipt = world.respond(root, world.signatures(root, operators[0], operators[2]));

    assertThat(world.tasks.batchState(id(root)).responded()).isTrue();
    assertThat(world.tasks.verifiedBatches(receipt.block(), receipt.block()))
        .containsExactly(
            new ServiceManager.BatchVerified(root, world.payments.address(), receipt.block()));
    log(receipt, ServiceManagerAbi.BATCHER_BALANCE_UPDATED);
    AbiValues error =
        world.reverts(
            ServiceManagerAbi.BATCH_ALREADY_RESPONDED,
            () -> world.respond(root, world.signatures(root, operators)));
    assertThat(error.hash(0)).isEqualTo(id(root));
  }

  @Test
  default void lessThanTheQuorumIsRefused() throws Exception {
    ContractWorld world = world();
    Hash root = posted(31);
    Wallet major = world.operator(66);
    world.operator(34);
    AbiValues error =
        world.reverts(
            ServiceManagerAbi.INVALID_QUORUM_THRESHOLD,
            () -> world.respond(root, world.signatures(root, major)));
    assertThat(error.uint(0)).isEqualTo(milli(66).multiply(BigInteger.valueOf(100)));
    assertThat(error.uint(1)).isEqualTo(milli(100).multiply(BigInteger.valueOf(67)));
    world.reverts(ServiceManagerAbi.INVALID_QUORUM_THRESHOLD, () -> world.respond(root, List.of()));
    assertThat(world.tasks.batchState(id(root)).responded()).isFalse();
  }

  @Test
  default void withoutOperatorsNothingIsVerified() throws Exception {
    Hash root = posted(32);
    world()
        .reverts(
            ServiceManagerAbi.INVALID_QUORUM_THRESHOLD, () -> world().respond(root, List.of()));
  }

  @Test
  default void onlyTheAggregatorResponds() throws Exception {
    ContractWorld world = world();
    Hash root = posted(33);
    Wallet operator = world.operator(1);
    List<Bytes> signatures = world.signatures(root, operator);
    AbiValues error =
        world.reverts(
            ServiceManagerAbi.SENDER_IS_NOT_AGGREGATOR, () -> respond(operator, root, signatures));
    assertThat(error.address(0)).isEqualTo(operator.address());
    assertThat(error.address(1)).isEqualTo(world.aggregator.address());

    Bytes change = ServiceManagerAbi.SET_AGGREGATOR.encode(operator.address());
    world.reverts(SolidityErrors.ERROR, () -> world.call(operator, world.tasks.address(), change));
    world.call(world.owner, world.tasks.address(), change);
    assertThat(world.view(world.tasks.address(), ServiceManagerAbi.AGGREGATOR).address(0))
        .isEqualTo(operator.address());
    respond(operator, root, signatures);
  }

  @Test
  default void anUnknownBatchCannotBeVerified() throws Exception {
    ContractWorld world = world();
    Wallet operator = world.operator(1);
    AbiValues error =
        world.reverts(
            ServiceManagerAbi.BATCH_DOES_NOT_EXIST,
            () -> world.respond(hash(34), world.signatures(hash(34), operator)));
    assertThat(error.hash(0)).isEqualTo(id(hash(34)));
  }

  @Test
  default void signersComeInAscendingOrderAndOnce() throws Exception {
    ContractWorld world = world();
    Hash root = posted(35);
    Wallet first = world.operator(50);
    Wallet second = world.operator(50);
    List<Bytes> ascending = world.signatures(root, first, second);
    world.reverts(
        ServiceManagerAbi.SIGNERS_NOT_ASCENDING, () -> world.respond(root, ascending.reversed()));
    AbiValues error =
        world.reverts(
            ServiceManagerAbi.SIGNERS_NOT_ASCENDING,
            () -> world.respond(root, List.of(ascending.get(0), ascending.get(0))));
    assertThat(error.address(0)).isEqualTo(error.address(1));
    world.respond(root, ascending);
  }

  @Test
  default void aStrangersSignatureIsRefused() throws Exception {
    ContractWorld world = world();
    Hash root = posted(36);
    Wallet operator = world.operator(100);
    Wallet stranger = ContractWorld.penniless();
    AbiValues error =
        world.reverts(
            ServiceManagerAbi.UNKNOWN_OPERATOR,
            () -> world.respond(root, world.signatures(root, operator, stranger)));
    assertThat(error.address(0)).isEqualTo(stranger.address());
    world.reverts(
        ServiceManagerAbi.UNKNOWN_OPERATOR,
        () -> world.respond(root, List.of(sign(operator, hash(1036))))); // over another message
  }

  @Test
  default void aMalformedSignatureIsRefused() throws Exception {
    ContractWorld world = world();
    Hash root = posted(37);
    Bytes good = world.signatures(root, world.operator(100)).getFirst();
    byte[] otherParity = good.toArray();
    otherParity[64] = (byte) (otherParity[64] - 27);
    byte[] tooLong = new byte[66];
    System.arraycopy(good.view(), 0, tooLong, 0, 65);
    for (byte[] bad : List.of(otherParity, tooLong, new byte[64], new byte[65], new byte[0])) {
      AbiValues error =
          world.reverts(
              ServiceManagerAbi.INVALID_SIGNATURE,
              () -> world.respond(root, List.of(Bytes.of(bad))));
      assertThat(error.uint(0)).isZero();
    }
  }

  @Test
  default void theAggregatorIsPaidFromTheStandingBalanceUpToTheLimit() throws Exception {
    ContractWorld world = world();
    Wallet operator = world.operator(1);
    BigInteger tiny = BigInteger.valueOf(1234);
    assertThat(payment(40, operator, tiny)).isEqualTo(tiny);

    BigInteger generous = milli(10); // less than feeForAggregator stands there by now
    BigInteger paid = payment(41, operator, generous);
    assertThat(paid).isGreaterThan(tiny).isLessThan(generous);
  }

  /** What the aggregator got for a response with that limit, its gas not subtracted. */
  private BigInteger payment(long number, Wallet operator, BigInteger limit) throws Exception {
    ContractWorld world = world();
    NewTask plain = task(hash(number), world.userWithDeposit(ETHER));
    world.post(
        new NewTask(
            plain.root(),
            plain.pointer(),
            plain.submitters(),
            plain.feeForAggregator(),
            plain.feePerProof(),
            limit));
    BigInteger standing = world.tasks.balanceOf(world.payments.address());
    BigInteger before = world.chain.balance(world.aggregator.address());
    Receipt receipt = world.respond(plain.root(), world.signatures(plain.root(), operator));
    BigInteger paid =
        world
            .chain
            .balance(world.aggregator.address())
            .subtract(before)
            .add(ContractWorld.gasCost(receipt));
    assertThat(world.tasks.balanceOf(world.payments.address())).isEqualTo(standing.subtract(paid));
    return paid;
  }

  private Hash posted(long number) throws Exception {
    world().post(task(hash(number), world().userWithDeposit(ETHER)));
    return hash(number);
  }

  private Hash id(Hash root) {
    return ServiceManager.batchId(root, world().payments.address());
  }

  private Receipt respond(Wallet from, Hash root, List<Bytes> signatures) throws Exception {
    ContractWorld world = world();
    return world.transact(
        from,
        (nonce, price) ->
            world.tasks.respond(from, nonce, price, root, world.payments.address(), signatures));
  }

  private static BigInteger milli(long amount) {
    return MILLI.multiply(BigInteger.valueOf(amount));
  }
}
