package io.batcherconsole.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.batcherconsole.engine.client.BatcherClientException.ConnectionClosed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final AtomicInteger demanded = new AtomicInteger();
  private final Inbox inbox = new Inbox(10, demanded::incrementAndGet);

  @Test
  void asksForMoreOnlyWhileThereIsRoom() throws Exception {
    inbox.add(new byte[6]);
    assertThat(demanded).hasValue(1);
    inbox.add(new byte[6]);
    assertThat(demanded).hasValue(1);
    assertThat(inbox.poll(Duration.ZERO)).isPresent();
    assertThat(demanded).hasValue(2);
    assertThat(inbox.poll(Duration.ZERO)).isPresent();
    assertThat(demanded).hasValue(2);
  }

  @Test
  void aMessageLargerThanTheRoomIsTaken() throws Exception {
    inbox.add(new byte[100]);
    assertThat(demanded).hasValue(0);
    assertThat(inbox.poll(Duration.ZERO)).get().isEqualTo(new byte[100]);
    assertThat(demanded).hasValue(1);
  }

  @Test
  void theEndComesAfterTheMessages() throws Exception {
    inbox.add(new byte[] {1});
    inbox.end("over");
    inbox.end("a later reason");
    assertThat(inbox.isOpen()).isFalse();
    assertThat(inbox.poll(Duration.ZERO)).get().isEqualTo(new byte[] {1});
    assertThatExceptionOfType(ConnectionClosed.class)
        .isThrownBy(() -> inbox.poll(Duration.ofDays(1)))
        .withMessage("over");
  }

  @Test
  void nothingWithinTheTimeIsEmpty() throws Exception {
    assertThat(inbox.poll(Duration.ofMillis(1))).isEmpty();
    assertThat(inbox.poll(Duration.ofSeconds(-1))).isEmpty();
  }
}
