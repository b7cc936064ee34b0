package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Call;
import io.batcherconsole.engine.chain.ChainClient.Log;
import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;

/** Fresh contracts with their roles, and shorthand for acting on them. */
public final class ContractWorld {
  static final BigInteger ETHER = BigInteger.TEN.pow(18);

  /** Well below {@link #ETHER}. */
  static final BigInteger MILLI = BigInteger.TEN.pow(15);

  private static final Secp256k1 CURVE = Secp256k1.fastest();
  private static final AtomicLong KEYS = new AtomicLong(0xc0ffee);

  final ChainFixture fixture;
  final ChainClient chain;
  final Wallet owner;
  final Wallet batcher;
  final Wallet aggregator;
  final PaymentService payments;
  final ServiceManager tasks;

  ContractWorld(ChainFixture fixture) throws Exception {
    this.fixture = fixture;
    this.chain = fixture.chain();
    this.owner = funded();
    this.batcher = funded();
    this.aggregator = funded();
    Deployment deployment = fixture.deploy(owner, batcher.address(), aggregator.address());
    this.payments = new ContractPaymentService(chain, deployment.paymentService());
    this.tasks = new ContractServiceManager(chain, deployment.serviceManager());
  }

  /** A transaction with its nonce and gas price filled in. */
  @FunctionalInterface
  interface Sending {
    Hash send(BigInteger nonce, BigInteger gasPrice) throws ChainException;
  }

  /** Anything that asks the chain. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** A fresh account without money. */
  static Wallet penniless() {
    return wallet(BigInteger.valueOf(KEYS.incrementAndGet()));
  }

  static Wallet wallet(BigInteger key) {
    Bytes bytes = Bytes.ofUnsigned(key, Secp256k1.KEY_SIZE);
    return new Wallet(bytes, CURVE.address(bytes));
  }

  /** A fresh account with 1000 ETH. */
  Wallet funded() throws Exception {
    Wallet wallet = penniless();
    fixture.fund(wallet.address(), ETHER.multiply(BigInteger.valueOf(1000)));
    return wallet;
  }

  /** A fresh account with a deposit in the payment service. */
  Wallet userWithDeposit(BigInteger wei) throws Exception {
    Wallet user = funded();
    transact(user, (nonce, price) -> payments.deposit(user, nonce, price, wei));
    return user;
  }

  /** Sends, mines, and expects success. */
  Receipt transact(Wallet from, Sending sending) throws Exception {
    Receipt receipt = mined(from, sending);
    assertThat(receipt.success()).as("success of %s", receipt).isTrue();
    return receipt;
  }

  /** Sends and mines, whether it succeeds or reverts. */
  Receipt mined(Wallet from, Sending sending) throws Exception {
    Hash transaction = sending.send(chain.transactionCount(from.address()), chain.gasPrice());
    fixture.mine();
    return chain.receipt(transaction).orElseThrow();
  }

  /** Calls a function of a contract in a transaction. */
  Receipt call(Wallet from, Address contract, BigInteger value, Bytes data) throws Exception {
    return transact(
        from,
        (nonce, price) ->
            chain.send(from, new Transaction(nonce, contract, value, data, price, null, false)));
  }

  Receipt call(Wallet from, Address contract, Bytes data) throws Exception {
    return call(from, contract, BigInteger.ZERO, data);
  }

  /** Asks a view function. */
  AbiValues view(Address contract, AbiFunction function, Object... arguments) throws Exception {
    Bytes data = function.encode(arguments);
    Bytes answer = chain.call(new Call(Address.ZERO, contract, BigInteger.ZERO, data));
    return function.results().decode(answer);
  }

  /** Expects that an action reverts with an error, and returns the error's arguments. */
  AbiValues reverts(AbiFunction error, Action action) {
    ChainException.Reverted reverted =
        Assertions.catchThrowableOfType(ChainException.Reverted.class, action::run);
    assertThat(reverted).as("revert with %s", error).isNotNull();
    assertThat(error.matches(reverted.data()))
        .as("%s instead of %s", RevertReason.of(reverted.data()), error)
        .isTrue();
    return error.arguments(reverted.data());
  }

  /** The logs of an event in a receipt. */
  static List<Log> logs(Receipt receipt, AbiEvent event) {
    return receipt.logs().stream()
        .filter(log -> log.topics().getFirst().equals(event.topic()))
        .toList();
  }

  /** The only log of an event in a receipt. */
  static Log log(Receipt receipt, AbiEvent event) {
    List<Log> logs = logs(receipt, event);
    assertThat(logs).as("logs of %s", event).hasSize(1);
    return logs.getFirst();
  }

  BigInteger nextNonce(Wallet wallet) throws ChainException {
    return chain.transactionCount(wallet.address());
  }

  /** What a transaction cost its sender for gas, in wei. */
  static BigInteger gasCost(Receipt receipt) {
    return receipt.gasUsed().multiply(receipt.effectiveGasPrice());
  }

  // Batches

  /** A task whose fees are 10 for the aggregator, 20 a proof and no limit, all in milli-ether. */
  static NewTask task(Hash root, Wallet... submitters) {
    List<Address> addresses = Arrays.stream(submitters).map(Wallet::address).toList();
    return new NewTask(
        root,
        "http://localhost:9000/" + root.bytes().toHex() + ".json",
        addresses,
        MILLI.multiply(BigInteger.TEN),
        MILLI.multiply(BigInteger.valueOf(20)),
        BigInteger.ZERO);
  }

  /** Posts a task as the batcher and expects success. */
  Receipt post(NewTask task) throws Exception {
    return transact(batcher, (nonce, price) -> payments.send(batcher, nonce, price, task));
  }

  void simulate(NewTask task) throws ChainException {
    payments.simulate(batcher.address(), task);
  }

  /** Keccak-256 of a number: a hash that nothing else has. */
  static Hash hash(long number) {
    return Keccak.hash(Bytes.ofUnsigned(BigInteger.valueOf(number), 8));
  }

  // Operators

  Wallet operator(long stakeInMilliEther) throws Exception {
    Wallet operator = funded();
    BigInteger stake = MILLI.multiply(BigInteger.valueOf(stakeInMilliEther));
    transact(operator, (nonce, price) -> tasks.registerOperator(operator, nonce, price, stake));
    return operator;
  }

  /** r, s, v over a batch id. */
  static Bytes sign(Wallet operator, Hash message) {
    return CURVE.sign(message, operator.key()).encoded();
  }

  /** Signatures of operators over the payment service's batch, by address ascending. */
  List<Bytes> signatures(Hash root, Wallet... operators) {
    Hash id = ServiceManager.batchId(root, payments.address());
    return Arrays.stream(operators)
        .sorted((a, b) -> a.address().compareTo(b.address()))
        .map(operator -> sign(operator, id))
        .toList();
  }

  /** Responds as the aggregator; a revert shows while estimating. */
  Receipt respond(Hash root, List<Bytes> signatures) throws Exception {
    return transact(
        aggregator,
        (nonce, price) ->
            tasks.respond(aggregator, nonce, price, root, payments.address(), signatures));
  }

  /** Posts a batch for a fresh user and verifies it by one operator. */
  void verifiedBatch(Hash root) throws Exception {
    Wallet user = userWithDeposit(ETHER);
    post(task(root, user));
    Wallet operator = operator(100);
    respond(root, signatures(root, operator));
  }
}
