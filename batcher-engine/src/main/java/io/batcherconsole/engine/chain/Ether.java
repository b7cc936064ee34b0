package io.batcherconsole.engine.chain;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Amounts of money as people read them. */
public final class Ether {
  private static final int DECIMALS = 18;

  private Ether() {}

  /** "1.25 ETH", exact, without trailing zeros. */
  public static String text(BigInteger wei) {
    BigDecimal ether = new BigDecimal(wei, DECIMALS).stripTrailingZeros();
    return ether.toPlainString() + " ETH";
  }
}
