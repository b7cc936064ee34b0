package io.batcherconsole.engine.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree over a batch's leaves in batch order, padded to a power of two by repeating the
 * last leaf; a parent is the hash of its children side by side (batcher.md §3.2). Immutable.
 */
public final class MerkleTree {
  /** Heap order: the root at 1, the children of i at 2i and 2i+1, the leaves last. */
  private final Hash[] nodes;

  private final int leaves;

  private MerkleTree(Hash[] nodes, int leaves) {
    this.nodes = nodes;
    this.leaves = leaves;
  }

  /**
   * Builds the tree, with one hash for each of its inner nodes.
   *
   * @throws IllegalArgumentException when there is no leaf
   */
  public static MerkleTree of(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("a Merkle tree needs at least one leaf");
    }
    int last = leaves.size() - 1;
    int width = last == 0 ? 1 : Integer.highestOneBit(last) << 1;
    Hash[] nodes = new Hash[2 * width];
    for (int i = 0; i < width; i++) {
      nodes[width + i] = leaves.get(Math.min(i, last));
    }
    for (int i = width - 1; i > 0; i--) {
      nodes[i] = parent(nodes[2 * i], nodes[2 * i + 1]);
    }
    return new MerkleTree(nodes, leaves.size());
  }

  public Hash root() {
    return nodes[1];
  }

  /** Number of leaves, without the padding. */
  public int size() {
    return leaves;
  }

  /** The siblings on the way from leaf {@code index} to the root; empty for a single leaf. */
  public List<Hash> path(int index) {
    if (index < 0 || index >= leaves) {
      throw new IndexOutOfBoundsException("leaf " + index + " of " + leaves);
    }
    List<Hash> path = new ArrayList<>();
    for (int node = nodes.length / 2 + index; node > 1; node /= 2) {
      path.add(nodes[node ^ 1]);
    }
    return List.copyOf(path);
  }

  /** Whether {@code path} leads from {@code leaf} at {@code index} to {@code root}. */
  public static boolean verify(Hash leaf, List<Hash> path, long index, Hash root) {
    Hash node = leaf;
    long position = index;
    for (Hash sibling : path) {
      node = (position & 1) == 0 ? parent(node, sibling) : parent(sibling, node);
      position >>= 1;
    }
    return position == 0 && node.equals(root);
  }

  private static Hash parent(Hash left, Hash right) {
    return Keccak.hash(left.bytes(), right.bytes());
  }
}
