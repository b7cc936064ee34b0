package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.storage.BatchStore;
import io.batcherconsole.engine.storage.StoreException;
import java.net.URI;

/**
 * A store with a fault point in front of it.
 *
 * @param store where files really go
 */
public record FaultyStore(BatchStore store, FaultInjector faults) implements BatchStore {
  @Override
  public void close() {
    store.close();
  }

  @Override
  public URI put(Hash root, byte[] file) throws StoreException, InterruptedException {
    if (faults.pass(FaultPoint.STORE, FaultSubject.of("batch file")).fails()) {
      throw new StoreException("an injected fault: the batch file was not stored");
    }
    return store.put(root, file);
  }
}
