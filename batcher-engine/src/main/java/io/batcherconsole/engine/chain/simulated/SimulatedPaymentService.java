package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;

/** BatcherPaymentService: users' deposits, and what batches cost them (batcher.md §5.1). */
final class SimulatedPaymentService implements SimulatedContract {
  /** {@code UNLOCK_BLOCK_TIME}: seconds between unlocking and withdrawing. */
  private static final BigInteger UNLOCK_SECONDS = BigInteger.valueOf(3600);

  private static final long TASK_GAS = 60_000;
  private static final long PROOF_GAS = 1_500;
  private static final long SMALL_GAS = 25_000;

  /** One deposit. {@code unlockTime} in seconds since 1970, 0 while it is locked. */
  private record Deposit(BigInteger wei, BigInteger unlockTime, BigInteger nonce) {
    private static final Deposit NONE =
        new Deposit(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    Deposit add(BigInteger more) {
      return new Deposit(wei.add(more), unlockTime, nonce);
    }

    Deposit unlockAt(BigInteger time) {
      return new Deposit(wei, time, nonce);
    }

    Deposit payProof(BigInteger fee) {
      return new Deposit(wei.subtract(fee), unlockTime, nonce.add(BigInteger.ONE));
    }
  }

  private final Address address;
  private final Address serviceManager;
  private final Address owner;
  private final Address batcher;
  private final Storage<Address, Deposit> deposits;
  private final Slot<Boolean> paused;
  private final FunctionTable functions;

