package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.math.BigInteger;

/** AlignedLayerServiceManager: batches, and who vouches for them (batcher.md §5.2). */
final class SimulatedServiceManager implements SimulatedContract {
  private static final long TASK_GAS = 45_000;
  private static final long SMALL_GAS = 25_000;
  private static final long RESPOND_GAS = 40_000;

  /** Gas added to the measured use when the aggregator is paid. */
  private static final long PAYOUT_GAS = 70_000;

  /** What is known of a batch; {@code createdBlock} 0 is an unknown one. */
  private record Task(long createdBlock, boolean responded, BigInteger feeLimit) {
    private static final Task NONE = new Task(0, false, BigInteger.ZERO);
  }

  private static final int PAUSED_CREATE = 0;
  private static final int PAUSED_RESPOND = 1;
  private static final int PAUSED_VERIFY = 2;
  private static final int PAUSED_WITHDRAW = 3;
  private static final int PAUSED_DEPOSIT_TO_BATCHER = 4;
  private static final int PAUSED_RECEIVE = 5;

  private final Address address;
  private final Address owner;
  private final Slot<Address> aggregator;
  private final Storage<Hash, Task> tasks;
  private final Storage<Address, BigInteger> batcherBalances;
  private final Slot<BigInteger> disabledVerifiers;
  private final Slot<BigInteger> paused;
  private final OperatorStakes stakes;
  private final FunctionTable functions;

  SimulatedServiceManager(ChangeLog changes, Secp256k1 curve, Installation contracts) {
    this.address = contracts.serviceManager();
    this.owner = contracts.owner();
    this.aggregator = new Slot<>(changes, contracts.aggregator());
    this.tasks = new Storage<>(changes, Task.NONE);
    this.batcherBalances = new Storage<>(changes, BigInteger.ZERO);
    this.disabledVerifiers = new Slot<>(changes, BigInteger.ZERO);
    this.paused = new Slot<>(changes, BigInteger.ZERO);
    this.stakes = new OperatorStakes(changes, curve, address);
    this.functions = new FunctionTable();
    addBatchFunctions();
    addBalanceFunctions();
    addOwnerFunctions();
    stakes.addFunctions(functions);
  }

  private void addBatchFunctions() {
    functions
        .onPayable(ServiceManagerAbi.CREATE_NEW_TASK, this::createNewTask)
        .on(ServiceManagerAbi.RESPOND_TO_TASK, this::respondToTask)
        .onView(ServiceManagerAbi.VERIFY_BATCH_INCLUSION, this::verifyBatchInclusion)
        .onView(
            ServiceManagerAbi.CHECK_PUBLIC_INPUT,
            values -> answer(Keccak.hash(values.bytes(0)).equals(values.hash(1))))
        .onView(
            ServiceManagerAbi.BATCHES_STATE,
            values -> {
              Task task = tasks.get(values.hash(0));
              return new Object[] {
                BigInteger.valueOf(task.createdBlock()), task.responded(), task.feeLimit()
              };
            });
  }

  private void addBalanceFunctions() {
    functions
        .onPayable(ServiceManagerAbi.DEPOSIT_TO_BATCHER, this::depositToBatcher)
        .on(ServiceManagerAbi.WITHDRAW, this::withdraw)
        .onView(
            ServiceManagerAbi.BALANCE_OF, values -> answer(batcherBalances.get(values.address(0))));
  }

