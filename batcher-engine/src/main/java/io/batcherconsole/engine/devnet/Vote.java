package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.chain.ServiceManager.NewBatch;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;

/** What an operator says of a batch. */
sealed interface Vote {
  NewBatch batch();

  Address operator();

  /**
   * It vouches for the batch.
   *
   * @param signature r, s, v of 65 bytes over the batch's id
   */
  record Signed(NewBatch batch, Address operator, Bytes signature) implements Vote {}

  /**
   * It does not.
   *
   * @param reason half a sentence
   */
  record Refused(NewBatch batch, Address operator, String reason) implements Vote {}
}
