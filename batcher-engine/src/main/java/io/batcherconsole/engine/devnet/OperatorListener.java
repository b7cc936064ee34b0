package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;

/**
 * Told how a batch's verification goes, on the aggregator's thread; must not take long. That a
 * batch is verified, the chain tells: {@code BatchVerified}.
 */
public interface OperatorListener {
  /** One more operator signed: {@code signed} of {@code of} by now. */
  void onSigned(Hash root, int signed, int of);

  /**
   * An operator did not sign.
   *
   * @param reason half a sentence for a person
   */
  void onRefused(Hash root, Address operator, String reason);

  /**
   * The batch will not be verified.
   *
   * @param sentence why, for a person
   */
  void onUnverifiable(Hash root, String sentence);
}
