package io.batcherconsole.engine.storage;

import io.batcherconsole.engine.protocol.Hash;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every batch in two places. One is enough for a batch to go on chain; its pointer names those that
 * have it, joined by a comma, the first one first (batcher.md §3.5).
 */
public final class TwoStores implements BatchStore {
  private static final Logger log = LoggerFactory.getLogger(TwoStores.class);

  private final BatchStore first;
  private final BatchStore second;

  public TwoStores(BatchStore first, BatchStore second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public URI put(Hash root, byte[] file) throws StoreException, InterruptedException {
    URI pointer;
    try {
      pointer = first.put(root, file);
    } catch (StoreException noFirst) {
      return onlySecond(root, file, noFirst);
    }
    try {
      return URI.create(pointer + "," + second.put(root, file));
    } catch (StoreException noSecond) {
      log.warn("stored in the first of two places only: {}", noSecond.getMessage());
      return pointer;
    }
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }

  private URI onlySecond(Hash root, byte[] file, StoreException noFirst)
      throws StoreException, InterruptedException {
    try {
      URI pointer = second.put(root, file);
      log.warn("stored in the second of two places only: {}", noFirst.getMessage());
      return pointer;
    } catch (StoreException neither) {
      neither.addSuppressed(noFirst);
      throw new StoreException(noFirst.getMessage() + "; and " + neither.getMessage(), neither);
    }
  }
}
