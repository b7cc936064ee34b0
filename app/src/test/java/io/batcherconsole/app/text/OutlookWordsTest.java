package io.batcherconsole.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.QueueView.Outlook;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class OutlookWordsTest {
  @Test
  void whatItTakesIsSaid() {
    assertThat(OutlookWords.of(new Outlook.InNextBatch())).isEqualTo("goes into the next batch");
    assertThat(OutlookWords.of(new Outlook.TooCheap(new BigInteger("1239999999"), 1250)))
        .isEqualTo(
            "offers too little: it goes in when the gas price falls to 1.23 gwei, or with 1,250"
                + " proofs in its batch");
    assertThat(OutlookWords.of(new Outlook.TooCheap(BigInteger.TWO, 0)))
        .isEqualTo("offers too little: it goes in when the gas price falls to 0.000000002 gwei");
    assertThat(OutlookWords.of(new Outlook.TooCheap(BigInteger.ZERO, 2)))
        .isEqualTo("offers too little: it goes in with 2 proofs in its batch");
    assertThat(OutlookWords.of(new Outlook.TooCheap(BigInteger.ZERO, 0)))
        .isEqualTo("offers too little for any batch");
    assertThat(OutlookWords.of(new Outlook.NoRoom(BatchCut.COUNT)))
        .isEqualTo("waits for a later batch, because this one takes no more proofs");
    assertThat(OutlookWords.of(new Outlook.NoRoom(BatchCut.BYTES)))
        .isEqualTo("waits for a later batch, because this one's file would be too large");
    assertThat(OutlookWords.of(new Outlook.NotPriced()))
        .isEqualTo("waits for the gas price to be known");
  }
}
