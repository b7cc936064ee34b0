package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.ChainClient.Call;
import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.ChainClient.Log;
import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.RevertReason;
import io.batcherconsole.engine.chain.simulated.TransactionPool.Pending;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The chain itself: takes transactions into the pool, and makes blocks of them. */
final class BlockMaker {
  private static final long BLOCK_GAS = 30_000_000;

  /** Gas limit over the estimate, per cent: the state may have changed when it is mined. */
  private static final long ESTIMATE_MARGIN = 125;

  private final EngineRuntime runtime;
  private final Secp256k1 curve;
  private final BigInteger chainId;
  private final World world = new World();
  private final TransactionPool pool = new TransactionPool();
  private final Ledger ledger = new Ledger();
  private BigInteger gasPrice;
  private Duration clockOffset = Duration.ZERO;
  private long arrivals;

  BlockMaker(EngineRuntime runtime, Secp256k1 curve, Genesis genesis) {
    this.runtime = runtime;
    this.curve = curve;
    this.chainId = genesis.chainId();
    this.gasPrice = genesis.gasPrice();
    genesis.balances().forEach(world::add);
    ledger.append(runtime.now().getEpochSecond(), List.of(), world.changes().mark());
  }

  void install(Installation contracts) {
    world.add(new SimulatedServiceManager(world.changes(), curve, contracts));
    world.add(new SimulatedPaymentService(world.changes(), contracts));
  }

  BigInteger chainId() {
    return chainId;
  }

  World world() {
    return world;
  }

  Ledger ledger() {
    return ledger;
  }

  int pending() {
    return pool.size();
  }

  /** Wei per gas. */
  BigInteger gasPrice() {
    return gasPrice;
  }

  void setGasPrice(BigInteger wei) {
    gasPrice = wei;
  }

  void advanceTime(Duration by) {
    clockOffset = Duration.between(runtime.now(), clock().plus(by));
  }

  /** The chain's time, which runs ahead of the runtime's when blocks come fast. */
  private Instant clock() {
    Instant head = Instant.ofEpochSecond(ledger.head().timestamp());
    Instant now = runtime.now().plus(clockOffset);
    return now.isAfter(head) ? now : head;
  }

  void rewind(long block) {
    ledger.rewind(block).ifPresent(world.changes()::rollBack);
    pool.clear();
  }

  /** Executes at the latest block, without effect. */
  Bytes call(Call call) throws ChainException {
    requireValue(call);
    return dryRun(call, BigInteger.ZERO).answer();
  }

  private record DryRun(Bytes answer, long gasUsed) {}

  private DryRun dryRun(Call call, BigInteger price) throws ChainException.Reverted {
    Head head = ledger.head();
    Execution execution = new Execution(world, head.number(), head.timestamp(), price, BLOCK_GAS);
    long before = world.changes().mark();
    try {
      Bytes answer = execution.begin(call.from(), call.to(), call.value(), call.data());
      return new DryRun(answer, execution.gasUsed());
    } catch (Revert revert) {
      throw new ChainException.Reverted(
          "execution reverted: " + RevertReason.of(revert.data()).sentence(), revert.data());
    } finally {
      world.changes().rollBack(before);
    }
  }

  /** Takes a transaction into the pool and returns its hash. */
  Hash accept(Address from, Transaction transaction) throws ChainException {
    Address to = transaction.to();
    if (to == null) {
      throw new ChainException.Refused(
          "The simulated chain has its two contracts built in and creates no others.");
    }
    Hash hash = hash(from, transaction);
    if (ledger.receipt(hash).isPresent() || pool.contains(hash)) {
      return hash; // sent again, after an answer that got lost
    }
    BigInteger expected = world.nonce(from);
    if (transaction.nonce().compareTo(expected) < 0) {
      throw new ChainException.Refused(
          "nonce too low: next nonce of %s is %s, the transaction has %s"
              .formatted(from, expected, transaction.nonce()));
    }
    long gasLimit = gasLimit(from, to, transaction);
    Pending pending = new Pending(from, transaction, hash, gasLimit, arrivals++);
    requireFunds(pending);
    pool.add(pending);
    return hash;
  }

