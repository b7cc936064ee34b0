package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.ServiceManager.NewBatch;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the operators' votes and responds on chain as soon as a batch has its quorum; tells of
 * batches that get none. One thread runs it and owns all tallies; votes come from any through an
 * inbox.
 */
final class Aggregator implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Aggregator.class);

  /** How often open batches are looked at without a vote. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** More votes than that are not kept: the aggregator is stuck, and its batches time out. */
  private static final int MOST_VOTES = 10_000;

  private final EngineRuntime runtime;
  private final ServiceManager tasks;
  private final List<Wallet> operators;
  private final TaskResponder responder;
  private final OperatorListener listener;
  private final Duration patience;
  private final Retry retry;
  private final Object guard = new Object();

  /** Guarded by {@link #guard}. */
  private final Deque<Vote> inbox = new ArrayDeque<>();

  /** The aggregator's thread; null before it runs. Guarded by {@link #guard}. */
  private @Nullable Thread thread;

  /** By batch, oldest first. Only the aggregator's thread touches them. */
  private final Map<NewBatch, Tally> tallies = new LinkedHashMap<>();

  /**
   * @param patience how long a quorum is waited for
   */
  Aggregator(
      EngineRuntime runtime,
      ServiceManager tasks,
      List<Wallet> operators,
      TaskResponder responder,
      Duration patience,
      OperatorListener listener) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.operators = operators;
    this.responder = responder;
    this.patience = patience;
    this.listener = listener;
    this.retry = new Retry(runtime, Retry.Backoff.UNDER_A_LOCK);
  }

  /** Takes a vote; never waits. */
  void vote(Vote vote) {
    Thread waiting;
    synchronized (guard) {
      if (inbox.size() >= MOST_VOTES) {
        log.error("a vote on {} is lost: {} votes wait", vote.batch().root(), MOST_VOTES);
        return;
      }
      inbox.add(vote);
      waiting = thread;
    }
    if (waiting != null) {
      runtime.unpark(waiting);
    }
  }

  /** Until interrupted. */
  @Override
  public void run() {
    synchronized (guard) {
      thread = Thread.currentThread();
    }
    try {
      while (!Thread.currentThread().isInterrupted()) {
        take().ifPresentOrElse(this::count, this::idle);
        if (inboxIsEmpty()) {
          decide();
        }
      }
    } catch (InterruptedException stop) {
      log.debug("aggregator stops");
    }
  }

  private Optional<Vote> take() {
    synchronized (guard) {
      return Optional.ofNullable(inbox.poll());
    }
  }

  private boolean inboxIsEmpty() {
    synchronized (guard) {
      return inbox.isEmpty();
    }
  }

  /** A vote that comes between looking and parking has unparked us already. */
  private void idle() {
    runtime.parkNanos(this, LOOK_AGAIN.toNanos());
  }

  private void count(Vote vote) {
    Tally tally =
        tallies.computeIfAbsent(
            vote.batch(), batch -> new Tally(batch, runtime.nanoTime() + patience.toNanos()));
    if (!tally.add(vote)) {
      return;
    }
    Hash root = vote.batch().root();
    switch (vote) {
      case Vote.Signed signed -> listener.onSigned(root, tally.signed(), operators.size());
      case Vote.Refused refused -> {
        log.warn("operator {} does not sign {}: {}", refused.operator(), root, refused.reason());
        listener.onRefused(root, refused.operator(), refused.reason());
      }
    }
  }

  private void decide() throws InterruptedException {
    for (Tally tally : List.copyOf(tallies.values())) {
      boolean late = runtime.nanoTime() > tally.deadline();
      if (!tally.settled()) {
        decide(tally, late);
      }
      if (tally.settled() && (late || tally.votes() == operators.size())) {
        tallies.remove(tally.batch());
      }
    }
  }

  private void decide(Tally tally, boolean late) throws InterruptedException {
    try {
      Map<Address, BigInteger> stakes = stakes();
      BigInteger total = retry.call("total stake", tasks::totalStake);
      if (tally.hasQuorum(stakes, total)) {
        tally.settle();
        responder
            .respond(tally.batch(), tally.signatures())
            .ifPresent(why -> unverifiable(tally, why));
      } else if (late || tally.isHopeless(stakes, total)) {
        unverifiable(tally, tally.whyNoQuorum(operators.size()));
      }
    } catch (ChainException silent) {
      log.warn("the stakes are not known: {}", silent.getMessage());
      if (late) {
        unverifiable(tally, "the chain does not answer: " + silent.getMessage());
      }
    }
  }

  private Map<Address, BigInteger> stakes() throws ChainException, InterruptedException {
    Map<Address, BigInteger> stakes = new HashMap<>();
    for (Wallet operator : operators) {
      Address address = operator.address();
      stakes.put(address, retry.call("stake", () -> tasks.stakeOf(address)));
    }
    return stakes;
  }

  private void unverifiable(Tally tally, String why) {
    tally.settle();
    Hash root = tally.batch().root();
    log.warn("batch {} will not be verified: {}", root, why);
    listener.onUnverifiable(root, "The batch will not be verified: " + why + ".");
  }
}
