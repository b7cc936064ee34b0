package io.batcherconsole.engine.chain;

/**
 * Makes a development node put what is pending into a block at once, instead of at its next block:
 * for preparing a chain without waiting. Who mines early loses nothing, so a node that cannot is
 * left alone.
 */
@FunctionalInterface
public interface MineNow {
  /** For a chain whose blocks are not ours to make. */
  MineNow NEVER = () -> {};

  /** Returns when the block is made, after a bounded time. */
  void mine() throws ChainException;
}
