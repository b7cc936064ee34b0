package io.batcherconsole.engine.state;

import java.math.BigInteger;

/**
 * What is known of a user's nonce and deposit at their turn.
 *
 * @param nonce the nonce expected next
 * @param nonceFromChain whether that is the contract's nonce, read while nothing of the user was
 *     queued or in flight; otherwise it is {@link Standing#nextNonce}
 * @param balance deposited wei
 * @param chargedBefore {@link Standing#charged} from before the balance was read: what was charged
 *     since is taken off it, which is exact or, when the balance was read after the block but
 *     before its settlement, on the safe side
 */
public record Funds(
    BigInteger nonce, boolean nonceFromChain, BigInteger balance, BigInteger chargedBefore) {}
