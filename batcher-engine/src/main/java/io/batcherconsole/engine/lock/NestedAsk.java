package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockSite;

/**
 * An actor asked for a lock while it held another one.
 *
 * @param outer the lock that it held
 * @param outerSite where it had taken that
 * @param inner the lock that it asked for
 * @param innerSite where it asked
 * @param at when it asked, ns
 */
public record NestedAsk(
    Actor actor, LockId outer, LockSite outerSite, LockId inner, LockSite innerSite, long at) {
  /** "A·12 asked for the batch lock (…) while it held user A's lock (…)". */
  public String sentence() {
    return actor.label()
        + " asked for "
        + inner.inWords()
        + " ("
        + innerSite.sentence()
        + ") while it held "
        + outer.inWords()
        + " ("
        + outerSite.sentence()
        + ")";
  }
}
