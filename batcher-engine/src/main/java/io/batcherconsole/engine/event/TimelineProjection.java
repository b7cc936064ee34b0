package io.batcherconsole.engine.event;

import io.batcherconsole.engine.event.Timeline.Block;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import io.batcherconsole.engine.event.Timeline.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every user's proofs did when, for the last ten minutes. Where records were dropped, the
 * interval before the hole is marked as a gap. {@link #timeline} may be called from any thread, as
 * often as the screen likes, and makes nobody wait.
 */
public final class TimelineProjection implements Projection {
  private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long UPKEEP_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int MOST_BLOCKS = 2048;

  private final Journal journal;
  private final LaneSet lanes = new LaneSet();
  private final FaultTrack faults = new FaultTrack();
  private final History<Block> blocks = new History<>();

  /** Where the proofs are that have not ended, by serial. */
  private final Map<Long, Place> places = new HashMap<>();

  /** Proofs that had ended at the last upkeep although their end was not told. */
  private Set<Long> suspects = new HashSet<>();

  private long dropsSeen;
  private long nextUpkeep = Long.MIN_VALUE;
  private volatile History.Slice<Block> publishedBlocks = blocks.slice();

  /** The open interval of a proof, and the step that began it. */
  private record Place(LaneTrack lane, Interval interval, int step) {}

  /**
   * @param journal asked how many records were dropped, and then which proofs are still on their
   *     way
   */
  public TimelineProjection(Journal journal) {
    this.journal = journal;
  }

  /** Everything that was going on between two moments, in ns. */
  public Timeline timeline(long from, long to) {
    List<Lane> drawn = new ArrayList<>();
    for (LaneTrack lane : lanes.published()) {
      drawn.add(lane.lane(from, to));
    }
    List<Block> seen = publishedBlocks.since(from, Block::at);
    seen.removeIf(block -> block.at() > to);
    return new Timeline(from, to, drawn, faults.windows(from, to), seen, journal.notDrawn());
  }

  @Override
  public void accept(EngineEvent event) {
    switch (event) {
      case EngineEvent.StageEntered entered -> enter(entered);
      case EngineEvent.WaitBegan wait -> noteBlocker(wait);
      case EngineEvent.BlockSeen block -> blocks.add(new Block(block.at(), block.number()));
      case EngineEvent.FaultsChanged changed -> faults.changed(changed);
      case EngineEvent.LockUsed lock -> {}
      case EngineEvent.ProofVerifiedOnChain verified -> {}
      case EngineEvent.VerificationDone verification -> {}
      case EngineEvent.BatchChanged batch -> {}
      case EngineEvent.ConnectionChanged connection -> {}
      case EngineEvent.UnfairEviction eviction -> {}
    }
  }

  private void enter(EngineEvent.StageEntered entered) {
    Actor.Proof proof = entered.proof();
    Place before = places.remove(proof.serial());
    int expected = before == null ? 0 : before.step() + 1;
    boolean hole = entered.step() != expected;
    if (before != null) {
      leave(before, entered, hole);
    }
    boolean queued = entered.stage().phase() == Stage.Phase.QUEUE;
    boolean ends = entered.stage().phase() == Stage.Phase.END;
    LaneTrack lane =
        ends && before != null
            ? before.lane()
            : lanes.lane(proof.user(), queued ? LaneTrack.QUEUE : proof.connection());
    if (lane == null) {
      return;
    }
    if (ends) {
      lane.mark(
          new Mark(proof, entered.stage(), entered.at(), entered.note(), entered.unverified()));
    } else {
      open(lane, entered, hole && before == null);
    }
  }

  private static void leave(Place place, EngineEvent.StageEntered next, boolean hole) {
    Interval open = place.interval();
    Interval told =
        open.blockedBy() == null && waits(open.stage()) && !hole
            ? blocked(open, next.blockedBy())
            : open;
    place.lane().end(hole ? gap(told) : told, next.at());
  }

  private void open(LaneTrack lane, EngineEvent.StageEntered entered, boolean hole) {
    long start = entered.at();
    if (!lane.isQueue()) {
      // One message at a time per connection: what another proof left open was ended by a record
      // that was dropped, and the time behind the connection is drawn as what the connection did.
      for (Interval other : List.copyOf(lane.open())) {
        lane.end(gap(other), entered.at());
        places.remove(other.proof().serial());
      }
      if (entered.stage() == Stage.BEHIND_CONNECTION) {
        start = Math.max(start, lane.lastEnd());
      }
    }
    Interval interval =
        new Interval(
            entered.proof(),
            entered.stage(),
            start,
            Timeline.OPEN,
            waits(entered.stage()) ? entered.blockedBy() : null,
            entered.note(),
            hole,
            entered.unverified());
    lane.put(interval);
    places.put(entered.proof().serial(), new Place(lane, interval, entered.step()));
  }

  /** The lock itself tells who is in the way of a proof that waits for it. */
  private void noteBlocker(EngineEvent.WaitBegan wait) {
    Place place = places.get(wait.actor().serial());
    if (place != null && place.interval().stage() == waitFor(wait.lock().kind())) {
      Interval interval = blocked(place.interval(), wait.holder());
      place.lane().put(interval);
      places.put(wait.actor().serial(), new Place(place.lane(), interval, place.step()));
    }
  }

  private static Stage waitFor(LockKind kind) {
    return switch (kind) {
      case USER, USER_MAP -> Stage.WAITING_USER_LOCK;
      case BATCH, POSTING_FLAG -> Stage.WAITING_BATCH_LOCK;
      case DISABLED_VERIFIERS -> Stage.WAITING_VERIFIER;
    };
  }

  private static boolean waits(Stage stage) {
    return switch (stage) {
      case BEHIND_CONNECTION, WAITING_USER_LOCK, WAITING_VERIFIER, WAITING_BATCH_LOCK -> true;
      default -> false;
    };
  }

  private static Interval blocked(Interval of, @Nullable Actor by) {
    return new Interval(
        of.proof(), of.stage(), of.start(), of.end(), by, of.note(), of.gap(), of.unverified());
  }

  private static Interval gap(Interval of) {
    return new Interval(
        of.proof(),
        of.stage(),
        of.start(),
        of.end(),
        of.blockedBy(),
        of.note(),
        true,
        of.unverified());
  }

  @Override
  public void publish(long now) {
    if (nextUpkeep == Long.MIN_VALUE || now - nextUpkeep >= 0) {
      nextUpkeep = now + UPKEEP_NANOS;
      endWhatEndedUntold(now);
      lanes.trim(now - KEPT_NANOS);
      faults.trim(now - KEPT_NANOS);
      blocks.trim(MOST_BLOCKS, now - KEPT_NANOS, Block::at);
    }
    lanes.publish();
    publishedBlocks = blocks.slice();
  }

  /**
   * After records were dropped, ends the intervals of proofs that are no longer on their way. A
   * proof is suspected once and ended at the next upkeep: until then its end may still be in the
   * ring.
   */
  private void endWhatEndedUntold(long now) {
    long drops = journal.notDrawn();
    if (drops == dropsSeen && suspects.isEmpty()) {
      return;
    }
    dropsSeen = drops;
    Set<Long> ended = new HashSet<>();
    for (Place place : List.copyOf(places.values())) {
      Actor.Proof proof = place.interval().proof();
      if (journal.current(proof).isPresent()) {
        continue;
      }
      if (suspects.contains(proof.serial())) {
        place.lane().end(gap(place.interval()), now);
        places.remove(proof.serial());
      } else {
        ended.add(proof.serial());
      }
    }
    suspects = ended;
  }
}
