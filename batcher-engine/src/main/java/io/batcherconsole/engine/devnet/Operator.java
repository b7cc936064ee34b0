package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.ServiceManager.NewBatch;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.Signature;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LatestSlot;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.utils.Numeric;

/**
 * One operator: takes the batches of new blocks one after another, inspects each, and votes. One
 * thread runs it; {@link #onHead} may come from any.
 */
final class Operator implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Operator.class);

  private static final Duration IDLE = Duration.ofSeconds(1);

  /** How far an operator looks back when the chain went back: it does not know how far that was. */
  private static final long LOOK_BACK = 64;

  private static final int SIGNATURE_SIZE = 65;

  private final EngineRuntime runtime;
  private final Secp256k1 curve;
  private final ServiceManager tasks;
  private final Wallet wallet;
  private final BatchInspection inspection;
  private final Retry retry;
  private final Duration delay;
  private final boolean disagrees;
  private final Consumer<Vote> ballot;
  private final LatestSlot<Head> heads;

  /** Only the operator's thread touches them. */
  private long nextBlock;

  private long newest;

  private boolean sawHead;

  /**
   * @param disagrees whether it never signs
   * @param afterBlock the batches of later blocks are its work
   * @param ballot takes its votes; never waits
   */
  Operator(
      EngineRuntime runtime,
      Secp256k1 curve,
      ServiceManager tasks,
      Wallet wallet,
      BatchInspection inspection,
      Duration delay,
      boolean disagrees,
      long afterBlock,
      Consumer<Vote> ballot) {
    this.runtime = runtime;
    this.curve = curve;
    this.tasks = tasks;
    this.wallet = wallet;
    this.inspection = inspection;
    this.retry = new Retry(runtime, Retry.Backoff.UPSTREAM);
    this.delay = delay;
    this.disagrees = disagrees;
    this.nextBlock = afterBlock + 1;
    this.newest = afterBlock;
    this.ballot = ballot;
    this.heads = new LatestSlot<>(runtime);
  }

  /** A new block; never waits. */
  void onHead(Head head) {
    heads.put(head);
  }

  /** Until interrupted. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        heads.take(IDLE).ifPresent(this::note);
        if (nextBlock <= newest) {
          follow();
        }
      }
    } catch (InterruptedException stop) {
      log.debug("operator {} stops", wallet.address());
    }
  }

  /** A head is told once, so one that is not higher replaces blocks that were seen. */
  private void note(Head head) {
    long number = head.number();
    if (number < newest || (sawHead && number == newest)) {
      nextBlock = Math.max(1, number - LOOK_BACK);
    }
    newest = number;
    sawHead = true;
  }

  /** Blocks whose logs the chain does not tell are asked for again with the next block. */
  private void follow() throws InterruptedException {
    try {
      for (NewBatch batch : tasks.newBatches(nextBlock, newest)) {
        Hash id = ServiceManager.batchId(batch.root(), batch.sender());
        if (!retry.call("state of a batch", () -> tasks.batchState(id)).responded()) {
          ballot.accept(vote(batch, id));
        }
        nextBlock = Math.max(nextBlock, batch.block());
      }
      nextBlock = newest + 1;
    } catch (ChainException silent) {
      log.warn("operator {} misses its chain: {}", wallet.address(), silent.getMessage());
    }
  }

  private Vote vote(NewBatch batch, Hash id) throws ChainException, InterruptedException {
    runtime.sleep(delay);
    if (disagrees) {
      return new Vote.Refused(batch, wallet.address(), "it is set to disagree");
    }
    BigInteger disabled = retry.call("disabled verifiers", tasks::disabledVerifiers);
    Optional<String> reason = inspection.inspect(batch, disabled);
    return reason.isPresent()
        ? new Vote.Refused(batch, wallet.address(), reason.get())
        : new Vote.Signed(batch, wallet.address(), bytes(curve.sign(id, wallet.key())));
  }

  /** r and s of 32 bytes each big-endian, then v. */
  private static Bytes bytes(Signature signature) {
    byte[] bytes = new byte[SIGNATURE_SIZE];
    System.arraycopy(Numeric.toBytesPadded(signature.r(), 32), 0, bytes, 0, 32);
    System.arraycopy(Numeric.toBytesPadded(signature.s(), 32), 0, bytes, 32, 32);
    bytes[SIGNATURE_SIZE - 1] = (byte) signature.v();
    return Bytes.wrap(bytes);
  }
}