  SimulatedPaymentService(ChangeLog changes, Installation contracts) {
    this.address = contracts.paymentService();
    this.serviceManager = contracts.serviceManager();
    this.owner = contracts.owner();
    this.batcher = contracts.batcher();
    this.deposits = new Storage<>(changes, Deposit.NONE);
    this.paused = new Slot<>(changes, false);
    this.functions =
        new FunctionTable()
            .on(PaymentServiceAbi.CREATE_NEW_TASK, this::createNewTask)
            .on(PaymentServiceAbi.UNLOCK, this::unlock)
            .on(PaymentServiceAbi.LOCK, this::lock)
            .on(PaymentServiceAbi.WITHDRAW, this::withdraw)
            .on(PaymentServiceAbi.WITHDRAW_FROM_SERVICE_MANAGER, this::withdrawFromServiceManager)
            .on(PaymentServiceAbi.PAUSE, (values, message, run) -> pause(message, true))
            .on(PaymentServiceAbi.UNPAUSE, (values, message, run) -> pause(message, false))
            .onView(PaymentServiceAbi.PAUSED, values -> answer(paused.get()))
            .onView(PaymentServiceAbi.OWNER, values -> answer(owner))
            .onView(PaymentServiceAbi.BATCHER_WALLET, values -> answer(batcher))
            .onView(PaymentServiceAbi.SERVICE_MANAGER, values -> answer(serviceManager))
            .onView(PaymentServiceAbi.USER_BALANCES, values -> answer(deposit(values).wei()))
            .onView(PaymentServiceAbi.USER_NONCES, values -> answer(deposit(values).nonce()))
            .onView(
                PaymentServiceAbi.USER_UNLOCK_BLOCK, values -> answer(deposit(values).unlockTime()))
            .onView(PaymentServiceAbi.USER_DATA, this::userData);
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public String name() {
    return "BatcherPaymentService";
  }

  @Override
  public Bytes execute(Message message, Execution execution) throws Revert {
    if (message.data().size() == 0) {
      receive(message, execution);
      return Bytes.EMPTY;
    }
    return functions.dispatch(message, execution);
  }

  /** A deposit, which locks what is there; what the service manager pays back is none. */
  private void receive(Message message, Execution execution) throws Revert {
    if (message.sender().equals(serviceManager)) {
      return;
    }
    execution.useGas(SMALL_GAS);
    Deposit before = deposits.get(message.sender());
    deposits.set(message.sender(), before.add(message.value()).unlockAt(BigInteger.ZERO));
    execution.emit(
        address,
        PaymentServiceAbi.PAYMENT_RECEIVED,
        AbiEvent.topicOf(message.sender()),
        message.value());
  }

  /** Charges every proof's submitter the same fee, one by one, and hands the task on. */
  private void createNewTask(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    if (!message.sender().equals(batcher)) {
      throw Revert.with(PaymentServiceAbi.ONLY_BATCHER_ALLOWED, message.sender());
    }
    whenNotPaused();
    Hash root = arguments.hash(0);
    List<Address> submitters = arguments.addresses(2);
    BigInteger feeForAggregator = arguments.uint(3);
    BigInteger feePerProof = arguments.uint(4);
    if (submitters.isEmpty()) {
      throw Revert.with(PaymentServiceAbi.NO_PROOF_SUBMITTERS);
    }
    if (feePerProof.signum() == 0) {
      throw Revert.with(PaymentServiceAbi.NO_FEE_PER_PROOF);
    }
    BigInteger proofs = BigInteger.valueOf(submitters.size());
    BigInteger fees = feePerProof.multiply(proofs);
    if (fees.bitLength() > 256) {
      throw Revert.overflow();
    }
    if (fees.compareTo(feeForAggregator) <= 0) {
      throw Revert.with(PaymentServiceAbi.INSUFFICIENT_FEE_FOR_AGGREGATOR, feeForAggregator, fees);
    }
    execution.useGas(TASK_GAS + PROOF_GAS * submitters.size());
    for (Address submitter : submitters) {
      Deposit deposit = deposits.get(submitter);
      if (deposit.wei().compareTo(feePerProof) < 0) {
        throw Revert.with(
            PaymentServiceAbi.SUBMISSION_INSUFFICIENT_BALANCE,
            submitter,
            deposit.wei(),
            feePerProof);
      }
      deposits.set(submitter, deposit.payProof(feePerProof));
    }
    execution.call(
        address,
        serviceManager,
        feeForAggregator,
        ServiceManagerAbi.CREATE_NEW_TASK.encode(root, arguments.text(1), arguments.uint(5)));
    execution.emit(address, PaymentServiceAbi.TASK_CREATED, root, feePerProof, proofs);
    execution.pay(address, batcher, fees.subtract(feeForAggregator));
  }

  /** Starts the hour, or starts it again. */
  private void unlock(AbiValues arguments, Message message, Execution execution) throws Revert {
    whenNotPaused();
    Address user = message.sender();
    if (deposits.get(user).wei().signum() == 0) {
      throw Revert.with(PaymentServiceAbi.USER_HAS_NO_FUNDS_TO_UNLOCK, user);
    }
    execution.useGas(SMALL_GAS);
    BigInteger time = execution.timestamp().add(UNLOCK_SECONDS);
    deposits.set(user, deposits.get(user).unlockAt(time));
    execution.emit(address, PaymentServiceAbi.BALANCE_UNLOCKED, AbiEvent.topicOf(user), time);
  }

  private void lock(AbiValues arguments, Message message, Execution execution) throws Revert {
    whenNotPaused();
    Address user = message.sender();
    if (deposits.get(user).wei().signum() == 0) {
      throw Revert.with(PaymentServiceAbi.USER_HAS_NO_FUNDS_TO_LOCK, user);
    }
    execution.useGas(SMALL_GAS);
    deposits.set(user, deposits.get(user).unlockAt(BigInteger.ZERO));
    execution.emit(address, PaymentServiceAbi.BALANCE_LOCKED, AbiEvent.topicOf(user));
  }

  /** Pays out of an unlocked deposit and locks what is left. */
  private void withdraw(AbiValues arguments, Message message, Execution execution) throws Revert {
    whenNotPaused();
    Address user = message.sender();
    BigInteger wei = arguments.uint(0);
    Deposit deposit = deposits.get(user);
    if (deposit.wei().compareTo(wei) < 0) {
      throw Revert.with(PaymentServiceAbi.PAYER_INSUFFICIENT_BALANCE, deposit.wei(), wei);
    }
    BigInteger now = execution.timestamp();
    if (deposit.unlockTime().signum() == 0 || deposit.unlockTime().compareTo(now) > 0) {
      throw Revert.with(PaymentServiceAbi.FUNDS_LOCKED, deposit.unlockTime(), now);
    }
    execution.useGas(SMALL_GAS);
    deposits.set(user, deposit.add(wei.negate()).unlockAt(BigInteger.ZERO));
    execution.emit(address, PaymentServiceAbi.BALANCE_LOCKED, AbiEvent.topicOf(user));
    execution.pay(address, user, wei);
    execution.emit(address, PaymentServiceAbi.FUNDS_WITHDRAWN, AbiEvent.topicOf(user), wei);
  }

  private void withdrawFromServiceManager(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    onlyOwner(message);
    BigInteger wei = arguments.uint(0);
    execution.call(
        address, serviceManager, BigInteger.ZERO, ServiceManagerAbi.WITHDRAW.encode(wei));
    execution.pay(address, arguments.address(1), wei);
  }

  private void pause(Message message, boolean pause) throws Revert {
    onlyOwner(message);
    paused.set(pause);
  }

  private void whenNotPaused() throws Revert {
    if (paused.get()) {
      throw Revert.with(SolidityErrors.ERROR, "Pausable: paused");
    }
  }

  private void onlyOwner(Message message) throws Revert {
    if (!message.sender().equals(owner)) {
      throw Revert.with(SolidityErrors.ERROR, "Ownable: caller is not the owner");
    }
  }

  private Deposit deposit(AbiValues arguments) {
    return deposits.get(arguments.address(0));
  }

  private Object[] userData(AbiValues arguments) {
    Deposit deposit = deposit(arguments);
    return new Object[] {deposit.wei(), deposit.unlockTime(), deposit.nonce()};
  }

  private static Object[] answer(Object value) {
    return new Object[] {value};
  }
}
