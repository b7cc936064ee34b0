package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two nodes of one chain: the fallback is asked each time the main one does not answer (batcher.md
 * §4.3). A node that did not answer is asked after the other one from then on, and looked at in the
 * background until it answers again: the original tries the main node first every time, which costs
 * a time-out a call when its host is gone.
 *
 * <p>Blocks come from whichever node is ahead, and only higher numbers count. A revert or a refusal
 * is an answer, and final. A node of another chain is not used. Guarded by itself; no call is made
 * under the guard.
 */
public final class FallbackChain implements ChainClient {
  private static final Logger log = LoggerFactory.getLogger(FallbackChain.class);

  /** How often a silent node is looked at. */
  private static final Duration PROBE = Duration.ofSeconds(5);

  private final EngineRuntime runtime;
  private final Node main;
  private final Node fallback;

  /** What the first answer said; null before it. */
  private @Nullable BigInteger expectedChain;

  private @Nullable Head highest;

  /** The node that told of {@link #highest}: the other one may not have its logs yet. */
  private Node ahead;

  /** One of the two. Its fields are guarded by the chain. */
  private static final class Node {
    private final ChainClient client;
    private final String name;

    /** Since when it does not answer; null while it does. */
    private @Nullable Long silentSince;

    private long lookedAt;

    private Node(ChainClient client, String name) {
      this.client = client;
      this.name = name + " node at " + client.where();
    }
  }

  /** The nodes are closed with this. */
  public FallbackChain(EngineRuntime runtime, ChainClient main, ChainClient fallback) {
    this.runtime = runtime;
    this.main = new Node(main, "main");
    this.fallback = new Node(fallback, "fallback");
    this.ahead = this.main;
  }

  /** A call to one node. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(ChainClient node) throws ChainException;
  }

  private <T> T ask(Question<T> question) throws ChainException {
    return ask(main, question);
  }

  /** Asks one node, and the other one when that does not answer. */
  private <T> T ask(Node preferred, Question<T> question) throws ChainException {
    Node other = preferred == main ? fallback : main;
    boolean preferredFirst = answers(preferred) || !answers(other);
    Node first = preferredFirst ? preferred : other;
    Node second = preferredFirst ? other : preferred;
    try {
      return askOne(first, question);
    } catch (ChainException.Unavailable silent) {
      if (Thread.currentThread().isInterrupted()) {
        throw silent;
      }
      try {
        return askOne(second, question);
      } catch (ChainException.Unavailable silentToo) {
        silentToo.addSuppressed(silent);
        throw new ChainException.Unavailable(
            silent.getMessage() + "; and: " + silentToo.getMessage(), silentToo);
      }
    }
  }

  private <T> T askOne(Node node, Question<T> question) throws ChainException {
    try {
      requireSameChain(node);
      T answer = question.ask(node.client);
      noteAnswer(node);
      return answer;
    } catch (ChainException.Unavailable silent) {
      noteSilence(node, silent);
      throw silent;
    } catch (ChainException answer) {
      noteAnswer(node);
      throw answer;
    }
  }

  private void requireSameChain(Node node) throws ChainException {
    BigInteger id = node.client.chainId();
    BigInteger expected;
    synchronized (this) {
      if (expectedChain == null) {
        expectedChain = id;
      }
      expected = expectedChain;
    }
    if (!id.equals(expected)) {
      throw new ChainException.Unavailable(
          "The %s is on chain %s and not on %s: it is not used."
              .formatted(node.name, id, expected));
    }
  }

  private synchronized boolean answers(Node node) {
    return node.silentSince == null;
  }

  private synchronized void noteAnswer(Node node) {
    Long since = node.silentSince;
    if (since != null) {
      node.silentSince = null;
      log.info("the {} answers again after {} s", node.name, seconds(since));
    }
  }

  /** An interrupt ends a call, and says nothing about the node: its client may just be gone. */
  private synchronized void noteSilence(Node node, ChainException.Unavailable why) {
    if (node.silentSince == null && !Thread.currentThread().isInterrupted()) {
      node.silentSince = runtime.nanoTime();
      node.lookedAt = runtime.nanoTime();
      log.warn(
          "{}; until it answers, the {} is asked first",
          why.getMessage(),
          (node == main ? fallback : main).name);
    }
  }