  private void addOwnerFunctions() {
    functions
        .on(ServiceManagerAbi.DISABLE_VERIFIER, this::disableVerifier)
        .on(ServiceManagerAbi.ENABLE_VERIFIER, this::enableVerifier)
        .on(ServiceManagerAbi.SET_DISABLED_VERIFIERS, this::setDisabledVerifiers)
        .on(ServiceManagerAbi.SET_AGGREGATOR, this::setAggregator)
        .on(ServiceManagerAbi.PAUSE, this::pause)
        .on(ServiceManagerAbi.UNPAUSE, this::unpause)
        .onView(ServiceManagerAbi.DISABLED_VERIFIERS, values -> answer(disabledVerifiers.get()))
        .onView(
            ServiceManagerAbi.IS_VERIFIER_DISABLED,
            values -> answer(disabledVerifiers.get().testBit(values.uint(0).intValueExact())))
        .onView(ServiceManagerAbi.AGGREGATOR, values -> answer(aggregator.get()))
        .onView(ServiceManagerAbi.OWNER, values -> answer(owner))
        .onView(ServiceManagerAbi.PAUSED, values -> answer(paused.get()));
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public String name() {
    return "AlignedLayerServiceManager";
  }

  @Override
  public Bytes execute(Message message, Execution execution) throws Revert {
    if (message.data().size() == 0) {
      whenNotPaused(PAUSED_RECEIVE);
      deposit(message.sender(), message.value(), execution);
      return Bytes.EMPTY;
    }
    return functions.dispatch(message, execution);
  }

  /** Takes a batch of the sender, whose balance here must cover the fee limit. */
  private void createNewTask(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    whenNotPaused(PAUSED_CREATE);
    Hash root = arguments.hash(0);
    BigInteger feeLimit = arguments.uint(2);
    Address batcher = message.sender();
    Hash id = ServiceManager.batchId(root, batcher);
    if (tasks.get(id).createdBlock() != 0) {
      throw Revert.with(ServiceManagerAbi.BATCH_ALREADY_SUBMITTED, id);
    }
    execution.useGas(TASK_GAS);
    if (message.value().signum() > 0) {
      credit(batcher, message.value(), execution);
    }
    BigInteger balance = batcherBalances.get(batcher);
    if (balance.compareTo(feeLimit) < 0) {
      throw Revert.with(ServiceManagerAbi.INSUFFICIENT_FUNDS, batcher, feeLimit, balance);
    }
    tasks.set(id, new Task(execution.block(), false, feeLimit));
    execution.emit(
        address,
        ServiceManagerAbi.NEW_BATCH,
        root,
        batcher,
        BigInteger.valueOf(execution.block()),
        arguments.text(1),
        feeLimit);
  }

  /** The aggregator's answer: enough operators signed the batch's id. */
  private void respondToTask(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    whenNotPaused(PAUSED_RESPOND);
    long gasBefore = execution.gasUsed();
    if (!message.sender().equals(aggregator.get())) {
      throw Revert.with(
          ServiceManagerAbi.SENDER_IS_NOT_AGGREGATOR, message.sender(), aggregator.get());
    }
    Hash root = arguments.hash(0);
    Address batcher = arguments.address(1);
    Hash id = ServiceManager.batchId(root, batcher);
    Task task = tasks.get(id);
    if (task.createdBlock() == 0) {
      throw Revert.with(ServiceManagerAbi.BATCH_DOES_NOT_EXIST, id);
    }
    if (task.responded()) {
      throw Revert.with(ServiceManagerAbi.BATCH_ALREADY_RESPONDED, id);
    }
    BigInteger balance = batcherBalances.get(batcher);
    if (balance.compareTo(task.feeLimit()) < 0) {
      throw Revert.with(ServiceManagerAbi.INSUFFICIENT_FUNDS, batcher, task.feeLimit(), balance);
    }
    execution.useGas(RESPOND_GAS);
    stakes.requireQuorum(id, arguments.byteStrings(2), execution);
    tasks.set(id, new Task(task.createdBlock(), true, task.feeLimit()));
    execution.emit(address, ServiceManagerAbi.BATCH_VERIFIED, root, batcher);
    payAggregator(batcher, task.feeLimit(), execution.gasUsed() - gasBefore, execution);
  }

  /** The aggregator gets back what its transaction costs, but at most the fee limit. */
  private void payAggregator(
      Address batcher, BigInteger feeLimit, long gasUsed, Execution execution) throws Revert {
    BigInteger cost = execution.gasPrice().multiply(BigInteger.valueOf(gasUsed + PAYOUT_GAS));
    BigInteger payout = cost.min(feeLimit);
    credit(batcher, payout.negate(), execution);
    execution.pay(address, aggregator.get(), payout);
  }

  /** Whether the proof is in a batch that was verified. */
  private Object[] verifyBatchInclusion(AbiValues arguments) throws Revert {
    whenNotPaused(PAUSED_VERIFY);
    Hash root = arguments.hash(4);
    if (!tasks.get(ServiceManager.batchId(root, arguments.address(7))).responded()) {
      return answer(false);
    }
    Hash leaf =
        Keccak.hash(
            arguments.hash(0).bytes(),
            arguments.hash(1).bytes(),
            arguments.hash(2).bytes(),
            arguments.bytes(3));
    return answer(MerklePath.leads(leaf, arguments.bytes(5), arguments.uint(6), root));
  }

  private void depositToBatcher(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    whenNotPaused(PAUSED_DEPOSIT_TO_BATCHER);
    deposit(arguments.address(0), message.value(), execution);
  }

  private void deposit(Address batcher, BigInteger wei, Execution execution) throws Revert {
    if (wei.signum() == 0) {
      throw Revert.with(ServiceManagerAbi.INVALID_DEPOSIT_AMOUNT, wei);
    }
    execution.useGas(SMALL_GAS);
    credit(batcher, wei, execution);
  }

  private void withdraw(AbiValues arguments, Message message, Execution execution) throws Revert {
    whenNotPaused(PAUSED_WITHDRAW);
    BigInteger wei = arguments.uint(0);
    BigInteger balance = batcherBalances.get(message.sender());
    if (balance.compareTo(wei) < 0) {
      throw Revert.with(ServiceManagerAbi.INSUFFICIENT_FUNDS, message.sender(), wei, balance);
    }
    execution.useGas(SMALL_GAS);
    credit(message.sender(), wei.negate(), execution);
    execution.pay(address, message.sender(), wei);
  }

  private void credit(Address batcher, BigInteger wei, Execution execution) throws Revert {
    BigInteger balance = batcherBalances.get(batcher).add(wei);
    batcherBalances.set(batcher, balance);
    execution.emit(
        address, ServiceManagerAbi.BATCHER_BALANCE_UPDATED, AbiEvent.topicOf(batcher), balance);
  }

  private void disableVerifier(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    onlyOwner(message);
    BigInteger id = arguments.uint(0);
    disabledVerifiers.set(disabledVerifiers.get().setBit(id.intValueExact()));
    execution.emit(address, ServiceManagerAbi.VERIFIER_DISABLED, AbiEvent.topicOf(id));
  }

  private void enableVerifier(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    onlyOwner(message);
    BigInteger id = arguments.uint(0);
    disabledVerifiers.set(disabledVerifiers.get().clearBit(id.intValueExact()));
    execution.emit(address, ServiceManagerAbi.VERIFIER_ENABLED, AbiEvent.topicOf(id));
  }

  private void setDisabledVerifiers(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    onlyOwner(message);
    disabledVerifiers.set(arguments.uint(0));
  }

  private void setAggregator(AbiValues arguments, Message message, Execution execution)
      throws Revert {
    onlyOwner(message);
    aggregator.set(arguments.address(0));
  }

  /** Sets pause flags: those that are set stay set. */
  private void pause(AbiValues arguments, Message message, Execution execution) throws Revert {
    onlyOwner(message);
    BigInteger flags = arguments.uint(0);
    require(
        paused.get().andNot(flags).signum() == 0,
        "Pausable.pause: invalid attempt to unpause functionality");
    paused.set(flags);
  }

  /** Clears pause flags: none is added. */
  private void unpause(AbiValues arguments, Message message, Execution execution) throws Revert {
    onlyOwner(message);
    BigInteger flags = arguments.uint(0);
    require(
        flags.andNot(paused.get()).signum() == 0,
        "Pausable.unpause: invalid attempt to pause functionality");
    paused.set(flags);
  }

  private void whenNotPaused(int flag) throws Revert {
    require(!paused.get().testBit(flag), "Pausable: index is paused");
  }

  private void onlyOwner(Message message) throws Revert {
    require(message.sender().equals(owner), "Ownable: caller is not the owner");
  }

  private static void require(boolean holds, String otherwise) throws Revert {
    if (!holds) {
      throw Revert.with(SolidityErrors.ERROR, otherwise);
    }
  }

  private static Object[] answer(Object value) {
    return new Object[] {value};
  }
}
