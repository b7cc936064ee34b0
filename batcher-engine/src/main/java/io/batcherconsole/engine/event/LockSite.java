package io.batcherconsole.engine.event;

/** Where in the engine a lock is taken, in words for a person. */
public enum LockSite {
  FIND_USER("finding a user's lock"),
  FORGET_USER("forgetting a user's lock"),
  ADMISSION("admission of a proof"),
  VERIFIER_ENABLED("looking whether a verifier is disabled"),
  VALIDATE("checking nonce, fee and balance"),
  REPLACE("replacing a queued proof"),
  ENQUEUE("putting the proof into the queue"),
  NONCE_QUERY("answering a nonce query"),
  LAST_MAX_FEE_QUERY("answering a max-fee query"),
  DRAIN("waiting until every user is outside"),
  EXTRACT("taking the next batch from the queue"),
  LOOK_AT_FLAG("looking whether a batch is on its way"),
  CLEAR_FLAG("clearing the posting flag"),
  SETTLE("settling a posted batch"),
  RESTORE("restoring a failed batch"),
  FLUSH("flushing the queue"),
  UNLOCK_REMOVAL("removing proofs of an unlocked user"),
  /** The diagnosis; it takes only what is free, and its own holds are in no statistics. */
  AUDIT("reading the books");

  private final String sentence;

  LockSite(String sentence) {
    this.sentence = sentence;
  }

  /** What is being done there: "admission of a proof". */
  public String sentence() {
    return sentence;
  }
}