  private long seconds(long since) {
    return Duration.ofNanos(runtime.nanoTime() - since).toSeconds();
  }

  /** The highest block that either node has told of. */
  @Override
  public Head head() throws ChainException {
    lookAtSilentNodes();
    for (Node node : List.of(main, fallback)) {
      if (answers(node) && advanced(node)) {
        break;
      }
    }
    if (!answers(main) && !answers(fallback)) {
      noteHead(main, ask(ChainClient::head));
    }
    synchronized (this) {
      Head known = highest;
      if (known != null) {
        return known;
      }
    }
    throw new ChainException.Unavailable(
        "Neither the %s nor the %s tells of a block.".formatted(main.name, fallback.name));
  }

  private boolean advanced(Node node) throws ChainException {
    try {
      return noteHead(node, askOne(node, ChainClient::head));
    } catch (ChainException.Unavailable noted) {
      return false;
    }
  }

  private synchronized boolean noteHead(Node node, Head head) {
    Head known = highest;
    if (known != null && head.number() <= known.number()) {
      return false;
    }
    highest = head;
    ahead = node;
    return true;
  }

  private void lookAtSilentNodes() {
    for (Node node : List.of(main, fallback)) {
      if (isDue(node)) {
        runtime.spawn("look-at-silent-node", () -> look(node));
      }
    }
  }

  private synchronized boolean isDue(Node node) {
    long now = runtime.nanoTime();
    if (node.silentSince == null || now - node.lookedAt < PROBE.toNanos()) {
      return false;
    }
    node.lookedAt = now;
    return true;
  }

  private void look(Node node) {
    try {
      askOne(node, ChainClient::head);
    } catch (ChainException stillSilent) {
      log.debug("the {} still does not answer: {}", node.name, stillSilent.getMessage());
    }
  }

  @Override
  public String kind() {
    return main.client.kind();
  }

  /** The node that is asked, and which one is not. */
  @Override
  public String where() {
    if (answers(main)) {
      return answers(fallback)
          ? main.client.where()
          : main.client.where() + " (its fallback does not answer)";
    }
    return answers(fallback)
        ? fallback.client.where() + " (the fallback, the main node does not answer)"
        : main.client.where() + " (neither it nor its fallback answers)";
  }

  @Override
  public BigInteger chainId() throws ChainException {
    return ask(ChainClient::chainId);
  }

  @Override
  public BigInteger gasPrice() throws ChainException {
    return ask(ChainClient::gasPrice);
  }

  @Override
  public BigInteger balance(Address account) throws ChainException {
    return ask(node -> node.balance(account));
  }

  @Override
  public BigInteger transactionCount(Address account) throws ChainException {
    return ask(node -> node.transactionCount(account));
  }

  @Override
  public Bytes code(Address account) throws ChainException {
    return ask(node -> node.code(account));
  }

  @Override
  public Bytes call(Call call) throws ChainException {
    return ask(node -> node.call(call));
  }

  /**
   * A node that falls silent may have taken the transaction; what the other one says of it then,
   * that its nonce is used or that it is known, does not tell. So that counts as no answer.
   */
  @Override
  public Hash send(Wallet from, Transaction transaction) throws ChainException {
    AtomicReference<ChainException.Unavailable> unanswered = new AtomicReference<>();
    try {
      return ask(
          node -> {
            try {
              return node.send(from, transaction);
            } catch (ChainException.Unavailable silent) {
              unanswered.set(silent);
              throw silent;
            }
          });
    } catch (ChainException.Refused | ChainException.Reverted refused) {
      ChainException.Unavailable silent = unanswered.get();
      if (silent == null) {
        throw refused;
      }
      throw new ChainException.Unavailable(
          silent.getMessage() + "; and: " + refused.getMessage(), refused);
    }
  }

  @Override
  public Optional<Receipt> receipt(Hash transaction) throws ChainException {
    return ask(node -> node.receipt(transaction));
  }

  @Override
  public List<Log> logs(Address contract, Hash topic, long fromBlock, long toBlock)
      throws ChainException {
    Node preferred;
    synchronized (this) {
      preferred = ahead;
    }
    return ask(preferred, node -> node.logs(contract, topic, fromBlock, toBlock));
  }

  @Override
  public void close() {
    main.client.close();
    fallback.client.close();
  }
}
