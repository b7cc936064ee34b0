package io.batcherconsole.engine.protocol;

import java.math.BigInteger;

/**
 * What a user signs (batcher.md §1.3, §2).
 *
 * @param nonce the user's submission counter, a U256
 * @param maxFee most that this proof may cost, wei, a U256
 */
public record NoncedVerificationData(
    VerificationData data,
    BigInteger nonce,
    BigInteger maxFee,
    BigInteger chainId,
    Address paymentService) {}
