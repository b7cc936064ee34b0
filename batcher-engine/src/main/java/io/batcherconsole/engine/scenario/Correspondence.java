package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.protocol.MerkleTree;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.scenario.RunFacts.SentProof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What clients sent, what they got, and which reply is which proof's. Only an inclusion reply names
 * its nonce, and it comes when later proofs of its connection may have been refused long ago; so
 * whose the others are is told from all replies together, and not as each comes. Guarded by itself.
 */
final class Correspondence {
  /** In order of sending. Guarded by {@code this}, as everything below. */
  private final List<Sent> sent = new ArrayList<>();

  private final Map<Line, List<SubmitProofResponse>> replies = new HashMap<>();

  /**
   * One submission.
   *
   * @param connection 1-based number of the user's connection
   */
  record Sent(String user, BigInteger nonce, int connection, VerificationCommitment commitment) {
    private Line line() {
      return new Line(user, connection);
    }
  }

  /**
   * A submission with what became of it.
   *
   * @param reply null when none came
   */
  record Answered(Sent sent, @Nullable SubmitProofResponse reply) {
    /** The same as a fact of the run. */
    SentProof fact(boolean confirmed) {
      return new SentProof(
          sent.user(),
          sent.nonce(),
          sent.connection(),
          reply,
          reply instanceof BatchInclusionData data
              && MerkleTree.verify(
                  sent.commitment().leaf(), data.path(), data.indexInBatch(), data.root()),
          confirmed);
    }
  }

  /** A user's connection. */
  private record Line(String user, int connection) {}

  /** Noted before the bytes go out, so that no reply comes first. */
  synchronized void sent(Sent one) {
    sent.add(one);
  }

  synchronized void received(String user, int connection, SubmitProofResponse reply) {
    replies.computeIfAbsent(new Line(user, connection), line -> new ArrayList<>()).add(reply);
  }

  /** How many were sent. */
  synchronized int size() {
    return sent.size();
  }

  /** Whether as many replies came as proofs were sent, on every connection. */
  synchronized boolean complete() {
    return lines().stream().allMatch(line -> replies(line).size() >= sent(line).size());
  }

  /** Everything, in order of sending. */
  synchronized List<Answered> answered() {
    Map<Sent, SubmitProofResponse> known = new HashMap<>();
    for (Line line : lines()) {
      List<Sent> open = new ArrayList<>(sent(line));
      List<SubmitProofResponse> left = new ArrayList<>(replies(line));
      match(open, left, this::replaces, known);
      match(open, left, Correspondence::includes, known);
      // A connection's messages are handled in order, and so are the refusals among them.
      match(open, left, (one, reply) -> !(reply instanceof BatchInclusionData), known);
    }
    return sent.stream().map(one -> new Answered(one, known.get(one))).toList();
  }

  private Set<Line> lines() {
    return sent.stream().map(Sent::line).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Sent> sent(Line line) {
    return sent.stream().filter(one -> one.line().equals(line)).toList();
  }

  private List<SubmitProofResponse> replies(Line line) {
    return replies.getOrDefault(line, List.of());
  }

  /** Each reply goes to the first open proof whose it may be. */
  private static void match(
      List<Sent> open,
      List<SubmitProofResponse> left,
      BiPredicate<Sent, SubmitProofResponse> mayBe,
      Map<Sent, SubmitProofResponse> known) {
    for (Iterator<SubmitProofResponse> replies = left.iterator(); replies.hasNext(); ) {
      SubmitProofResponse reply = replies.next();
      Optional<Sent> whose = open.stream().filter(one -> mayBe.test(one, reply)).findFirst();
      if (whose.isPresent()) {
        known.put(whose.get(), reply);
        open.remove(whose.get());
        replies.remove();
      }
    }
  }

  private static boolean includes(Sent one, SubmitProofResponse reply) {
    return reply instanceof BatchInclusionData data && data.nonce().equals(one.nonce());
  }

  /** Only a proof whose nonce was sent once more later can have been replaced. */
  private boolean replaces(Sent one, SubmitProofResponse reply) {
    return reply instanceof ServerMessage.ProofReplaced
        && sent.subList(sent.indexOf(one) + 1, sent.size()).stream()
            .anyMatch(
                later -> later.user().equals(one.user()) && later.nonce().equals(one.nonce()));
  }
}
