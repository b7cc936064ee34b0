package io.batcherconsole.engine.locking;

/**
 * What goes wrong, or is contended for, in the locking of a batcher. Each is read in a rule of the
 * original or of one of its drafts; a design that reproduces it names it among its hazards.
 */
public enum Hazard {
  VERIFY_UNDER_BATCH_LOCK(
      "verify-under-batch-lock",
      "One slow proof stops every user and the building of batches.",
      Under.PREVENTED),
  JUNK_VERIFIED_FIRST(
      "junk-verified-first",
      "Proofs with a wrong nonce or fee are verified before they are refused.",
      Under.PREVENTED),
  CONNECTION_HEAD_OF_LINE(
      "connection-head-of-line",
      "A connection's messages are taken one at a time: a wait that is no lock.",
      Under.BY_DESIGN),
  SAME_USER_TWO_SOCKETS(
      "same-user-two-sockets",
      "A user's second connection waits for the first one's proof; other users pass.",
      Under.BY_DESIGN),
  QUEUE_OVERFLOW(
      "queue-overflow",
      "Room is looked for and the proof pushed in two holds of the batch lock: the queue grows"
          + " beyond its limit.",
      Under.PREVENTED),
  LOST_EXCLUSION(
      "lost-exclusion",
      "A user's lock is forgotten while somebody waits for it: two proofs of one user are inside at"
          + " once, and one nonce is admitted twice.",
      Under.PREVENTED),
  DRAIN_DEADLOCK(
      "drain-deadlock",
      "The builder holds the map of user locks while it waits for each user, and a user who is"
          + " inside needs the map to leave: nobody moves.",
      Under.PREVENTED),
  REPLACEMENT_STALLS_ALL(
      "replacement-stalls-all",
      "A replacement is verified under the batch lock: every user waits for it.",
      Under.PREVENTED),
  RESTORE_SELF_DEADLOCK(
      "restore-self-deadlock",
      "Restoring a failed batch into a full queue asks for the map of users, which it holds"
          + " itself.",
      Under.PREVENTED),
  RESTORE_INVERSION(
      "restore-inversion",
      "Restoring takes the batch lock and then a user's; admission takes them the other way round.",
      Under.PREVENTED),
  DISABLED_VERIFIERS_DEADLOCK(
      "disabled-verifiers-deadlock",
      "A flush holds the list of disabled verifiers and wants the batch lock; a replacement holds"
          + " the batch lock and wants the list.",
      Under.PREVENTED),
  POSTING_FLAG_DEADLOCK(
      "posting-flag-deadlock",
      "After a failure the posting flag is held while the restore wants the batch lock; the next"
          + " block's task holds the batch lock and wants the flag.",
      Under.PREVENTED),
  DOUBLE_MUTEX_NEW_USER(
      "double-mutex-new-user",
      "Two first proofs of a new user each make a lock, and the second replaces the first's: both"
          + " are inside at once.",
      Under.PREVENTED),
  RPC_UNDER_USER_LOCK(
      "rpc-under-user-lock",
      "The chain is asked for the balance under the user's lock: a slow node makes the user's other"
          + " connections wait until their time-out.",
      Under.BOUNDED),
  IO_UNDER_LOCKS(
      "io-under-locks",
      "A flush sends its replies and asks the chain under the batch lock: a client that does not"
          + " read stalls everyone.",
      Under.PREVENTED),
  ARBITRARY_EVICTION(
      "arbitrary-eviction",
      "A full queue gives up whichever cheaper proof comes first, not the cheapest, and can leave a"
          + " hole among a user's nonces.",
      Under.PREVENTED),
  SILENT_DROP_ON_RESTORE(
      "silent-drop-on-restore",
      "A restored proof that finds no room is dropped without a reply, and its user is left with a"
          + " nonce that nobody has.",
      Under.PREVENTED),
  ORPHANED_REPLY(
      "orphaned-reply",
      "A replacement closes the old proof's connection before its last check; when that refuses it,"
          + " the old proof has nobody to answer to.",
      Under.PREVENTED),
  CANCEL_RACE(
      "cancel-race",
      "A transaction is mined although its cancel is too: the batch is restored though it is on"
          + " chain, and its users pay twice or it reverts for ever.",
      Under.BOUNDED),
  SLOW_READER_HOLDS_POSTING(
      "slow-reader-holds-posting",
      "Inclusion replies are awaited one by one: a client that does not read keeps the next batch"
          + " from being taken.",
      Under.BOUNDED),
  SERVER_BUSY_WAVE(
      "server-busy-wave",
      "A question for a nonce needs the map of users: while anybody holds it, every question waits"
          + " and is then answered that the server is busy.",
      Under.PREVENTED);

  private final String id;
  private final String sentence;
  private final Under ordered;

  Hazard(String id, String sentence, Under ordered) {
    this.id = id;
    this.sentence = sentence;
    this.ordered = ordered;
  }

  /** What becomes of a hazard under our own design. */
  public enum Under {
    /** It cannot begin. */
    PREVENTED("prevented"),
    /** It can begin, and ends within a stated bound with an answer to everyone. */
    BOUNDED("bounded"),
    /** It is the rule. */
    BY_DESIGN("by design");

    private final String words;

    Under(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Its name in texts, scenarios and on the command line. */
  public String id() {
    return id;
  }

  /** What happens, for a person. */
  public String sentence() {
    return sentence;
  }

  /** What becomes of it under {@code ordered}. */
  public Under ordered() {
    return ordered;
  }
}
