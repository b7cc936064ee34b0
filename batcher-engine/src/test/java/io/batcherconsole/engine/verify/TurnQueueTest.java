package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnQueueTest {
  private final TurnQueue<String, String> queue = new TurnQueue<>();
  private final Thread taker = Thread.currentThread();

  private List<String> takeAll() {
    List<String> taken = new ArrayList<>();
    for (String item = queue.takeOrIdle(taker); item != null; item = queue.takeOrIdle(taker)) {
      taken.add(item);
    }
    return taken;
  }

  @Test
  void keysTakeTurnsAndEachKeysItemsKeepTheirOrder() {
    List.of("a1", "a2", "a3", "b1", "c1", "c2").forEach(i -> queue.add(i.substring(0, 1), i));
    assertThat(queue.size()).isEqualTo(6);
    assertThat(takeAll()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
    assertThat(queue.size()).isZero();
  }

  @Test
  void aKeyThatHadItsTurnGoesLast() {
    List.of("a1", "a2", "b1").forEach(i -> queue.add(i.substring(0, 1), i));
    assertThat(queue.takeOrIdle(taker)).isEqualTo("a1");
    queue.add("c", "c1");
    assertThat(takeAll()).containsExactly("b1", "a2", "c1");
  }

  @Test
  void anItemIsRemovedOrTakenNeverBoth() {
    queue.add("a", "a1");
    queue.add("a", "a2");
    assertThat(queue.remove("a", "a1")).isTrue();
    assertThat(queue.remove("a", "a1")).isFalse();
    assertThat(queue.waiting()).containsExactly("a2");
    assertThat(takeAll()).containsExactly("a2");
    assertThat(queue.remove("a", "a2")).isFalse();
    assertThat(queue.remove("b", "b1")).isFalse();
  }

  @Test
  void whoeverAddsLearnsWhomToWake() {
    assertThat(queue.add("a", "a1")).isNull();
    assertThat(takeAll()).containsExactly("a1");
    assertThat(queue.add("a", "a2")).isSameAs(taker);
    assertThat(queue.add("a", "a3")).isNull();
    assertThat(takeAll()).containsExactly("a2", "a3");
  }
}
