package io.batcherconsole.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One place is enough to go on, and the other one gets the file as soon as it takes it. */
@Timeout(60)
class TwoStoresTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Hash ROOT = Hash.of("11".repeat(32));

  private final LiveRuntime runtime = new LiveRuntime(1);
  private final AtomicInteger madeUp = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final StoreListener listener =
      new StoreListener() {
        @Override
        public void madeUp() {
          madeUp.incrementAndGet();
        }

        @Override
        public void givenUp() {
          givenUp.incrementAndGet();
        }
      };

  private TwoStores two(BatchStore first, BatchStore second, Duration grace) {
    return new TwoStores(runtime, first, second, listener, List.of(SOON, SOON, SOON), grace);
  }

  @Test
  void whatOnePlaceDoesNotTakeIsTriedAgainWhileTheBatchGoesOn() throws Exception {
    Place whole = new Place("whole", 0);
    Place moody = new Place("moody", 2);
    try (TwoStores stores = two(moody, whole, PATIENCE)) {
      assertThat(stores.put(ROOT, new byte[3])).hasToString("http://whole");
      await(() -> madeUp.get() == 1);
    }
    assertThat(moody.asked).hasValue(3);
    assertThat(whole.asked).hasValue(1);
    assertThat(givenUp).hasValue(0);
  }

  @Test
  void aPlaceThatNeverTakesItIsGivenUpAfterSomeTime() throws Exception {
    Place broken = new Place("broken", Integer.MAX_VALUE);
    try (TwoStores stores = two(new Place("whole", 0), broken, PATIENCE)) {
      assertThat(stores.put(ROOT, new byte[3])).hasToString("http://whole");
      await(() -> givenUp.get() == 1);
    }
    assertThat(broken.asked).hasValue(4);
    assertThat(madeUp).hasValue(0);
  }

  @Test
  void aBatchDoesNotWaitForASlowSecondPlace() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    BatchStore second =
        (root, file) -> {
          slow.await();
          return URI.create("http://slow");
        };
    try (TwoStores stores = two(new Place("whole", 0), second, SOON)) {
      assertThat(stores.put(ROOT, new byte[3])).hasToString("http://whole");
      assertThat(madeUp).hasValue(0);
      slow.countDown();
      await(() -> madeUp.get() == 1);
    }
  }

  @Test
  void whenNeitherTakesItTheCallerIsToldAndNothingIsTriedBehindTheirBack() throws Exception {
    Place one = new Place("one", Integer.MAX_VALUE);
    Place other = new Place("other", Integer.MAX_VALUE);
    try (TwoStores stores = two(one, other, PATIENCE)) {
      assertThatThrownBy(() -> stores.put(ROOT, new byte[3]))
          .isInstanceOf(StoreException.class)
          .hasMessage("not in one; and not in other");
    }
    assertThat(one.asked).hasValue(1);
    assertThat(other.asked).hasValue(1);
    assertThat(givenUp).hasValue(0);
  }

  @Test
  void theCloseEndsWhatIsStillTried() throws Exception {
    BatchStore stuck =
        (root, file) -> {
          new CountDownLatch(1).await();
          return URI.create("http://stuck");
        };
    TwoStores stores = two(new Place("whole", 0), stuck, SOON);
    assertThat(stores.put(ROOT, new byte[3])).hasToString("http://whole");
    stores.close();
    await(() -> givenUp.get() == 1);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Refuses the first few files. */
  private static final class Place implements BatchStore {
    private final String name;
    private final int refusals;
    private final AtomicInteger asked = new AtomicInteger();

    private Place(String name, int refusals) {
      this.name = name;
      this.refusals = refusals;
    }

    @Override
    public URI put(Hash root, byte[] file) throws StoreException {
      if (asked.incrementAndGet() <= refusals) {
        throw new StoreException("not in " + name);
      }
      return URI.create("http://" + name);
    }
  }
}
