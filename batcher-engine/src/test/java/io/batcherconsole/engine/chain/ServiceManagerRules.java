package io.batcherconsole.engine.chain;

import static io.batcherconsole.engine.chain.ContractWorld.ETHER;
import static io.batcherconsole.engine.chain.ContractWorld.MILLI;
import static io.batcherconsole.engine.chain.ContractWorld.hash;
import static io.batcherconsole.engine.chain.ContractWorld.log;
import static io.batcherconsole.engine.chain.ContractWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ServiceManager.Inclusion;
import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules of the service manager but for the operators (batcher.md §5.2). */
interface ServiceManagerRules {
  ContractWorld world();

  @Test
  default void standingBalancesGrowAndShrink() throws Exception {
    ContractWorld world = world();
    Address contract = world.tasks.address();
    Wallet account = world.funded();
    Receipt deposited =
        world.transact(
            world.owner,
            (nonce, price) ->
                world.tasks.depositToBatcher(world.owner, nonce, price, account.address(), ETHER));
    AbiEvent event = ServiceManagerAbi.BATCHER_BALANCE_UPDATED;
    ChainClient.Log updated = log(deposited, event);
    assertThat(updated.topics().get(1)).isEqualTo(AbiEvent.topicOf(account.address()));
    assertThat(event.data().decode(updated.data()).uint(0)).isEqualTo(ETHER);

    world.call(account, contract, MILLI, Bytes.EMPTY); // a plain transfer deposits for its sender
    assertThat(world.tasks.balanceOf(account.address())).isEqualTo(ETHER.add(MILLI));

    world.call(account, contract, ServiceManagerAbi.WITHDRAW.encode(ETHER));
    assertThat(world.tasks.balanceOf(account.address())).isEqualTo(MILLI);
    AbiValues error =
        world.reverts(
            ServiceManagerAbi.INSUFFICIENT_FUNDS,
            () -> world.call(account, contract, ServiceManagerAbi.WITHDRAW.encode(ETHER)));
    assertThat(error.address(0)).isEqualTo(account.address());
    assertThat(error.uint(1)).isEqualTo(ETHER);
    assertThat(error.uint(2)).isEqualTo(MILLI);
  }

  @Test
  default void depositingNothingIsRefused() throws Exception {
    ContractWorld world = world();
    Wallet account = world.funded();
    world.reverts(
        ServiceManagerAbi.INVALID_DEPOSIT_AMOUNT,
        () -> world.call(account, world.tasks.address(), Bytes.EMPTY));
    world.reverts(
        ServiceManagerAbi.INVALID_DEPOSIT_AMOUNT,
        () ->
            world.tasks.depositToBatcher(
                account,
                BigInteger.ZERO,
                world.chain.gasPrice(),
                account.address(),
                BigInteger.ZERO));
  }

  @Test
  default void anySenderCreatesTasksOfItsOwn() throws Exception {
    ContractWorld world = world();
    Wallet other = world.funded();
    Bytes data = ServiceManagerAbi.CREATE_NEW_TASK.encode(hash(20), "there", MILLI);
    Receipt created = world.call(other, world.tasks.address(), MILLI, data);
    world.post(task(hash(20), world.userWithDeposit(ETHER))); // same root, other sender

    Hash id = ServiceManager.batchId(hash(20), other.address());
    assertThat(world.tasks.batchState(id))
        .isEqualTo(new ServiceManager.BatchState(created.block(), false, MILLI));
    assertThat(world.tasks.newBatches(created.block(), world.chain.head().number()))
        .extracting(ServiceManager.NewBatch::sender)
        .containsExactly(other.address(), world.payments.address());
    world.reverts(
        ServiceManagerAbi.BATCH_ALREADY_SUBMITTED,
        () -> world.call(other, world.tasks.address(), MILLI, data));
  }

  @Test
  default void anUnknownBatchHasNoState() throws Exception {
    assertThat(world().tasks.batchState(hash(21)).exists()).isFalse();
  }

