package io.batcherconsole.engine.event;

/**
 * Where a proof is on its way. A proof enters one stage after another; the stage lasts until the
 * next begins.
 */
public enum Stage {
  /** Received, and behind an earlier message of its own connection. */
  BEHIND_CONNECTION("waits behind its own connection", Phase.ADMISSION),
  /** Decoding, chain id, size, signature, minimum fee, funds: no lock is held. */
  CHECKING("being checked", Phase.ADMISSION),
  WAITING_USER_LOCK("waits for its user's lock", Phase.ADMISSION),
  /** Holds the user lock: first contact, nonce, fee, balance. */
  VALIDATING("checking nonce, fee and balance", Phase.HOLD),
  /** Holds the user lock while an injected delay runs. */
  INJECTED_DELAY("held by an injected delay", Phase.HOLD),
  WAITING_VERIFIER("waits for a verifier", Phase.HOLD),
  VERIFYING("verifying", Phase.HOLD),
  WAITING_BATCH_LOCK("waits for the batch lock", Phase.HOLD),
  /** Holds the batch lock: the rules run again, then the push. */
  ENQUEUEING("entering the queue", Phase.HOLD),
  QUEUED("queued", Phase.QUEUE),
  IN_BATCH("in a batch on its way to the chain", Phase.QUEUE),
  /** The batch is on chain and the inclusion reply is on its way. */
  POSTED("posted", Phase.END),
  REFUSED("refused", Phase.END),
  /** A proof with the same nonce and a higher fee took its place. */
  REPLACED("replaced", Phase.END),
  /** Pushed out of a full queue by a higher fee. */
  EVICTED("evicted", Phase.END),
  /** Removed with the whole queue, or because the user unlocked their funds. */
  FLUSHED("flushed", Phase.END),
  /** The client went away before the proof entered the queue. */
  ABANDONED("abandoned", Phase.END);

  /** Groups of stages: what a lane draws alike. */
  public enum Phase {
    /** Before any lock is held. */
    ADMISSION,
    /** The user lock is held. */
    HOLD,
    /** In the queue or in a batch. */
    QUEUE,
    /** Nothing follows. */
    END
  }

  private final String sentence;
  private final Phase phase;

  Stage(String sentence, Phase phase) {
    this.sentence = sentence;
    this.phase = phase;
  }

  /** What a proof in this stage does: "waits for its user's lock". */
  public String sentence() {
    return sentence;
  }

  public Phase phase() {
    return phase;
  }
}
