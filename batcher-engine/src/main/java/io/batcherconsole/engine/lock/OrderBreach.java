package io.batcherconsole.engine.lock;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The order of locks was broken. It is one whether or not anybody was blocked by it: the same steps
 * at another moment can be a deadlock.
 *
 * @param kind how it was broken
 * @param order the order that was declared
 * @param asks who asked for what while holding what: the one that broke the order first, then for
 *     {@link Kind#CIRCLE} those that lead back to where it began, each the first of its kind
 */
public record OrderBreach(Kind kind, LockOrder order, List<NestedAsk> asks) {
  public OrderBreach {
    asks = List.copyOf(asks);
  }

  /** How an order can be broken, worst first. */
  public enum Kind {
    /** A lock was asked for by the one who holds it; it is not re-entrant. */
    ITSELF,
    /** Two locks of a kind were nested; among them there is no order. */
    SAME_KIND,
    /** Kinds of lock were nested one way and, by way of others or directly, the other way round. */
    CIRCLE,
    /** The design does not declare the nesting. */
    NOT_DECLARED
  }

  /** The one that broke the order. */
  public NestedAsk first() {
    return asks.getFirst();
  }

  /** What happened and why it matters, for a person. */
  public String sentence() {
    String what = asks.stream().map(NestedAsk::sentence).collect(Collectors.joining(", and "));
    return what
        + switch (kind) {
          case ITSELF -> ": it waits for itself until its time-out.";
          case SAME_KIND ->
              ": locks of a kind have no order, and whoever takes the two the other way round can"
                  + " block both.";
          case CIRCLE -> ": taken at the same moment, each waits for the other.";
          case NOT_DECLARED ->
              ", which " + order.design() + " does not allow (" + order.inWords() + ").";
        };
  }
}
