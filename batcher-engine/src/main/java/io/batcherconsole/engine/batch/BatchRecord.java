package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.BatchView.BatchStatus;
import io.batcherconsole.engine.event.BatchView.BatchStep;
import io.batcherconsole.engine.event.BatchView.StepView;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.state.QueueEntry;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch's story, told to the journal whenever it changes, and what it takes to send it again.
 * It knows who is in it and not their proofs, so that it can be kept for long. Written by the
 * poster, and by the chain's followers when operators sign and the batch is verified; guarded by
 * itself.
 */
public final class BatchRecord {
  /**
   * Steps that are kept: the first ones, and the latest. A batch that the chain lost and refuses is
   * tried again with every block.
   */
  static final int MOST_STEPS = 128;

  private final Journal journal;
  private final long number;
  private final List<Actor.Proof> proofs;
  private final List<Address> submitters;
  private final long bytes;
  private final BigInteger feePerProof;
  private final BatchCut cut;

  /** Guarded by {@code this}, as everything below. */
  private final List<StepView> steps = new ArrayList<>();

  private BatchStatus status = BatchStatus.POSTING;
  private @Nullable Hash root;
  private @Nullable URI pointer;
  private @Nullable Hash transaction;
  private @Nullable Long block;
  private @Nullable String failure;
  private int operatorsSigned;
  private int operators;

  /**
   * @param feePerProof wei
   * @param operators how many operators there are to sign, 0 when unknown
   */
  BatchRecord(
      Journal journal, long number, BatchBuilder.Plan plan, BigInteger feePerProof, int operators) {
    this.journal = journal;
    this.number = number;
    this.proofs = plan.proofs().stream().map(QueueEntry::proof).toList();
    this.submitters = plan.proofs().stream().map(QueueEntry::sender).toList();
    this.bytes = plan.bytes();
    this.feePerProof = feePerProof;
    this.cut = plan.cut();
    this.operators = operators;
  }

  public long number() {
    return number;
  }

  /** Members in batch order, cheapest first. */
  List<Actor.Proof> proofs() {
    return proofs;
  }

  /** Who pays for each of them, in batch order. */
  List<Address> submitters() {
    return submitters;
  }

  BigInteger feePerProof() {
    return feePerProof;
  }

  /** The Merkle root, null until it is computed. */
  public synchronized @Nullable Hash root() {
    return root;
  }

  synchronized void root(Hash computed) {
    root = computed;
  }

  /** Where operators find its file, null until it is stored. */
  synchronized @Nullable URI pointer() {
    return pointer;
  }

  synchronized void pointer(URI stored) {
    pointer = stored;
  }

  /** The block that it is in while it waits for its verification, 0 otherwise. */
  synchronized long blockAwaitingVerification() {
    return status == BatchStatus.POSTED && block != null ? block : 0;
  }

  /** The block that it was in is no longer part of the chain. */
  synchronized void lost() {
    endOpen(true, "its block is no longer part of the chain");
    status = BatchStatus.POSTING;
    block = null;
    publish();
  }

  /**
   * A step begins; the one before it, if still open, ends well. One that is tried again goes on.
   */
  synchronized void begin(BatchStep step, String note) {
    boolean goesOn =
        !steps.isEmpty()
            && steps.getLast().open()
            && steps.getLast().step() == step
            && steps.getLast().note().equals(note);
    if (goesOn) {
      return;
    }
    endOpen(false, null);
    add(new StepView(step, journal.now(), Long.MAX_VALUE, false, note));
    publish();
  }

  /** A step that already ended, dated by the caller in ns. */
  synchronized void did(BatchStep step, long start, long end) {
    add(new StepView(step, start, end, false, ""));
    publish();
  }

  synchronized void sent(Hash hash) {
    transaction = hash;
    publish();
  }

  /** Whether a transaction with it was handed to the node. */
  synchronized boolean wasSent() {
    return transaction != null;
  }

  /** The open step failed; the note replaces the one it began with. */
  synchronized void stepFailed(String note) {
    endOpen(true, note);
    publish();
  }

  /** It is in a block. The operators may have been quicker than the receipt. */
  synchronized void posted(long inBlock) {
    endOpen(false, null);
    block = inBlock;
    if (status == BatchStatus.POSTING) {
      status = BatchStatus.POSTED;
      add(new StepView(BatchStep.VERIFY, journal.now(), Long.MAX_VALUE, false, ""));
    }
    publish();
  }

  synchronized void failed(String sentence) {
    endOpen(true, null);
    status = BatchStatus.FAILED;
    failure = sentence;
    publish();
  }

  /** It counted as failed, and is in a block all the same. */
  synchronized void onChainAfterAll(long inBlock) {
    status = BatchStatus.POSTED;
    block = inBlock;
    failure = "counted as failed and restored, and yet it is on chain (" + failure + ")";
    publish();
  }

  /** An operator signed. */
  public synchronized void signed(int signedSoFar, int ofOperators) {
    operatorsSigned = signedSoFar;
    operators = ofOperators;
    publish();
  }

  /** The response is on chain; returns whether that was news. */
  public synchronized boolean verified() {
    if (status == BatchStatus.VERIFIED) {
      return false;
    }
    status = BatchStatus.VERIFIED;
    endOpen(false, null);
    publish();
    return true;
  }

  /** Nobody will verify it; the sentence says why. */
  public synchronized void unverifiable(String sentence) {
    endOpen(true, sentence);
    failure = sentence;
    publish();
  }

  private void add(StepView step) {
    if (steps.size() == MOST_STEPS) {
      steps.removeLast();
    }
    steps.add(step);
  }

  private void endOpen(boolean failed, @Nullable String note) {
    if (steps.isEmpty() || !steps.getLast().open()) {
      return;
    }
    StepView open = steps.removeLast();
    steps.add(
        new StepView(
            open.step(), open.start(), journal.now(), failed, note == null ? open.note() : note));
  }

  private void publish() {
    journal.publish(
        new EngineEvent.BatchChanged(
            journal.now(),
            new BatchView(
                number,
                status,
                root == null ? null : root.toString(),
                proofs,
                bytes,
                feePerProof,
                cut,
                steps,
                transaction == null ? null : transaction.toString(),
                block,
                operatorsSigned,
                operators,
                failure)));
  }
}
