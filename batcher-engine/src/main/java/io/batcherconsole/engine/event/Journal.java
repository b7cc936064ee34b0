package io.batcherconsole.engine.event;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of one engine write down what happens: event records for readers, exact counters,
 * and the stage each proof is in.
 *
 * <p>Safe from any thread and made to be called with locks held: it never waits, never throws and
 * does no I/O. When readers cannot keep up, records are dropped and counted; counters and stages
 * stay exact. Memory is bounded by the ring and by the proofs on their way.
 */
public final class Journal {
  private final EngineRuntime runtime;
  private final EventRing ring;
  private final Counters counters = new Counters();
  private final Contention contention = new Contention();

  /** Proofs on their way by serial; an end stage removes its proof. */
  private final Map<Long, ProofOnItsWay> onTheirWay = new ConcurrentHashMap<>();

  private final ReplyBook replies = new ReplyBook();

  /**
   * @param ringSize how many event records may wait for the collector
   */
  public Journal(EngineRuntime runtime, int ringSize) {
    this.runtime = runtime;
    this.ring = new EventRing(ringSize);
  }

  /** The engine's clock, ns. */
  public long now() {
    return runtime.nanoTime();
  }

  /**
   * Tells readers of a fact. Stages of proofs are told by {@link #stage}, which counts their steps.
   */
  public void publish(EngineEvent event) {
    ring.offer(event);
  }

  /** A proof enters a stage now. */
  public void stage(Actor.Proof proof, Stage stage) {
    stageAt(now(), proof, stage, null, "");
  }

  /** A proof enters a stage now; see {@link EngineEvent.StageEntered}. */
  public void stage(Actor.Proof proof, Stage stage, @Nullable Actor blockedBy, String note) {
    stageAt(now(), proof, stage, blockedBy, note);
  }

  /**
   * A proof entered a stage at {@code at} ns. The records of one proof reach readers in the order
   * of their steps, whichever threads they come from.
   */
  public void stageAt(
      long at, Actor.Proof proof, Stage stage, @Nullable Actor blockedBy, String note) {
    onTheirWay.compute(
        proof.serial(),
        (serial, before) -> {
          ProofOnItsWay next =
              before == null
                  ? new ProofOnItsWay(proof, 0, new CurrentStage(stage, at, -1), 0, -1, false)
                  : before.next(stage, at);
          counters.moved(before == null ? null : before.now().stage(), stage, note);
          ring.offer(
              new EngineEvent.StageEntered(
                  at, proof, next.step(), stage, blockedBy, note, next.unverified()));
          return stage.phase() == Stage.Phase.END ? null : next;
        });
    if (stage.phase() == Stage.Phase.END) {
      replies.ended(proof, stage, at);
    }
  }

  /**
   * A proof is accepted although nobody verified it; every later stage of it says so.
   *
   * @param system its proving system's name on the wire
   */
  public void acceptedUnverified(Actor.Proof proof, String system) {
    counters.acceptedUnverified(system);
    onTheirWay.computeIfPresent(proof.serial(), (serial, now) -> now.acceptedUnverified());
  }

  /** The current stage of a proof lasts {@code nanos} by its nature, as an injected delay does. */
  public void expect(Actor.Proof proof, long nanos) {
    onTheirWay.computeIfPresent(proof.serial(), (serial, now) -> now.expecting(nanos));
  }

  /** The stage a proof is in; empty when it has ended or has not begun. */
  public Optional<CurrentStage> current(Actor.Proof proof) {
    return Optional.ofNullable(onTheirWay.get(proof.serial())).map(ProofOnItsWay::now);
  }

  /** Whether a proof that has not ended was accepted although nobody verified it. */
  public boolean isUnverified(Actor.Proof proof) {
    ProofOnItsWay way = onTheirWay.get(proof.serial());
    return way != null && way.unverified();
  }

  /**
   * All proofs that were received and have not ended. Weakly consistent: each entry is right in
   * itself, at a moment of its own.
   */
  public List<ProofOnItsWay> onTheirWay() {
    return List.copyOf(onTheirWay.values());
  }

  /**
   * A submission was received and will get one last reply.
   *
   * @param client whether its client is there to get it
   */
  public void owesReply(Actor.Proof proof, BooleanSupplier client) {
    replies.opened(proof, client);
  }

  /** The client of a submission got its last reply. */
  public void answered(Actor.Proof proof) {
    replies.answered(proof);
    onTheirWay.computeIfPresent(proof.serial(), (serial, way) -> way.answered(now()));
  }

  /** The engine does not go on until the proof's client has taken its reply. */
  public void awaitsClient(Actor.Proof proof) {
    replies.awaits(proof, now());
  }

  /** It goes on. */
  public void awaitsClientNoMore(Actor.Proof proof) {
    replies.awaitsNoMore(proof);
  }

  /** Clients that the engine waits for to take a reply. */
  public List<AwaitedClient> awaitedClients() {
    return replies.awaited();
  }

  /** Proofs that ended and whose clients are there and wait for the reply. */
  public List<OwedReply> owedReplies() {
    return replies.owed();
  }

  /** A submission was received. It counts as being in admission until a stage says otherwise. */
  public void received() {
    counters.received();
  }

  /**
   * A received submission was refused before anybody knew whose it was, so that it has no stages.
   *
   * @param wireName the reason
   */
  public void refusedEarly(String wireName) {
    counters.refusedEarly(wireName);
  }

  /** A message was no protocol message. */
  public void undecodable() {
    counters.undecodable();
  }

  /** A client connected or disconnected. */
  public void connection(long connection, boolean open) {
    counters.connection(open);
    publish(new EngineEvent.ConnectionChanged(now(), connection, open));
  }

  /** A batch is on chain. */
  public void batchPosted() {
    counters.batchPosted();
  }

  /** A batch failed. */
  public void batchFailed() {
    counters.batchFailed();
  }

  /** A posted proof's batch was verified on chain. */
  public void verifiedOnChain(Actor.Proof proof, long batch) {
    counters.verified();
    publish(new EngineEvent.ProofVerifiedOnChain(now(), proof, batch));
  }

  /** The counts as they stand. */
  public CounterView counters() {
    return counters.view(notDrawn());
  }

  /** Where waits and holds are counted. */
  public Contention contention() {
    return contention;
  }

  /** Waits and holds as they were counted so far. */
  public ContentionView contentionView() {
    return contention.view();
  }

  /** Event records dropped, by the name of their kind; kinds that lost nothing are absent. */
  public Map<String, Long> droppedByKind() {
    return ring.droppedByKind();
  }

  /** How many event records were dropped so far. */
  long notDrawn() {
    return ring.droppedInAll();
  }

  /** Where the collector takes the records from. */
  EventRing ring() {
    return ring;
  }
}
