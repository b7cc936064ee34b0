package io.batcherconsole.app.lanes;

/** What fills a column of a lane. In order of rank: where two meet in a column the later wins. */
enum Fill {
  NOTHING,
  /** Behind an earlier message of its connection: dots. */
  BEHIND,
  /** Being checked before any lock: a thin line. */
  CHECKING,
  /** In the queue: a thin line. */
  QUEUED,
  /** In a batch on its way to the chain: a double line. */
  IN_BATCH,
  /** Holds a lock: solid, full height. */
  HOLDING,
  /** Waits for its user's lock: diagonal hatch. */
  WAITING_USER,
  /** A record of it was dropped: what happened is not known. */
  NOT_DRAWN
}
