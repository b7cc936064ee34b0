package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import java.math.BigInteger;
import java.util.Arrays;

/** How the contract checks a Merkle path (batcher.md §3.2). */
final class MerklePath {
  private MerklePath() {}

  /**
   * Whether a path leads from a leaf to a root. An index outside the tree is refused.
   *
   * @param path siblings of 32 bytes each, from the leaf's level up
   */
  static boolean leads(Hash leaf, Bytes path, BigInteger index, Hash root) {
    if (path.size() % Hash.SIZE != 0) {
      return false;
    }
    Bytes node = leaf.bytes();
    BigInteger position = index;
    for (int i = 0; i < path.size(); i += Hash.SIZE) {
      Bytes sibling = Bytes.wrap(Arrays.copyOfRange(path.view(), i, i + Hash.SIZE));
      Hash parent = position.testBit(0) ? Keccak.hash(sibling, node) : Keccak.hash(node, sibling);
      node = parent.bytes();
      position = position.shiftRight(1);
    }
    return position.signum() == 0 && node.equals(root.bytes());
  }
}
