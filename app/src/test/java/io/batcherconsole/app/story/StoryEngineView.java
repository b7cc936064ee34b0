package io.batcherconsole.app.story;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.BatchView;
import io.batcherconsole.engine.event.BatchView.BatchCut;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.event.ContentionView;
import io.batcherconsole.engine.event.CounterView;
import io.batcherconsole.engine.event.EngineStatus;
import io.batcherconsole.engine.event.EngineStatus.ChainStatus;
import io.batcherconsole.engine.event.EngineView;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.LatencyView;
import io.batcherconsole.engine.event.LatencyView.Distribution;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.HolderView;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.QueueView;
import io.batcherconsole.engine.event.QueueView.Outlook;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.UserTag;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** The story as the console reads it. Its clock stands still until {@link #advance}. */
public final class StoryEngineView implements EngineView {
  /** The story's moment, ns. */
  public static final long MOMENT = 1_000_000_000_000L;

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong passed = new AtomicLong();
  private final StoryFaultDesk faults;
  private final StoryFindingDesk findings = new StoryFindingDesk();

  public StoryEngineView(StoryFaultDesk faults) {
    this.faults = faults;
  }

  /** The story with its verify delay of 5 s on users A and B. */
  public StoryEngineView() {
    this(StoryFaultDesk.withVerifyDelay());
  }

  /** Where its findings are silenced. */
  public StoryFindingDesk findingDesk() {
    return findings;
  }

  /** Lets {@code nanos} pass; what is open goes on. */
  public void advance(long nanos) {
    passed.addAndGet(nanos);
  }

  @Override
  public long nanoTime() {
    return MOMENT + passed.get();
  }

  @Override
  public EngineStatus status() {
    return new EngineStatus(
        EngineStatus.Phase.RUNNING,
        "Batches go to anvil at http://127.0.0.1:8545.",
        ago(41),
        "ws://localhost:8080",
        "ordered",
        new ChainStatus("anvil", "http://127.0.0.1:8545", 31337, 1043, 2 * SECOND, true));
  }

  @Override
  public CounterView counters() {
    return new CounterView(
        163,
        4,
        96,
        24,
        31,
        31,
        Map.of(),
        Map.of("InvalidNonce", 6L, "InsufficientBalance", 2L),
        Map.of(),
        0,
        11,
        1,
        0,
        0);
  }

  @Override
  public LockBoard locks() {
    List<LockView> locks = new ArrayList<>();
    Actor.Proof a13 = Cast.proof(Cast.A, 13, 1);
    Actor.Proof a14 = Cast.proof(Cast.A, 14, 2);
    Actor.Proof a15 = Cast.proof(Cast.A, 15, 3);
    Actor.Proof b9 = Cast.proof(Cast.B, 9, 1);
    locks.add(
        new LockView(
            Cast.lockOf(Cast.A),
            delayed(a13, 4.2),
            List.of(waiter(a14, 4.2, a13), waiter(a15, 1.9, a14)),
            13,
            0,
            Cast.proof(Cast.A, 12, 2),
            5_190_000_000L,
            5_200_000_000L));
    locks.add(
        new LockView(
            Cast.lockOf(Cast.B),
            delayed(b9, 2.6),
            List.of(),
            9,
            0,
            Cast.proof(Cast.B, 8, 1),
            5_010_000_000L,
            5_200_000_000L));
    locks.add(
        new LockView(
            Cast.batchLock(),
            null,
            List.of(),
            163,
            0,
            Cast.proof(Cast.C, 88, 1),
            300_000,
            600_000));
    for (UserTag user : Cast.users().subList(2, Cast.users().size())) {
      locks.add(
          new LockView(
              Cast.lockOf(user),
              null,
              List.of(),
              12,
              0,
              Cast.proof(user, 12, 1),
              19_000_000,
              24_000_000));
    }
    return new LockBoard(nanoTime(), locks);
  }

  private static HolderView delayed(Actor.Proof proof, double seconds) {
    return new HolderView(
        proof, LockSite.ADMISSION, ago(seconds), Stage.INJECTED_DELAY, ago(seconds), 5 * SECOND);
  }

  private static WaiterView waiter(Actor.Proof proof, double seconds, Actor behind) {
    return new WaiterView(
        proof, LockSite.ADMISSION, ago(seconds), ago(seconds) + 30 * SECOND, behind);
  }

  /** A's second connection brought two more proofs at once. */
  @Override
  public ConnectionsView connections() {
    return new ConnectionsView(
        List.of(
            connection(1, Cast.A, 1, 0),
            connection(2, Cast.A, 2, 2),
            connection(3, Cast.A, 3, 0),
            connection(4, Cast.B, 1, 0)));
  }

  private ConnectionsView.Connection connection(
      long number, UserTag user, int ofUser, int waiting) {
    return new ConnectionsView.Connection(
        number,
        "127.0.0.1:" + (40_110 + number),
        List.of(new ConnectionsView.Lane(user, ofUser)),
        ago(30),
        OptionalLong.of(ago(4.2)),
        waiting,
        1_404L * waiting,
        waiting == 0 ? OptionalLong.empty() : OptionalLong.of(ago(4.1)),
        false,
        0,
        0);
  }

  @Override
  public ContentionView contention() {
    return new ContentionView(List.of());
  }

  @Override
  public QueueView queue() {
    Random random = new Random(96);
    List<QueueView.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 96; i++) {
      double fee = 96e12 * Math.exp(-i / 44.0) + random.nextDouble() * 1.2e12;
      entries.add(
          new QueueView.Entry(
              Cast.proof(Cast.users().get(i % 10), 100 + i, 1),
              BigInteger.valueOf((long) fee),
              18_400 + random.nextInt(900),
              ago(1 + i * 0.25),
              new Outlook.InNextBatch(),
              false));
    }
    entries.sort((one, other) -> other.maxFee().compareTo(one.maxFee()));
    long bytes = entries.stream().mapToLong(QueueView.Entry::bytes).sum();
    QueueView whole =
        new QueueView(
            ago(0.1),
            entries,
            96,
            bytes,
            10_000,
            0,
            BatchCut.FEE,
            BigInteger.valueOf(2_200_000_000L),
            537_500,
            2_000,
            BigInteger.valueOf(13_600_000_000_000L));
    int fits = 96;
    while (entries.get(fits - 1).maxFee().compareTo(whole.feePerProof(fits)) < 0) {
      fits--;
    }
    return new QueueView(
        whole.at(),
        withOutlooks(entries, fits),
        whole.count(),
        bytes,
        whole.limit(),
        fits,
        BatchCut.FEE,
        whole.gasPrice(),
        whole.constantGas(),
        whole.gasPerProof(),
        whole.minMaxFee());
  }

  /** Those beyond {@code fits} would need 1.5 gwei or 60 proofs. */
  private static List<QueueView.Entry> withOutlooks(List<QueueView.Entry> entries, int fits) {
    List<QueueView.Entry> all = new ArrayList<>(entries.subList(0, fits));
    for (QueueView.Entry entry : entries.subList(fits, entries.size())) {
      all.add(
          new QueueView.Entry(
              entry.proof(),
              entry.maxFee(),
              entry.bytes(),
              entry.since(),
              new Outlook.TooCheap(BigInteger.valueOf(1_500_000_000), 60),
              entry.unverified()));
    }
    return all;
  }

  @Override
  public List<BatchView> batches() {
    return Batches.upTo(MOMENT);
  }

  @Override
  public List<LatencyView> latency() {
    Random random = new Random(4);
    return List.of(
        latency("GnarkPlonkBls12_381", 3, 5.3e6, 0, random),
        latency("GnarkPlonkBn254", 6, 2.1e6, 3, random),
        latency("GnarkGroth16Bn254", 18, 1.6e6, 8, random),
        latency("CircomGroth16Bn256", 5, 1.5e6, 0, random));
  }

  private static LatencyView latency(
      String system, int count, double typicalNanos, int delayed, Random random) {
    return new LatencyView(
        system,
        60 * SECOND,
        count,
        distribution(count, typicalNanos, 0.25, random),
        distribution(count, 40_000, 0.5, random),
        distribution(delayed, 5.0e9, 0.0005, random));
  }

  private static Distribution distribution(
      int count, double typicalNanos, double spread, Random random) {
    if (count == 0) {
      return new Distribution(0, -1, -1, -1, -1, List.of());
    }
    int[] buckets = new int[Distribution.COUNT];
    long[] durations = new long[count];
    for (int i = 0; i < count; i++) {
      durations[i] = (long) (typicalNanos * Math.exp(spread * random.nextGaussian()));
      double decades = Math.log10((double) durations[i] / Distribution.FIRST);
      buckets[Math.clamp((int) (decades * Distribution.PER_DECADE), 0, buckets.length - 1)]++;
    }
    java.util.Arrays.sort(durations);
    return new Distribution(
        count,
        durations[count / 2],
        durations[Math.min(count - 1, count * 95 / 100)],
        durations[Math.min(count - 1, count * 99 / 100)],
        durations[count - 1],
        java.util.Arrays.stream(buckets).boxed().toList());
  }

  @Override
  public List<FaultView> faults() {
    return faults.rules();
  }

  @Override
  public FindingsView findings() {
    return findings.view();
  }

  @Override
  public Timeline timeline(long from, long to) {
    List<Timeline.Lane> lanes =
        Lanes.upTo(MOMENT).stream()
            .map(
                lane ->
                    new Timeline.Lane(
                        lane.user(),
                        lane.connection(),
                        lane.intervals().stream()
                            .filter(i -> i.start() < to && i.end() > from)
                            .toList(),
                        lane.marks().stream().filter(m -> m.at() > from && m.at() < to).toList()))
            .toList();
    List<Timeline.Block> blocks = new ArrayList<>();
    for (int i = 14; i >= 0; i--) {
      blocks.add(new Timeline.Block(ago(1.3 + 2 * i), 1043 - i));
    }
    return new Timeline(from, to, lanes, faults.windows(ago(26.5)), blocks, 0);
  }

  private static long ago(double seconds) {
    return MOMENT - Math.round(seconds * SECOND);
  }
}
