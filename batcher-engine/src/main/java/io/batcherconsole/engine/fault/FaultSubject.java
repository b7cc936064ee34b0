package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.protocol.ProvingSystem;
import org.jspecify.annotations.Nullable;

/**
 * Who passes a fault point, as far as it is known there.
 *
 * @param label for a person: "A·12", "balance of A", "batch poster"
 * @param actor whose stage tells that it is held; null when there is none
 * @param user null when it is nobody's
 * @param connection number among the user's connections; 0 when unknown
 * @param system of the proof; null when unknown
 */
public record FaultSubject(
    String label,
    @Nullable Actor actor,
    @Nullable UserTag user,
    int connection,
    @Nullable ProvingSystem system) {

  /** An actor whose proving system is unknown or who has none. */
  public static FaultSubject of(Actor actor) {
    return switch (actor) {
      case Actor.Proof proof ->
          new FaultSubject(proof.label(), proof, proof.user(), proof.connection(), null);
      case Actor.Query query -> new FaultSubject(query.label(), query, query.user(), 0, null);
      default -> new FaultSubject(actor.label(), actor, null, 0, null);
    };
  }

  /** A proof. */
  public static FaultSubject of(Actor.Proof proof, ProvingSystem system) {
    return new FaultSubject(proof.label(), proof, proof.user(), proof.connection(), system);
  }

  /** Something that is done on behalf of a user. */
  public static FaultSubject of(UserTag user, String what) {
    return new FaultSubject(what + " of " + user.name(), null, user, 0, null);
  }

  /** A part of the engine. */
  public static FaultSubject of(String label) {
    return new FaultSubject(label, null, null, 0, null);
  }
}
