package io.batcherconsole.app.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.story.Cast;
import io.batcherconsole.app.story.Frames;
import io.batcherconsole.engine.event.LockBoard;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockBoard.WaiterView;
import io.batcherconsole.engine.event.LockSite;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LockCardTest {
  private final ConsoleFrame frame = Frames.story();
  private final List<LockCard> cards = LockCard.of(frame.locks(), frame.now());

  @Test
  void whoIsWaitedForComesFirstAndFreeUsersShareOneCard() {
    assertThat(cards)
        .extracting(LockCard::title)
        .containsExactly("user A", "user B", "batch", "8 more users");
    assertThat(cards)
        .extracting(LockCard::state)
        .containsExactly("2 waiting", "none waiting", "free", "free");
    assertThat(cards).extracting(LockCard::hot).containsExactly(true, false, false, false);
  }

  @Test
  void aHolderShowsHowMuchOfItsDelayHasPassed() {
    LockCard.Holder holder = Objects.requireNonNull(cards.getFirst().holder());

    assertThat(holder.name()).isEqualTo("A·13");
    assertThat(holder.doing()).isEqualTo("c1 · injected delay 4.2 s");
    assertThat(holder.progress()).isEqualTo(0.84);
    assertThat(cards.getFirst().facts())
        .containsExactly(new LockCard.Fact("held", "4.2 s of ≈ 5.0"));
  }

  @Test
  void waitersStandInTheOrderInWhichTheyGetTheLock() {
    assertThat(cards.getFirst().waiters())
        .extracting(LockCard.Waiter::name, LockCard.Waiter::connection, LockCard.Waiter::waited)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("A·14", "c2", "4.2 s"),
            org.assertj.core.groups.Tuple.tuple("A·15", "c3", "1.9 s"));
  }

  @Test
  void aFreeLockTellsItsLastHold() {
    assertThat(cards.get(2).facts())
        .containsExactly(
            new LockCard.Fact("last held", "0.3 ms by C·88"),
            new LockCard.Fact("p99 hold", "0.6 ms"));
  }

  @Test
  void aCrowdIsCountedWhereItIsNotListed() {
    List<WaiterView> crowd =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    new WaiterView(
                        Cast.proof(Cast.C, i, i), LockSite.ENQUEUE, 0, Long.MAX_VALUE, null))
            .toList();
    LockBoard board =
        new LockBoard(0, List.of(new LockView(Cast.batchLock(), null, crowd, 1, 0, null, -1, -1)));

    LockCard card = LockCard.of(board, 0).getFirst();

    assertThat(card.waiters()).hasSize(LockCard.MOST_WAITERS);
    assertThat(card.unlisted()).isEqualTo(40 - LockCard.MOST_WAITERS);
    assertThat(card.state()).isEqualTo("40 waiting");
  }
}
