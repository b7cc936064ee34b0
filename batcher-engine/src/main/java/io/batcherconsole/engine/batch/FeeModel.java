package io.batcherconsole.engine.batch;

import java.math.BigInteger;

/**
 * What a batch costs and what each proof pays, in integer arithmetic and in the original's order
 * (batcher.md §3.8). Immutable.
 *
 * @param gasPrice wei per gas for everything on chain: the node's price raised by 10 %
 * @param nodeGasPrice wei per gas as the node said
 * @param rules what it costs besides the gas price
 */
public record FeeModel(BigInteger gasPrice, BigInteger nodeGasPrice, FeeRules rules) {
  /** Gas of createNewTask besides its proofs. */
  public static final long BASE_GAS = 125_000;

  /** Gas that each proof adds. */
  public static final long GAS_PER_PROOF = 2_000;

  /** The max fee that a proof of the non-paying address counts with: 0.02 ETH, in wei. */
  public static final BigInteger NON_PAYING_MAX_FEE = BigInteger.valueOf(20_000_000_000_000_000L);

  /** The constant gas that clients estimate with, whatever the batcher's configuration. */
  private static final long DEFAULT_CONSTANT_GAS = 537_500;

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final BigInteger FEE_LIMIT_PERCENT = BigInteger.valueOf(250);

  /** Gas that a batch costs besides its proofs. */
  public long constantGas() {
    return rules.aggregatorGas() * rules.aggregatorFeePercent() / 100 + BASE_GAS;
  }

  private long gasPerProof(long n) {
    return (constantGas() + GAS_PER_PROOF * n) / n;
  }

  /**
   * From how many proofs in a batch on {@code maxFee} wei cover a proof's share; 0 when no number
   * is enough.
   */
  public long proofsThatMakeAffordable(BigInteger maxFee) {
    if (gasPrice.signum() == 0) {
      return 1;
    }
    // Rounded down, the share is floor(constant / n) + GAS_PER_PROOF gas.
    BigInteger gas = maxFee.divide(gasPrice).subtract(BigInteger.valueOf(GAS_PER_PROOF));
    return gas.signum() < 0
        ? 0
        : BigInteger.valueOf(constantGas())
            .divide(gas.add(BigInteger.ONE))
            .add(BigInteger.ONE)
            .longValueExact();
  }

  /**
   * The highest gas price of the node, wei, at which {@code maxFee} wei cover a proof's share in a
   * batch of {@code n ≥ 1}; whatever the price is now.
   */
  public BigInteger highestNodePrice(BigInteger maxFee, int n) {
    BigInteger raised = maxFee.divide(BigInteger.valueOf(gasPerProof(n)));
    return raised
        .add(BigInteger.ONE)
        .multiply(HUNDRED)
        .subtract(BigInteger.ONE)
        .divide(FeeRules.RAISED);
  }

  /** What each proof pays in a batch of {@code n ≥ 1}, wei. */
  public BigInteger feePerProof(int n) {
    return gasPrice.multiply(BigInteger.valueOf(gasPerProof(n)));
  }

  /** What is sent along for the aggregator, wei. */
  public BigInteger feeForAggregator() {
    return BigInteger.valueOf(rules.aggregatorGas())
        .multiply(gasPrice)
        .multiply(BigInteger.valueOf(rules.aggregatorFeePercent()))
        .divide(HUNDRED);
  }

  /**
   * The most that the aggregator may take, wei: 2.5 times what is sent along, so that the payment
   * service needs a standing balance in the service manager.
   */
  public BigInteger respondToTaskFeeLimit() {
    return feeForAggregator().multiply(FEE_LIMIT_PERCENT).divide(HUNDRED);
  }

  /**
   * The least max fee that is admitted, wei: the fee in a batch of {@link
   * FeeRules#proofsForMinMaxFee}, as clients estimate it.
   */
  public BigInteger minMaxFee() {
    return estimate(rules.proofsForMinMaxFee());
  }

  /** What clients estimate for a batch of {@code n ≥ 1}, wei. */
  public BigInteger estimate(int n) {
    return BigInteger.valueOf((DEFAULT_CONSTANT_GAS + GAS_PER_PROOF * n) / n)
        .multiply(nodeGasPrice)
        .multiply(FeeRules.RAISED)
        .divide(HUNDRED);
  }
}