  @Test
  default void aProofIsFoundInItsVerifiedBatch() throws Exception {
    ContractWorld world = world();
    Hash[] leaves = IntStream.range(0, 4).mapToObj(this::leaf).toArray(Hash[]::new);
    Hash left = parent(leaves[0], leaves[1]);
    Hash right = parent(leaves[2], leaves[3]);
    Hash root = parent(left, right);
    List<Hash> path = List.of(leaves[3], left);
    assertThat(included(2, root, path, 2)).as("unknown batch").isFalse();
    world.post(task(root, world.userWithDeposit(ETHER)));
    assertThat(included(2, root, path, 2)).as("not verified yet").isFalse();
    world.respond(root, world.signatures(root, world.operator(1)));

    assertThat(included(2, root, path, 2)).isTrue();
    assertThat(included(1, root, List.of(leaves[0], right), 1)).isTrue();
    assertThat(included(2, root, path, 3)).as("wrong index").isFalse();
    assertThat(included(2, root, path, 6)).as("index outside the tree").isFalse();
    assertThat(included(3, root, path, 2)).as("other proof").isFalse();
    assertThat(included(2, root, List.of(leaves[3]), 2)).as("short path").isFalse();
    assertThat(included(2, root, List.of(leaves[3], right), 2)).as("wrong path").isFalse();
    Inclusion elsewhere = inclusion(2, root, path, 2, world.batcher.address());
    assertThat(world.tasks.verifyInclusion(elsewhere)).as("other sender").isFalse();
  }

  @Test
  default void aBatchOfOneProofHasAnEmptyPath() throws Exception {
    world().verifiedBatch(leaf(7));
    assertThat(included(7, leaf(7), List.of(), 0)).isTrue();
    assertThat(included(7, leaf(7), List.of(), 1)).isFalse();
    assertThat(included(8, leaf(7), List.of(), 0)).isFalse();
  }

  @Test
  default void aPathOfHalfHashesIsRefused() throws Exception {
    ContractWorld world = world();
    Hash root = leaf(9);
    world.verifiedBatch(root);
    AbiValues answer =
        world.view(
            world.tasks.address(),
            ServiceManagerAbi.VERIFY_BATCH_INCLUSION,
            hash(9),
            hash(109),
            hash(209),
            generator(9).bytes(),
            root,
            Bytes.of(new byte[31]),
            BigInteger.ZERO,
            world.payments.address());
    assertThat(answer.bool(0)).isFalse();
  }

  @Test
  default void publicInputsAreCheckedAgainstTheirHash() throws Exception {
    ContractWorld world = world();
    Bytes input = Bytes.fromHex("20202020");
    Hash hash = Keccak.hash(input);
    assertThat(
            world
                .view(world.tasks.address(), ServiceManagerAbi.CHECK_PUBLIC_INPUT, input, hash)
                .bool(0))
        .isTrue();
    assertThat(
            world
                .view(world.tasks.address(), ServiceManagerAbi.CHECK_PUBLIC_INPUT, input, leaf(1))
                .bool(0))
        .isFalse();
  }

  @Test
  default void theOwnerDisablesVerifiers() throws Exception {
    ContractWorld world = world();
    Address contract = world.tasks.address();
    BigInteger five = BigInteger.valueOf(5);
    assertThat(world.tasks.disabledVerifiers()).isZero();
    world.transact(
        world.owner,
        (nonce, price) -> world.tasks.setDisabledVerifiers(world.owner, nonce, price, five));
    assertThat(world.tasks.disabledVerifiers()).isEqualTo(5);

    Receipt disabled =
        world.call(
            world.owner, contract, ServiceManagerAbi.DISABLE_VERIFIER.encode(BigInteger.ONE));
    assertThat(log(disabled, ServiceManagerAbi.VERIFIER_DISABLED).topics().get(1))
        .isEqualTo(AbiEvent.topicOf(BigInteger.ONE));
    assertThat(world.tasks.disabledVerifiers()).isEqualTo(7);
    Receipt enabled =
        world.call(
            world.owner, contract, ServiceManagerAbi.ENABLE_VERIFIER.encode(BigInteger.ZERO));
    log(enabled, ServiceManagerAbi.VERIFIER_ENABLED);
    assertThat(world.tasks.disabledVerifiers()).isEqualTo(6);
    assertThat(verifierDisabled(2)).isTrue();
    assertThat(verifierDisabled(0)).isFalse();

    world.reverts(
        SolidityErrors.ERROR,
        () ->
            world.tasks.setDisabledVerifiers(
                world.batcher,
                world.nextNonce(world.batcher),
                world.chain.gasPrice(),
                BigInteger.ZERO));
  }