  private long gasLimit(Address from, Address to, Transaction transaction) throws ChainException {
    BigInteger given = transaction.gasLimit();
    if (given == null) {
      Call call = new Call(from, to, transaction.value(), transaction.data());
      requireValue(call);
      return dryRun(call, transaction.gasPrice()).gasUsed() * ESTIMATE_MARGIN / 100;
    }
    if (given.compareTo(BigInteger.valueOf(BLOCK_GAS)) > 0) {
      throw new ChainException.Refused(
          "exceeds block gas limit: %s is more than %d".formatted(given, BLOCK_GAS));
    }
    long intrinsic = Execution.intrinsicGas(transaction.data());
    if (given.longValueExact() < intrinsic) {
      throw new ChainException.Refused(
          "intrinsic gas too low: %s is less than %d".formatted(given, intrinsic));
    }
    return given.longValueExact();
  }

  private void requireValue(Call call) throws ChainException.Refused {
    BigInteger balance = world.balance(call.from());
    if (balance.compareTo(call.value()) < 0) {
      throw new ChainException.Refused(
          "insufficient funds: %s has %s wei and would send %s"
              .formatted(call.from(), balance, call.value()));
    }
  }

  private void requireFunds(Pending pending) throws ChainException.Refused {
    BigInteger balance = world.balance(pending.from());
    if (balance.compareTo(pending.mostCost()) < 0) {
      throw new ChainException.Refused(
          "insufficient funds for gas * price + value: %s has %s wei and needs %s"
              .formatted(pending.from(), balance, pending.mostCost()));
    }
  }

  /** Makes a block of the best offers that fit. */
  Head mine() {
    Head parent = ledger.head();
    long number = parent.number() + 1;
    long timestamp = Math.max(parent.timestamp() + 1, clock().getEpochSecond());
    long stateBefore = world.changes().mark();
    List<Receipt> receipts = new ArrayList<>();
    long room = BLOCK_GAS;
    for (Optional<Pending> next = pool.best(world, gasPrice, room);
        next.isPresent();
        next = pool.best(world, gasPrice, room)) {
      Pending pending = next.get();
      pool.remove(pending);
      if (world.balance(pending.from()).compareTo(pending.mostCost()) >= 0) {
        Receipt receipt = execute(pending, number, timestamp);
        receipts.add(receipt);
        room -= receipt.gasUsed().longValueExact();
      } // else it is dropped: its sender spent the money otherwise
    }
    Head head = ledger.append(timestamp, receipts, stateBefore);
    world.changes().forget(ledger.prune());
    return head;
  }

  /** Buys the gas, executes, gives unused gas back; a revert keeps only nonce and gas. */
  private Receipt execute(Pending pending, long number, long timestamp) {
    BigInteger price = pending.gasPrice();
    Address from = pending.from();
    world.useNonce(from);
    world.add(from, price.multiply(BigInteger.valueOf(pending.gasLimit())).negate());
    Execution execution = new Execution(world, number, timestamp, price, pending.gasLimit());
    boolean success = run(execution, pending);
    BigInteger unused = BigInteger.valueOf(pending.gasLimit() - execution.gasUsed());
    world.add(from, price.multiply(unused));
    List<Log> logs =
        success
            ? execution.logs().stream()
                .map(
                    log ->
                        new Log(log.contract(), log.topics(), log.data(), number, pending.hash()))
                .toList()
            : List.of();
    return new Receipt(
        pending.hash(),
        number,
        success,
        BigInteger.valueOf(execution.gasUsed()),
        price,
        null,
        logs);
  }

  private boolean run(Execution execution, Pending pending) {
    Transaction transaction = pending.transaction();
    Address to = Objects.requireNonNull(transaction.to(), "checked when it was accepted");
    long before = world.changes().mark();
    try {
      execution.begin(pending.from(), to, transaction.value(), transaction.data());
      return true;
    } catch (Revert reverted) {
      world.changes().rollBack(before);
      return false;
    }
  }

  /** Over everything that makes a transaction what it is; it stands for the signed one's hash. */
  private static Hash hash(Address from, Transaction transaction) {
    String fields =
        String.join(
            " ",
            from.toString(),
            transaction.nonce().toString(),
            String.valueOf(transaction.to()),
            transaction.value().toString(),
            transaction.gasPrice().toString(),
            String.valueOf(transaction.gasLimit()),
            Boolean.toString(transaction.legacy()));
    return Keccak.hash(Bytes.wrap(fields.getBytes(StandardCharsets.US_ASCII)), transaction.data());
  }
}
