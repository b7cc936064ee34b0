package io.batcherconsole.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyProjectionTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final LatencyProjection latency = new LatencyProjection();
  private final Actor.Proof proof =
      new Actor.Proof(
          1, new UserTag("A", "0x14dc79964da2c08b23698b3d3cc7ca32193d9955"), BigInteger.ONE, 1);

  @Test
  void percentilesAreTheRealOnesWithinTwoPerCentAndInjectedTimeIsApart() {
    for (int i = 1; i <= 100; i++) {
      tell(SECOND, i <= 10 ? 5 * SECOND : 0, i * MILLI);
    }
    latency.publish(SECOND);

    LatencyView view = only(SECOND);

    assertThat(view.count()).isEqualTo(100);
    assertThat(view.run().p50()).isBetween(49 * MILLI, 51 * MILLI);
    assertThat(view.run().p99()).isBetween(97 * MILLI, 101 * MILLI);
    assertThat(view.run().max()).isEqualTo(100 * MILLI);
    assertThat(view.injected().count()).as("only the delayed ones").isEqualTo(10);
    assertThat(view.injected().p50()).isBetween(4_900 * MILLI, 5_100 * MILLI);
  }

  @Test
  void theBucketsHoldEveryVerificationOnce() {
    tell(SECOND, 0, 2 * MILLI);
    tell(SECOND, 0, 30 * MILLI);
    latency.publish(SECOND);

    List<Integer> buckets = only(SECOND).run().buckets();

    assertThat(buckets).hasSize(LatencyView.Distribution.COUNT);
    assertThat(buckets.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
  }

  @Test
  void whatIsOlderThanTheWindowCountsNoMore() {
    tell(SECOND, 0, 2 * MILLI);
    latency.publish(SECOND);
    latency.publish(200 * SECOND);

    assertThat(latency.latency(200 * SECOND)).isEmpty();
  }

  private void tell(long at, long injected, long run) {
    latency.accept(
        new EngineEvent.VerificationDone(at, proof, "GnarkGroth16Bn254", injected, 0, run, true));
  }

  private LatencyView only(long now) {
    List<LatencyView> all = latency.latency(now);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
