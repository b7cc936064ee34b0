package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;

/**
 * The field of a curve's scalars, on BigIntegers from 0 to order - 1. A verification needs some
 * hundred operations here, so that nothing faster is worth its code.
 */
public record ScalarField(BigInteger order) {
  public BigInteger add(BigInteger... terms) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger term : terms) {
      sum = sum.add(term);
    }
    return sum.mod(order);
  }

  public BigInteger sub(BigInteger a, BigInteger b) {
    return a.subtract(b).mod(order);
  }

  public BigInteger neg(BigInteger a) {
    return a.negate().mod(order);
  }

  public BigInteger mul(BigInteger... factors) {
    BigInteger product = BigInteger.ONE;
    for (BigInteger factor : factors) {
      product = product.multiply(factor).mod(order);
    }
    return product;
  }

  public BigInteger pow(BigInteger a, long exponent) {
    return a.modPow(BigInteger.valueOf(exponent), order);
  }

  /**
   * 1 / a.
   *
   * @throws MalformedException for a = 0: {@code a} depends on what a stranger sent
   */
  public BigInteger inv(BigInteger a) throws MalformedException {
    if (a.mod(order).signum() == 0) {
      throw new MalformedException("a challenge hits a point where the check divides by 0");
    }
    return a.modInverse(order);
  }
}
