package io.batcherconsole.app.queue;

import io.batcherconsole.app.text.Figures;
import io.batcherconsole.engine.event.QueueView;
import java.math.BigInteger;

/**
 * Why the next batch is as large as it is, in words.
 *
 * @param headline "next batch: 42 proofs, cut by fee"
 * @param reason why the next proof stays out, may be empty
 */
record NextBatch(String headline, String reason) {

  static NextBatch of(QueueView queue) {
    int in = queue.nextBatch();
    if (queue.gasPrice().signum() == 0) {
      return new NextBatch("the gas price is not known yet", "");
    }
    if (in == 0) {
      return new NextBatch("no batch yet", nobodyCanPay(queue));
    }
    if (in == queue.count()) {
      return new NextBatch(
          in == 1
              ? "next batch: the one proof"
              : "next batch: all " + Figures.count(in) + " proofs",
          "each pays " + fee(queue.feePerProof(in)));
    }
    return new NextBatch(
        "next batch: "
            + (in == 1 ? "1 proof" : Figures.count(in) + " proofs")
            + ", "
            + queue.cut().words(),
        left(queue, in));
  }

  private static String nobodyCanPay(QueueView queue) {
    int all = queue.entries().size();
    return all == 0
        ? ""
        : "a batch of all "
            + Figures.count(all)
            + " costs each "
            + fee(queue.feePerProof(all))
            + ", the lowest offers "
            + fee(queue.entries().getLast().maxFee());
  }

  private static String left(QueueView queue, int in) {
    return switch (queue.cut()) {
      case FEE ->
          "the next one offers "
              + fee(queue.entries().get(in).maxFee())
              + ", a batch with it costs "
              + fee(queue.feePerProof(in + 1));
      case BYTES -> "with the next one the file would be too large";
      case COUNT -> "a batch takes no more";
      case NONE -> "";
    };
  }

  private static String fee(BigInteger wei) {
    return Ether.number(wei) + " " + Ether.UNIT;
  }
}
