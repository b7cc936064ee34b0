package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.protocol.ProvingSystem;

/**
 * Hears how each submission's admission ends, to count it. Called once per submission on its
 * connection's thread, with no lock held; must not block. All times are since the message was
 * received, in ns.
 */
public interface AdmissionListener {
  /** Hears nothing. */
  AdmissionListener NONE = new AdmissionListener() {};

  /** It is in the queue. */
  default void queued(long nanos) {}

  /** It was answered with an error. */
  default void refused(Rejection rejection, ProvingSystem system, long nanos) {}

  /** The client went away, or the engine stops. */
  default void abandoned(long nanos) {}
}
