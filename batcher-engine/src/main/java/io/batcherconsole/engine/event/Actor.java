package io.batcherconsole.engine.event;

import java.math.BigInteger;

/**
 * Who holds a lock or waits for one: a piece of work, never a thread. The serial is unique within
 * an engine, so that two attempts with the same nonce are told apart.
 */
public sealed interface Actor {
  /** Unique within the engine, ascending in order of creation. */
  long serial();

  /** A few characters for a person: "A·12", "batch #7", "nonce query of B". */
  String label();

  /**
   * One submission in admission.
   *
   * @param connection 1-based number of the connection among its user's open connections ("c1")
   */
  record Proof(long serial, UserTag user, BigInteger nonce, int connection) implements Actor {
    @Override
    public String label() {
      return user.name() + "·" + nonce;
    }
  }

  /** The task that builds, posts, settles or restores a batch; the number is the batch's. */
  record BatchBuilder(long serial, long batch) implements Actor {
    @Override
    public String label() {
      return "batch #" + batch;
    }
  }

  /** A question from a client, such as its next nonce. */
  record Query(long serial, UserTag user) implements Actor {
    @Override
    public String label() {
      return "query of " + user.name();
    }
  }

  /** Periodic or block-driven upkeep of the engine. */
  record Upkeep(long serial, String task) implements Actor {
    @Override
    public String label() {
      return task;
    }
  }
}
