package io.batcherconsole.engine.protocol;

import java.math.BigInteger;

/**
 * An ECDSA signature over secp256k1 as on the wire: r and s are U256, v is 27 or 28 when we write.
 */
public record Signature(BigInteger r, BigInteger s, long v) {}
