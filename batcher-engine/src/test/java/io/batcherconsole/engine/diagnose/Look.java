package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.AwaitedClient;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.CurrentStage;
import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.OwedReply;
import io.batcherconsole.engine.event.ProofOnItsWay;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.lock.OrderBreach;
import io.batcherconsole.engine.lock.WaitForGraph;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.state.StateAudit;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check is shown, put together by hand, and what became of its findings: a healthy engine
 * under {@code split-state} of which a test changes what it is about. One check a look.
 */
final class Look {
  static final Thresholds THRESHOLDS = Thresholds.defaults();
  static final Actor.Proof A1 = proof(1, "A", 1);
  static final Actor.Proof A2 = proof(2, "A", 2);
  static final Actor.Proof B1 = proof(3, "B", 1);
  static final Actor.Proof C1 = proof(4, "C", 1);
  static final LockId USER_A = new LockId(LockKind.USER, "user A", 11);
  static final LockId BATCH = new LockId(LockKind.BATCH, "batch", 12);

  /** Long after everything that a test lets happen before it. */
  static final long START = ms(1_000_000);

  private static final Map<Stage, Long> NOBODY = Map.of();

  private final Check check;
  private final FindingLog log = new FindingLog(THRESHOLDS.linger());

  long at = START;
  LockingDesign design = LockingDesign.SPLIT_STATE;
  List<LockView> locks = List.of();
  List<OrderBreach> breaches = List.of();
  List<ContentionView.Row> contention = List.of();
  List<ProofOnItsWay> onTheirWay = List.of();
  List<OwedReply> owed = List.of();
  List<AwaitedClient> awaited = List.of();
  List<Incident> incidents = List.of();
  CounterView counters = counters(0, 0);
  @Nullable StateAudit audit;
  boolean nodeAnswers = true;
  int queued;
  int limit = 10;
  List<BatchView> batches = List.of();

  Look(Check check) {
    this.check = check;
  }

  /** Milliseconds as ns. */
  static long ms(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  static Actor.Proof proof(long serial, String user, long nonce) {
    return new Actor.Proof(
        serial, new UserTag(user, "0x" + user.repeat(40)), BigInteger.valueOf(nonce), 1);
  }

  /** A holder that does {@code stage} since it got the lock, {@code ago} ms before the start. */
  static HolderView holder(Actor actor, LockSite site, @Nullable Stage stage, long ago) {
    return new HolderView(actor, site, START - ms(ago), stage, START - ms(ago), -1);
  }

  /** Somebody who waits since {@code ago} ms before the start, for at most a minute in all. */
  static WaiterView waiter(Actor actor, LockSite site, long ago) {
    return new WaiterView(actor, site, START - ms(ago), START - ms(ago) + ms(60_000), null);
  }

  static LockView lock(LockId id, @Nullable HolderView holder, WaiterView... waiters) {
    return new LockView(id, holder, List.of(waiters), 1, 0, null, -1, -1);
  }

  /** A proof that is in {@code stage} since {@code ago} ms before the start. */
  static ProofOnItsWay way(Actor.Proof proof, Stage stage, long ago) {
    return new ProofOnItsWay(proof, 3, new CurrentStage(stage, START - ms(ago), -1), 0, -1, false);
  }

  static CounterView counters(long received, long posted) {
    return new CounterView(received, 0, 0, 0, posted, 0, Map.of(), Map.of(), NOBODY, 0, 0, 0, 0, 0);
  }

  /** Looks at what there is now. */
  List<FindingView> look() {
    LockBoard board = new LockBoard(at, locks);
    Observation now =
        new Observation(
            at,
            design,
            locks,
            WaitForGraph.of(board),
            breaches,
            new ContentionView(contention),
            onTheirWay,
            owed,
            awaited,
            incidents,
            counters,
            audit,
            nodeAnswers,
            queued,
            limit,
            batches);
    log.update(check.id(), at, check.look(now));
    return log.findings();
  }

  /** The one finding that there is now. */
  FindingView finding() {
    List<FindingView> open = look().stream().filter(FindingView::open).toList();
    if (open.size() != 1) {
      throw new AssertionError("not one finding but " + open);
    }
    return open.getFirst();
  }

  /** How many causes there are now. */
  long open() {
    return look().stream().filter(FindingView::open).count();
  }

  /** The same look {@code millis} later. */
  Look later(long millis) {
    at += ms(millis);
    return this;
  }

  /** Whether everything that was found has ended, after it was away for long enough. */
  boolean ends() {
    later(100).look();
    later(THRESHOLDS.linger().toMillis() + 100);
    return open() == 0;
  }
}
