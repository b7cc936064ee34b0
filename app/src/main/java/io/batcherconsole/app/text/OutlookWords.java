package io.batcherconsole.app.text;

import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.QueueView.Outlook;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** When a queued proof goes on chain, in words after its name: "goes into the next batch". */
public final class OutlookWords {
  private static final MathContext THREE_DIGITS_DOWN = new MathContext(3, RoundingMode.DOWN);

  private OutlookWords() {}

  /** Without a full stop. */
  public static String of(Outlook outlook) {
    return switch (outlook) {
      case Outlook.InNextBatch() -> "goes into the next batch";
      case Outlook.NotPriced() -> "waits for the gas price to be known";
      case Outlook.NoRoom(BatchCut cut) ->
          "waits for a later batch, because "
              + (cut == BatchCut.COUNT
                  ? "this one takes no more proofs"
                  : "this one's file would be too large");
      case Outlook.TooCheap(BigInteger price, long proofs) -> tooCheap(price, proofs);
    };
  }

  private static String tooCheap(BigInteger price, long proofs) {
    String cheaperGas =
        price.signum() > 0 ? "when the gas price falls to " + gwei(price) + " gwei" : "";
    String largerBatch = proofs > 0 ? "with " + Figures.count(proofs) + " proofs in its batch" : "";
    if (cheaperGas.isEmpty() && largerBatch.isEmpty()) {
      return "offers too little for any batch";
    }
    String or = cheaperGas.isEmpty() || largerBatch.isEmpty() ? "" : ", or ";
    return "offers too little: it goes in " + cheaperGas + or + largerBatch;
  }

  /** Rounded down, so that at the price that is told the proof does go in. */
  private static String gwei(BigInteger wei) {
    return new BigDecimal(wei)
        .movePointLeft(9)
        .round(THREE_DIGITS_DOWN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
