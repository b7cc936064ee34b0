package io.batcherconsole.engine.batch;

import java.math.BigInteger;

/** Hears what posting batches costs, to count it. Called on the poster's thread; must not block. */
public interface PostingListener {
  /** Hears nothing. */
  PostingListener NONE = new PostingListener() {};

  /** A batch passed its simulation and goes out at this price, wei per gas. */
  default void priced(BigInteger gasPrice) {}

  /** A createNewTask is in a block and cost this much gas, in wei, whether it reverted or not. */
  default void mined(BigInteger cost) {}

  /** There was no receipt in time: the transaction is being cancelled. */
  default void cancelling() {}

  /** A cancelling transaction is in a block and cost this much gas, in wei. */
  default void cancelled(BigInteger cost) {}

  /** A batch that had passed its simulation is not on chain. */
  default void reverted() {}
}
