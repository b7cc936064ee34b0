package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.Funds;
import io.batcherconsole.engine.state.Ruling;
import java.math.BigInteger;

/**
 * An older design with a lock per user, and the original's rule before the push (batcher.md §4.1
 * row 12): what was checked before the verification is trusted, because the user's lock is held.
 * Wherever that lock fails to exclude, a nonce is admitted twice. Only a replacement looks once
 * more for the proof that it replaces.
 */
interface TrustingDesign extends OlderDesign {
  @Override
  default Ruling judgeAgain(
      BatchState.Access access,
      Address user,
      BigInteger nonce,
      BigInteger maxFee,
      Funds funds,
      Ruling before) {
    return before instanceof Ruling.Append ? before : access.judge(user, nonce, maxFee, funds);
  }
}
