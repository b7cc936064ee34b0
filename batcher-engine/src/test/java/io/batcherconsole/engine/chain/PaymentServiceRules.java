package io.batcherconsole.engine.chain;

import static io.batcherconsole.engine.chain.ContractWorld.ETHER;
import static io.batcherconsole.engine.chain.ContractWorld.MILLI;
import static io.batcherconsole.engine.chain.ContractWorld.hash;
import static io.batcherconsole.engine.chain.ContractWorld.log;
import static io.batcherconsole.engine.chain.ContractWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.chain.PaymentService.Unlocked;
import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of the payment service (batcher.md §5.1). */
interface PaymentServiceRules {
  ContractWorld world();

  @Test
  default void aDepositCountsForItsSender() throws Exception {
    ContractWorld world = world();
    Wallet user = world.funded();
    Receipt receipt =
        world.transact(user, (nonce, price) -> world.payments.deposit(user, nonce, price, ETHER));
    assertThat(world.payments.balance(user.address())).isEqualTo(ETHER);
    assertThat(world.payments.nonce(user.address())).isZero();
    assertThat(world.chain.balance(world.payments.address())).isEqualTo(ETHER);
    ChainClient.Log event = log(receipt, PaymentServiceAbi.PAYMENT_RECEIVED);
    assertThat(event.contract()).isEqualTo(world.payments.address());
    assertThat(event.topics().get(1)).isEqualTo(AbiEvent.topicOf(user.address()));
    assertThat(PaymentServiceAbi.PAYMENT_RECEIVED.data().decode(event.data()).uint(0))
        .isEqualTo(ETHER);
  }

  @Test
  default void strangersHaveNothing() throws Exception {
    ContractWorld world = world();
    Address stranger = ContractWorld.penniless().address();
    assertThat(world.payments.balance(stranger)).isZero();
    assertThat(world.payments.nonce(stranger)).isZero();
    assertThat(world.payments.unlockTime(stranger)).isZero();
  }

  @Test
  default void theContractKnowsItsRoles() throws Exception {
    ContractWorld world = world();
    Address contract = world.payments.address();
    assertThat(world.view(contract, PaymentServiceAbi.BATCHER_WALLET).address(0))
        .isEqualTo(world.batcher.address());
    assertThat(world.view(contract, PaymentServiceAbi.OWNER).address(0))
        .isEqualTo(world.owner.address());
    assertThat(world.view(contract, PaymentServiceAbi.SERVICE_MANAGER).address(0))
        .isEqualTo(world.tasks.address());
    assertThat(world.view(contract, PaymentServiceAbi.PAUSED).bool(0)).isFalse();
  }

  @Test
  default void aTaskTakesFeesAndCountsNonces() throws Exception {
    ContractWorld world = world();
    Wallet twice = world.userWithDeposit(ETHER);
    Wallet once = world.userWithDeposit(ETHER);
    BigInteger batcherBefore = world.chain.balance(world.batcher.address());
    NewTask task = task(hash(1), twice, once, twice);

    Receipt receipt = world.post(task);

    BigInteger fee = task.feePerProof();
    assertThat(world.payments.nonce(twice.address())).isEqualTo(2);
    assertThat(world.payments.nonce(once.address())).isEqualTo(1);
    assertThat(world.payments.balance(twice.address()))
        .isEqualTo(ETHER.subtract(fee.multiply(BigInteger.TWO)));
    assertThat(world.payments.balance(once.address())).isEqualTo(ETHER.subtract(fee));
    assertThat(world.tasks.balanceOf(world.payments.address())).isEqualTo(task.feeForAggregator());
    BigInteger rest = fee.multiply(BigInteger.valueOf(3)).subtract(task.feeForAggregator());
    assertThat(world.chain.balance(world.batcher.address()))
        .isEqualTo(batcherBefore.add(rest).subtract(ContractWorld.gasCost(receipt)));
    AbiValues user =
        world.view(world.payments.address(), PaymentServiceAbi.USER_DATA, twice.address());
    assertThat(user.uint(0)).isEqualTo(world.payments.balance(twice.address()));
    assertThat(user.uint(1)).isZero();
    assertThat(user.uint(2)).isEqualTo(2);
  }