  @Test
  default void eachPauseFlagStopsItsOwnPart() throws Exception {
    ContractWorld world = world();
    Address contract = world.tasks.address();
    Wallet account = world.funded();
    Bytes deposit = ServiceManagerAbi.DEPOSIT_TO_BATCHER.encode(account.address());
    Bytes create = ServiceManagerAbi.CREATE_NEW_TASK.encode(hash(22), "", BigInteger.ZERO);
    List<ContractWorld.Action> byFlag =
        List.of(
            () -> world.call(account, contract, create),
            () -> world.respond(hash(22), List.of()),
            () -> included(1, hash(22), List.of(), 0),
            () -> world.call(account, contract, ServiceManagerAbi.WITHDRAW.encode(MILLI)),
            () -> world.call(account, contract, MILLI, deposit),
            () -> world.call(account, contract, MILLI, Bytes.EMPTY));
    for (int flag = 0; flag < byFlag.size(); flag++) {
      BigInteger bit = BigInteger.ONE.shiftLeft(flag);
      world.call(world.owner, contract, ServiceManagerAbi.PAUSE.encode(bit));
      assertThat(world.view(contract, ServiceManagerAbi.PAUSED).uint(0)).isEqualTo(bit);
      assertThat(world.reverts(SolidityErrors.ERROR, byFlag.get(flag)).text(0))
          .as("flag %s", flag)
          .isEqualTo("Pausable: index is paused");
      world.call(world.owner, contract, ServiceManagerAbi.UNPAUSE.encode(BigInteger.ZERO));
    }
    world.call(account, contract, MILLI, deposit);
  }

  @Test
  default void pausingClearsNoFlagAndUnpausingSetsNone() throws Exception {
    ContractWorld world = world();
    Address contract = world.tasks.address();
    world.call(world.owner, contract, ServiceManagerAbi.PAUSE.encode(BigInteger.TWO));
    world.reverts(
        SolidityErrors.ERROR,
        () -> world.call(world.owner, contract, ServiceManagerAbi.PAUSE.encode(BigInteger.ONE)));
    world.reverts(
        SolidityErrors.ERROR,
        () ->
            world.call(
                world.owner, contract, ServiceManagerAbi.UNPAUSE.encode(BigInteger.valueOf(3))));
    world.reverts(
        SolidityErrors.ERROR,
        () ->
            world.call(world.batcher, contract, ServiceManagerAbi.UNPAUSE.encode(BigInteger.ZERO)));
  }

  private boolean verifierDisabled(int id) throws Exception {
    return world()
        .view(
            world().tasks.address(), ServiceManagerAbi.IS_VERIFIER_DISABLED, BigInteger.valueOf(id))
        .bool(0);
  }

  private boolean included(int proof, Hash root, List<Hash> path, long index) throws Exception {
    return world()
        .tasks
        .verifyInclusion(inclusion(proof, root, path, index, world().payments.address()));
  }

  private Inclusion inclusion(int proof, Hash root, List<Hash> path, long index, Address sender) {
    return new Inclusion(
        hash(proof),
        hash(100 + proof),
        hash(200 + proof),
        generator(proof),
        root,
        path,
        index,
        sender);
  }

  /** The leaf of the proof with that number (batcher.md §3.1). */
  private Hash leaf(int proof) {
    return Keccak.hash(
        hash(proof).bytes(),
        hash(100 + proof).bytes(),
        hash(200 + proof).bytes(),
        generator(proof).bytes());
  }

  private static Address generator(int proof) {
    return Address.of("0x%040x".formatted(proof));
  }

  private static Hash parent(Hash left, Hash right) {
    return Keccak.hash(left.bytes(), right.bytes());
  }
}
