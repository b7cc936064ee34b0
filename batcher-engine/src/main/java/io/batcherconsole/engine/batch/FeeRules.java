package io.batcherconsole.engine.batch;

import java.math.BigInteger;

/**
 * What batches cost besides the gas price (batcher.md §3.7 and §3.8).
 *
 * @param aggregatorGas gas that the aggregator's response costs
 * @param aggregatorFeePercent what the aggregator is paid, per cent of that
 * @param proofsForMinMaxFee proofs in the batch whose fee is the least that is admitted
 */
public record FeeRules(long aggregatorGas, long aggregatorFeePercent, int proofsForMinMaxFee) {
  /** The original's. */
  public static final FeeRules DEFAULT = new FeeRules(330_000, 125, 128);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** The price that is offered, per cent of the node's. */
  static final BigInteger RAISED = BigInteger.valueOf(110);

  /** What everything costs at a node's gas price in wei per gas, which is raised by 10 %. */
  public FeeModel at(BigInteger nodeGasPrice) {
    return new FeeModel(nodeGasPrice.multiply(RAISED).divide(HUNDRED), nodeGasPrice, this);
  }
}