  @Test
  default void aTaskIsAnnouncedByBothContracts() throws Exception {
    ContractWorld world = world();
    NewTask task = task(hash(2), world.userWithDeposit(ETHER));

    Receipt receipt = world.post(task);

    AbiValues created =
        PaymentServiceAbi.TASK_CREATED
            .data()
            .decode(log(receipt, PaymentServiceAbi.TASK_CREATED).data());
    assertThat(created.uint(0)).isEqualTo(task.feePerProof());
    assertThat(created.uint(1)).isEqualTo(1);
    assertThat(world.tasks.newBatches(receipt.block(), receipt.block()))
        .containsExactly(
            new ServiceManager.NewBatch(
                task.root(),
                world.payments.address(),
                receipt.block(),
                task.pointer(),
                task.respondToTaskFeeLimit()));
    Hash id = ServiceManager.batchId(task.root(), world.payments.address());
    assertThat(world.tasks.batchState(id))
        .isEqualTo(
            new ServiceManager.BatchState(receipt.block(), false, task.respondToTaskFeeLimit()));
  }

  @Test
  default void onlyTheBatcherCreatesTasks() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    AbiValues error =
        world.reverts(
            PaymentServiceAbi.ONLY_BATCHER_ALLOWED,
            () -> world.payments.simulate(user.address(), task(hash(3), user)));
    assertThat(error.address(0)).isEqualTo(user.address());
  }

  @Test
  default void aTaskNeedsProofsAndFees() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    List<Address> one = List.of(user.address());
    world.reverts(PaymentServiceAbi.NO_PROOF_SUBMITTERS, () -> world.simulate(task(hash(4))));
    world.reverts(
        PaymentServiceAbi.NO_FEE_PER_PROOF,
        () ->
            world.simulate(
                new NewTask(hash(4), "", one, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO)));
    AbiValues error =
        world.reverts(
            PaymentServiceAbi.INSUFFICIENT_FEE_FOR_AGGREGATOR,
            () -> world.simulate(new NewTask(hash(4), "", one, MILLI, MILLI, BigInteger.ZERO)));
    assertThat(error.uint(0)).as("required").isEqualTo(MILLI);
    assertThat(error.uint(1)).as("available").isEqualTo(MILLI);
  }

  @Test
  default void oneUserWhoCannotPayRevertsTheWholeBatch() throws Exception {
    ContractWorld world = world();
    Wallet rich = world.userWithDeposit(ETHER);
    Wallet poor = world.userWithDeposit(MILLI.multiply(BigInteger.valueOf(30)));
    NewTask task = task(hash(5), rich, poor, poor);

    AbiValues error =
        world.reverts(
            PaymentServiceAbi.SUBMISSION_INSUFFICIENT_BALANCE, () -> world.simulate(task));

    assertThat(error.address(0)).isEqualTo(poor.address());
    assertThat(error.uint(1)).isEqualTo(MILLI.multiply(BigInteger.TEN));
    assertThat(error.uint(2)).isEqualTo(task.feePerProof());
  }

  @Test
  default void aRevertedTransactionIsMinedAndChangesNothing() throws Exception {
    ContractWorld world = world();
    Wallet poor = world.userWithDeposit(MILLI);
    BigInteger nonce = world.nextNonce(world.batcher);

    Receipt receipt =
        world.mined(
            world.batcher,
            (next, price) -> world.payments.send(world.batcher, next, price, task(hash(6), poor)));

    assertThat(receipt.success()).isFalse();
    assertThat(receipt.gasUsed()).isGreaterThan(BigInteger.valueOf(21_000));
    assertThat(receipt.logs()).isEmpty();
    assertThat(world.nextNonce(world.batcher)).isEqualTo(nonce.add(BigInteger.ONE));
    assertThat(world.payments.balance(poor.address())).isEqualTo(MILLI);
    assertThat(world.payments.nonce(poor.address())).isZero();
  }

  @Test
  default void theSameRootIsRefusedTheSecondTime() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    world.post(task(hash(7), user));
    AbiValues error =
        world.reverts(
            ServiceManagerAbi.BATCH_ALREADY_SUBMITTED,
            () -> world.simulate(task(hash(7), user, user)));
    assertThat(error.hash(0)).isEqualTo(ServiceManager.batchId(hash(7), world.payments.address()));
  }

  @Test
  default void aTaskNeedsTheStandingBalanceForItsLimit() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    NewTask plain = task(hash(8), user);
    NewTask task =
        new NewTask(
            plain.root(),
            plain.pointer(),
            plain.submitters(),
            plain.feeForAggregator(),
            plain.feePerProof(),
            plain.feeForAggregator().add(BigInteger.ONE));
    AbiValues error =
        world.reverts(ServiceManagerAbi.INSUFFICIENT_FUNDS, () -> world.simulate(task));
    assertThat(error.address(0)).isEqualTo(world.payments.address());
    assertThat(error.uint(1)).isEqualTo(task.respondToTaskFeeLimit());
    assertThat(error.uint(2)).isEqualTo(task.feeForAggregator());

    world.transact(
        world.owner,
        (nonce, price) ->
            world.tasks.depositToBatcher(
                world.owner, nonce, price, world.payments.address(), BigInteger.ONE));
    world.post(task);
  }

  @Test
  default void theGasLimitOfATaskSuffices() throws Exception {
    ContractWorld world = world();
    Wallet[] submitters = new Wallet[60];
    for (int i = 0; i < submitters.length; i++) {
      submitters[i] = i < 8 ? world.userWithDeposit(ETHER) : submitters[i % 8];
    }
    NewTask task = task(hash(9), submitters);
    Receipt receipt = world.post(task);
    assertThat(receipt.gasUsed()).isLessThan(ContractPaymentService.gasLimit(task));
    NewTask single = task(hash(10), world.userWithDeposit(ETHER));
    assertThat(world.post(single).gasUsed()).isLessThan(ContractPaymentService.gasLimit(single));
  }

  @Test
  default void unlockedFundsCanBeWithdrawnAfterAnHour() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    world.reverts(PaymentServiceAbi.FUNDS_LOCKED, () -> withdraw(user, MILLI));

    Receipt unlocked =
        world.transact(user, (nonce, price) -> world.payments.unlock(user, nonce, price));
    BigInteger unlockTime = world.payments.unlockTime(user.address());
    assertThat(unlockTime.longValueExact() - world.chain.head().timestamp())
        .as("seconds until the funds can be withdrawn")
        .isBetween(3590L, 3600L);
    assertThat(world.payments.unlocked(unlocked.block(), unlocked.block()))
        .containsExactly(new Unlocked(user.address(), unlockTime, unlocked.block()));
    AbiValues error = world.reverts(PaymentServiceAbi.FUNDS_LOCKED, () -> withdraw(user, MILLI));
    assertThat(error.uint(0)).isEqualTo(unlockTime);

    world.fixture.passTime(Duration.ofSeconds(3601));
    BigInteger before = world.chain.balance(user.address());
    Receipt withdrawn = withdraw(user, MILLI);
    assertThat(world.chain.balance(user.address()))
        .isEqualTo(before.add(MILLI).subtract(ContractWorld.gasCost(withdrawn)));
    assertThat(world.payments.balance(user.address())).isEqualTo(ETHER.subtract(MILLI));
    log(withdrawn, PaymentServiceAbi.FUNDS_WITHDRAWN);
    log(withdrawn, PaymentServiceAbi.BALANCE_LOCKED);
    assertThat(world.payments.unlockTime(user.address())).as("locked again").isZero();
    world.reverts(PaymentServiceAbi.FUNDS_LOCKED, () -> withdraw(user, MILLI));
  }

  @Test
  default void aDepositAndALockLockAgain() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    world.transact(user, (nonce, price) -> world.payments.unlock(user, nonce, price));
    world.transact(user, (nonce, price) -> world.payments.deposit(user, nonce, price, MILLI));
    assertThat(world.payments.unlockTime(user.address())).isZero();
    world.transact(user, (nonce, price) -> world.payments.unlock(user, nonce, price));
    assertThat(world.payments.unlockTime(user.address())).isPositive();
    Receipt locked =
        world.transact(user, (nonce, price) -> world.payments.lock(user, nonce, price));
    assertThat(world.payments.unlockTime(user.address())).isZero();
    log(locked, PaymentServiceAbi.BALANCE_LOCKED);
  }

  @Test
  default void whoUnlockedIsToldBetweenTwoBlocksBothInclusive() throws Exception {
    ContractWorld world = world();
    Wallet early = world.userWithDeposit(ETHER);
    Wallet late = world.userWithDeposit(ETHER);
    long first =
        world.transact(early, (nonce, price) -> world.payments.unlock(early, nonce, price)).block();
    world.fixture.mine();
    world.transact(late, (nonce, price) -> world.payments.lock(late, nonce, price));
    long last =
        world.transact(late, (nonce, price) -> world.payments.unlock(late, nonce, price)).block();

    assertThat(world.payments.unlocked(first, last))
        .extracting(Unlocked::user)
        .containsExactly(early.address(), late.address());
    assertThat(world.payments.unlocked(first + 1, last))
        .extracting(Unlocked::user)
        .containsExactly(late.address());
    assertThat(world.payments.unlocked(first + 1, last - 1)).isEmpty();
    assertThat(world.payments.unlocked(last, last + 100)).hasSize(1);
  }

  @Test
  default void unlockingAgainStartsTheHourAnew() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    world.transact(user, (nonce, price) -> world.payments.unlock(user, nonce, price));
    BigInteger first = world.payments.unlockTime(user.address());
    world.fixture.passTime(Duration.ofSeconds(1000));
    world.transact(user, (nonce, price) -> world.payments.unlock(user, nonce, price));
    assertThat(world.payments.unlockTime(user.address()))
        .isGreaterThanOrEqualTo(first.add(BigInteger.valueOf(1000)));
  }

  @Test
  default void aBatchIsPaidFromUnlockedFundsToo() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    world.transact(user, (nonce, price) -> world.payments.unlock(user, nonce, price));
    world.post(task(hash(11), user));
    assertThat(world.payments.nonce(user.address())).isEqualTo(1);
    assertThat(world.payments.unlockTime(user.address())).isPositive();
  }

  @Test
  default void withoutFundsThereIsNothingToLockUnlockOrWithdraw() throws Exception {
    ContractWorld world = world();
    Wallet user = world.funded();
    AbiValues unlock =
        world.reverts(
            PaymentServiceAbi.USER_HAS_NO_FUNDS_TO_UNLOCK,
            () -> world.payments.unlock(user, BigInteger.ZERO, world.chain.gasPrice()));
    assertThat(unlock.address(0)).isEqualTo(user.address());
    world.reverts(
        PaymentServiceAbi.USER_HAS_NO_FUNDS_TO_LOCK,
        () -> world.payments.lock(user, BigInteger.ZERO, world.chain.gasPrice()));
    AbiValues withdraw =
        world.reverts(PaymentServiceAbi.PAYER_INSUFFICIENT_BALANCE, () -> withdraw(user, MILLI));
    assertThat(withdraw.uint(0)).isZero();
    assertThat(withdraw.uint(1)).isEqualTo(MILLI);
  }

  @Test
  default void aPauseStopsAllButDeposits() throws Exception {
    ContractWorld world = world();
    Wallet user = world.userWithDeposit(ETHER);
    Address contract = world.payments.address();
    AbiValues denied =
        world.reverts(
            SolidityErrors.ERROR,
            () -> world.call(user, contract, PaymentServiceAbi.PAUSE.encode()));
    assertThat(denied.text(0)).isEqualTo("Ownable: caller is not the owner");

    world.call(world.owner, contract, PaymentServiceAbi.PAUSE.encode());

    assertThat(world.view(contract, PaymentServiceAbi.PAUSED).bool(0)).isTrue();
    List<ContractWorld.Action> stopped =
        List.of(
            () -> world.simulate(task(hash(12), user)),
            () -> world.transact(user, (n, price) -> world.payments.unlock(user, n, price)),
            () -> world.transact(user, (n, price) -> world.payments.lock(user, n, price)),
            () -> withdraw(user, MILLI));
    for (ContractWorld.Action action : stopped) {
      assertThat(world.reverts(SolidityErrors.ERROR, action).text(0)).isEqualTo("Pausable: paused");
    }
    world.transact(user, (nonce, price) -> world.payments.deposit(user, nonce, price, MILLI));
    world.call(world.owner, contract, PaymentServiceAbi.UNPAUSE.encode());
    world.post(task(hash(12), user));
  }

  @Test
  default void theOwnerTakesStandingBalanceOutOfTheServiceManager() throws Exception {
    ContractWorld world = world();
    Address recipient = ContractWorld.penniless().address();
    Bytes data = PaymentServiceAbi.WITHDRAW_FROM_SERVICE_MANAGER.encode(MILLI, recipient);
    world.transact(
        world.owner,
        (nonce, price) ->
            world.tasks.depositToBatcher(
                world.owner, nonce, price, world.payments.address(), ETHER));
    world.reverts(
        SolidityErrors.ERROR, () -> world.call(world.batcher, world.payments.address(), data));

    world.call(world.owner, world.payments.address(), data);

    assertThat(world.chain.balance(recipient)).isEqualTo(MILLI);
    assertThat(world.tasks.balanceOf(world.payments.address())).isEqualTo(ETHER.subtract(MILLI));
    assertThat(world.payments.balance(world.tasks.address())).as("no deposit").isZero();
  }

  private Receipt withdraw(Wallet user, BigInteger wei) throws Exception {
    return world()
        .transact(user, (nonce, price) -> world().payments.withdraw(user, nonce, price, wei));
  }
}
