package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnQueueTest {
  private final TurnQueue<String, String> queue = new TurnQueue<>(1, 4);
  private final Thread taker = Thread.currentThread();

  private List<String> take() {
    return queue.takeOrIdle(taker);
  }

  private List<String> takeAll() {
    List<String> taken = new ArrayList<>();
    for (List<String> next = take(); !next.isEmpty(); next = take()) {
      taken.addAll(next);
    }
    return taken;
  }

  @Test
  void keysTakeTurnsAndEachKeysItemsKeepTheirOrder() {
    List.of("a1", "a2", "a3", "b1", "c1", "c2").forEach(i -> queue.add(i.substring(0, 1), i, null));
    assertThat(queue.size()).isEqualTo(6);
    assertThat(takeAll()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
    assertThat(queue.size()).isZero();
  }

  @Test
  void aKeyThatHadItsTurnGoesLast() {
    List.of("a1", "a2", "b1").forEach(i -> queue.add(i.substring(0, 1), i, null));
    assertThat(take()).containsExactly("a1");
    queue.add("c", "c1", null);
    assertThat(takeAll()).containsExactly("b1", "a2", "c1");
  }

  @Test
  void anItemIsRemovedOrTakenNeverBoth() {
    queue.add("a", "a1", null);
    queue.add("a", "a2", null);
    assertThat(queue.remove("a", "a1")).isTrue();
    assertThat(queue.remove("a", "a1")).isFalse();
    assertThat(queue.waiting()).containsExactly("a2");
    assertThat(takeAll()).containsExactly("a2");
    assertThat(queue.remove("a", "a2")).isFalse();
    assertThat(queue.remove("b", "b1")).isFalse();
  }

  @Test
  void whoeverAddsLearnsWhomToWake() {
    assertThat(queue.add("a", "a1", null)).isNull();
    assertThat(takeAll()).containsExactly("a1");
    assertThat(queue.add("a", "a2", null)).isSameAs(taker);
    assertThat(queue.add("a", "a3", null)).isNull();
    assertThat(takeAll()).containsExactly("a2", "a3");
  }

  private void addOf(String group, String... items) {
    for (String item : items) {
      queue.add(item.substring(0, 1), item, group);
    }
  }

  @Test
  void itemsOfOneGroupAreTakenTogetherInTurnsAndOnlySoMany() {
    addOf("g", "a1", "a2", "a3", "b1", "c1", "c2");
    assertThat(take()).containsExactly("a1", "b1", "c1", "a2");
    assertThat(take()).containsExactly("c2", "a3");
    assertThat(take()).isEmpty();
  }

  @Test
  void itemsOfAnotherGroupOrOfNoneAreLeft() {
    addOf("g", "a1");
    addOf("h", "b1");
    queue.add("c", "c1", null);
    queue.add("d", "d1", null);
    addOf("g", "e1");
    assertThat(take()).containsExactly("a1", "e1");
    assertThat(take()).containsExactly("b1");
    assertThat(take()).containsExactly("c1");
    assertThat(take()).containsExactly("d1");
  }

  @Test
  void noKeyGetsASecondTurnWhileAnotherIsPassedOver() {
    addOf("g", "a1", "a2", "a3");
    addOf("h", "b1");
    addOf("g", "c1", "c2");
    assertThat(take()).containsExactly("a1", "c1");
    assertThat(take()).containsExactly("b1");
    assertThat(take()).containsExactly("a2", "c2", "a3");
  }

  @Test
  void aKeysItemsKeepTheirOrderEvenWhenALaterOneCouldBeTakenAlong() {
    addOf("g", "a1");
    addOf("h", "b1");
    addOf("g", "b2", "a2");
    assertThat(take()).containsExactly("a1");
    assertThat(take()).containsExactly("b1");
    assertThat(take()).containsExactly("a2", "b2");
  }

  @Test
  void eachTakerLeavesTheOthersTheirShare() {
    TurnQueue<String, String> shared = new TurnQueue<>(2, 16);
    for (int i = 0; i < 9; i++) {
      shared.add("a", "a" + i, "g");
    }
    assertThat(shared.takeOrIdle(taker)).hasSize(5);
    assertThat(shared.takeOrIdle(taker)).hasSize(2);
    assertThat(shared.takeOrIdle(taker)).hasSize(1);
    assertThat(shared.takeOrIdle(taker)).hasSize(1);
  }
}
