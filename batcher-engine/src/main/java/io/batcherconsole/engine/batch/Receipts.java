package io.batcherconsole.engine.batch;

import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.EngineRuntime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receipts of the batcher's own transactions; who has none knows nothing for certain. */
final class Receipts {
  private static final Logger log = LoggerFactory.getLogger(Receipts.class);

  private final EngineRuntime runtime;
  private final ChainClient chain;
  private final PostingSettings settings;

  Receipts(EngineRuntime runtime, ChainClient chain, PostingSettings settings) {
    this.runtime = runtime;
    this.chain = chain;
    this.settings = settings;
  }

  /** Empty when there was no receipt within the time-out; a silent node counts as no receipt. */
  Optional<ChainClient.Receipt> await(Hash transaction) throws InterruptedException {
    long deadline = runtime.nanoTime() + settings.receiptTimeout().toNanos();
    while (true) {
      Optional<ChainClient.Receipt> receipt = now(transaction);
      if (receipt.isPresent()) {
        return receipt;
      }
      if (runtime.nanoTime() >= deadline) {
        return Optional.empty();
      }
      runtime.sleep(settings.receiptPoll());
    }
  }

  /** Empty when there is none yet, or the node does not tell. */
  Optional<ChainClient.Receipt> now(Hash transaction) {
    try {
      return chain.receipt(transaction);
    } catch (ChainException silent) {
      log.debug("no answer about {}: {}", transaction, silent.getMessage());
      return Optional.empty();
    }
  }
}
