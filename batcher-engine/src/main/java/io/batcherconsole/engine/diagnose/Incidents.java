package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.EngineEvent.LockUsed;
import io.batcherconsole.engine.event.EngineEvent.StageEntered;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.Projection;
import io.batcherconsole.engine.event.Stage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks the incidents of the last minute out of the event records. What happened in records that
 * were dropped is not seen; nothing is seen that did not happen. {@link #recent} may be called from
 * any thread, the rest is the collector's.
 */
public final class Incidents implements Projection {
  private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST = 512;

  /** Most proofs and users that are followed. */
  private static final int MOST_FOLLOWED = 4096;

  /** Holds of one user that are compared with the next one. */
  private static final int HOLDS_COMPARED = 8;

  private final Deque<Incident> incidents = new ArrayDeque<>();

  /** Proofs in admission, by serial. */
  private final Map<Long, Way> ways = new Bounded<>();

  /** The latest holds by the name of the user's lock. */
  private final Map<String, Deque<LockUsed>> holds = new Bounded<>();

  private boolean changed;
  private volatile List<Incident> published = List.of();

  /**
   * A proof's way so far.
   *
   * @param validated whether nonce and fee were looked at
   * @param early whether it was verified before that
   */
  private record Way(boolean validated, boolean early, Stage last) {}

  /** Forgets the oldest when it is full. */
  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST_FOLLOWED;
    }
  }

  /** The incidents of the last minute, oldest first; when there are very many, the latest. */
  List<Incident> recent() {
    return published;
  }

  @Override
  public void accept(EngineEvent event) {
    switch (event) {
      case StageEntered entered -> follow(entered);
      case LockUsed used when used.lock().kind() == LockKind.USER && used.granted() ->
          compare(used);
      case EngineEvent.UnfairEviction eviction -> add(new Incident.UnfairEviction(eviction));
      default -> {}
    }
  }

  private void follow(StageEntered entered) {
    long proof = entered.proof().serial();
    Stage stage = entered.stage();
    Way before = ways.remove(proof);
    if (stage.phase() == Stage.Phase.QUEUE || stage.phase() == Stage.Phase.END) {
      if (stage == Stage.REFUSED && before != null && before.early() && !verifies(before.last())) {
        add(new Incident.JunkVerified(entered.at(), entered.proof(), entered.note()));
      }
      return;
    }
    boolean validated = stage == Stage.VALIDATING || (before != null && before.validated());
    boolean early = (before != null && before.early()) || (verifies(stage) && !validated);
    ways.put(proof, new Way(validated, early, stage));
  }

  private static boolean verifies(Stage stage) {
    return stage == Stage.WAITING_VERIFIER || stage == Stage.VERIFYING;
  }

  private void compare(LockUsed used) {
    Deque<LockUsed> latest = holds.computeIfAbsent(used.lock().name(), name -> new ArrayDeque<>());
    for (LockUsed other : latest) {
      if (other.lock().serial() != used.lock().serial()
          && other.got() < used.released()
          && used.got() < other.released()) {
        boolean usedFirst = used.got() < other.got();
        add(
            new Incident.TwoHolders(
                Math.max(used.got(), other.got()),
                usedFirst ? used : other,
                usedFirst ? other : used));
      }
    }
    latest.addLast(used);
    if (latest.size() > HOLDS_COMPARED) {
      latest.removeFirst();
    }
  }

  private void add(Incident incident) {
    incidents.addLast(incident);
    if (incidents.size() > MOST) {
      incidents.removeFirst();
    }
    changed = true;
  }

  @Override
  public void publish(long now) {
    while (!incidents.isEmpty() && now - incidents.getFirst().at() > KEPT_NANOS) {
      incidents.removeFirst();
      changed = true;
    }
    if (changed) {
      published = List.copyOf(incidents);
      changed = false;
    }
  }
}
