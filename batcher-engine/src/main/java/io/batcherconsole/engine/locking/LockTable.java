package io.batcherconsole.engine.locking;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which lock a design holds across which stage, in words for a person.
 *
 * @param validate while nonce, fee and balance are checked
 * @param verify while the proof is verified
 * @param enqueue while it enters the queue
 * @param extract while a batch is taken out of the queue, and put back
 */
public record LockTable(String validate, String verify, String enqueue, String extract) {
  /** Stage → what is held, in the order of a proof's way. */
  public Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("validate", validate);
    rows.put("verify", verify);
    rows.put("enqueue", enqueue);
    rows.put("extract", extract);
    return rows;
  }
}
