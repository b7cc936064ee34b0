package io.batcherconsole.app.queue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Amounts in thousandths of an ETH, which suits what a proof costs. */
final class Ether {
  /** The unit's name on screen: 0.001 ETH. */
  static final String UNIT = "mETH";

  private static final double WEI = 1e15;

  private Ether() {}

  /** Without the unit, with two significant digits or so: "0.046", "1.3". */
  static String number(BigInteger wei) {
    if (wei.signum() == 0) {
      return "0";
    }
    return new BigDecimal(wei)
        .movePointLeft(15)
        .round(new MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }

  static double value(BigInteger wei) {
    return wei.doubleValue() / WEI;
  }
}
