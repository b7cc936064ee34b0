package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.ChainClient.Log;
import io.batcherconsole.engine.chain.ChainClient.Receipt;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The blocks, and what happened in them. Old ones are forgotten, as by a pruned node. */
final class Ledger {
  /** How many blocks are remembered: 4 hours of blocks every 2 s. */
  static final int REMEMBERED = 7200;

  /**
   * A block.
   *
   * @param stateBefore mark of the {@link ChangeLog} before it
   */
  record Block(Head head, List<Receipt> receipts, long stateBefore) {}

  /** Consecutive; the newest last. */
  private final List<Block> blocks = new ArrayList<>();

  private final Map<Hash, Receipt> receipts = new HashMap<>();

  /** Blocks ever made: tells two blocks of one number apart. */
  private long made;

  Head head() {
    return blocks.getLast().head();
  }

  /** Adds the next block. */
  Head append(long timestamp, List<Receipt> mined, long stateBefore) {
    long number = blocks.isEmpty() ? 0 : head().number() + 1;
    Bytes parent = blocks.isEmpty() ? Hash.ZERO.bytes() : head().hash().bytes();
    byte[] header =
        ByteBuffer.allocate(3 * Long.BYTES)
            .putLong(number)
            .putLong(timestamp)
            .putLong(made++)
            .array();
    Hash hash = Keccak.hash(parent, Bytes.wrap(header));
    Block block = new Block(new Head(number, timestamp, hash), List.copyOf(mined), stateBefore);
    blocks.add(block);
    mined.forEach(receipt -> receipts.put(receipt.transaction(), receipt));
    return block.head();
  }

  /** Forgets the oldest block when there are too many; returns the mark that is still needed. */
  long prune() {
    if (blocks.size() > REMEMBERED) {
      blocks.removeFirst().receipts().forEach(old -> receipts.remove(old.transaction()));
    }
    return blocks.getFirst().stateBefore();
  }

  /**
   * Makes {@code number} the newest block and returns the mark of the state after it; empty when it
   * is the newest already.
   *
   * @throws IllegalArgumentException when there is no such block, or no longer
   */
  OptionalLong rewind(long number) {
    long oldest = blocks.getFirst().head().number();
    if (number < oldest || number > head().number()) {
      throw new IllegalArgumentException(
          "Block %d is not one of the remembered blocks %d to %d."
              .formatted(number, oldest, head().number()));
    }
    OptionalLong state = OptionalLong.empty();
    while (head().number() > number) {
      Block last = blocks.removeLast();
      last.receipts().forEach(gone -> receipts.remove(gone.transaction()));
      state = OptionalLong.of(last.stateBefore());
    }
    return state;
  }

  Optional<Receipt> receipt(Hash transaction) {
    return Optional.ofNullable(receipts.get(transaction));
  }

  /** Logs of a contract with a first topic, between two blocks, both inclusive. */
  List<Log> logs(Address contract, Hash topic, long from, long to) {
    long oldest = blocks.getFirst().head().number();
    int first = Math.toIntExact(Math.clamp(from - oldest, 0, blocks.size()));
    int end = Math.toIntExact(Math.clamp(to - oldest + 1, first, blocks.size()));
    return blocks.subList(first, end).stream()
        .flatMap(block -> block.receipts().stream())
        .flatMap(receipt -> receipt.logs().stream())
        .filter(log -> log.contract().equals(contract) && log.topics().getFirst().equals(topic))
        .toList();
  }
}
