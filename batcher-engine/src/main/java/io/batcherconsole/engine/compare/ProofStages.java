package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.EngineEvent;
import io.batcherconsole.engine.event.EngineEvent.StageEntered;
import io.batcherconsole.engine.event.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps the stages of some users' proofs while a load is played, as many as the load has proofs.
 * Written by the collector's thread, read when the load is over; guarded by itself.
 */
public final class ProofStages implements Consumer<EngineEvent> {
  private final Set<String> users;

  /** By the proof's serial, in order of arrival. Guarded by {@code this}. */
  private final Map<Long, List<StageEntered>> proofs = new LinkedHashMap<>();

  /**
   * @param users short names of the users whose proofs are kept
   */
  public ProofStages(Set<String> users) {
    this.users = Set.copyOf(users);
  }

  @Override
  public void accept(EngineEvent event) {
    if (event instanceof StageEntered entered && users.contains(entered.proof().user().name())) {
      synchronized (this) {
        proofs.computeIfAbsent(entered.proof().serial(), serial -> new ArrayList<>()).add(entered);
      }
    }
  }

  /** What is known now, proofs in order of arrival. */
  public synchronized List<Way> ways() {
    return proofs.values().stream().map(Way::new).toList();
  }

  /** One proof's way: the stages it entered, in order. */
  public record Way(List<StageEntered> stages) {
    public Way {
      stages = stages.stream().sorted(Comparator.comparingInt(StageEntered::step)).toList();
    }

    Actor.Proof proof() {
      return stages.getFirst().proof();
    }

    String user() {
      return proof().user().name();
    }

    /** When it was received, ns. */
    long arrived() {
      return stages.getFirst().at();
    }

    /** When it first entered {@code stage}, ns. */
    OptionalLong at(Stage stage) {
      return stages.stream()
          .filter(entered -> entered.stage() == stage)
          .mapToLong(StageEntered::at)
          .findFirst();
    }

    /** Time from its arrival until it was queued, ns; empty when it was not. */
    OptionalLong toTheQueue() {
      OptionalLong queued = at(Stage.QUEUED);
      return queued.isEmpty() ? queued : OptionalLong.of(queued.getAsLong() - arrived());
    }

    /** Time from being queued until it was posted, ns; empty when it was not. */
    OptionalLong toTheChain() {
      OptionalLong posted = at(Stage.POSTED);
      OptionalLong queued = at(Stage.QUEUED);
      return posted.isEmpty() || queued.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(posted.getAsLong() - queued.getAsLong());
    }

    /** Time in {@code stage} in all, ns; empty when it never was in it. */
    OptionalLong in(Stage stage) {
      long sum = 0;
      boolean was = false;
      for (int i = 0; i + 1 < stages.size(); i++) {
        if (stages.get(i).stage() == stage) {
          was = true;
          sum += stages.get(i + 1).at() - stages.get(i).at();
        }
      }
      return was ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** Whether it was in {@code stage} at {@code moment} ns. */
    boolean wasIn(Stage stage, long moment) {
      for (int i = 0; i < stages.size(); i++) {
        if (stages.get(i).stage() == stage && stages.get(i).at() <= moment) {
          return i + 1 == stages.size() || stages.get(i + 1).at() > moment;
        }
      }
      return false;
    }
  }

  /** Those of {@code user}. */
  static List<Way> of(String user, Collection<Way> ways) {
    return ways.stream().filter(way -> way.user().equals(user)).toList();
  }
}
