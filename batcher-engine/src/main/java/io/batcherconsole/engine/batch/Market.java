package io.batcherconsole.engine.batch;

import java.math.BigInteger;

/**
 * What changes with the chain's head and every submission is measured by. Immutable; replaced as a
 * whole once a block.
 *
 * @param fees what batches cost at the current gas price
 * @param disabledVerifiers the contract's bitmap, bit = proving system's id
 */
public record Market(FeeModel fees, BigInteger disabledVerifiers) {}
