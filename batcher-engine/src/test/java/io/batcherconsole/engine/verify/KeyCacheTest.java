package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
  private static final int BYTES = 500;

  private final KeyCache<String> cache = new KeyCache<>(2 * KeyCache.memory(BYTES));

  private static Bytes digest(int number) {
    return Bytes.wrap(ByteBuffer.allocate(32).putInt(number).array());
  }

  /** What a verifier does with a key that it did not find. */
  private void use(int number) {
    if (cache.find(digest(number)) == null && cache.isUsedAgain(digest(number))) {
      cache.keep(digest(number), "key " + number, BYTES);
    }
  }

  @Test
  void keepsAKeyFromItsSecondUseOn() {
    use(1);
    assertThat(cache.find(digest(1))).isNull();
    use(1);
    assertThat(cache.find(digest(1))).isEqualTo("key 1");
  }

  @Test
  void keysThatAreUsedOnceDoNotPushOutOthers() {
    use(1);
    use(1);
    for (int fresh = 100; fresh < 20_000; fresh++) {
      use(fresh);
    }
    assertThat(cache.find(digest(1))).isEqualTo("key 1");
  }

  @Test
  void theLeastRecentlyUsedKeyMakesRoom() {
    for (int number : new int[] {1, 1, 2, 2}) {
      use(number);
    }
    assertThat(cache.find(digest(1))).isNotNull();
    use(3);
    use(3);
    assertThat(cache.find(digest(1))).isNotNull();
    assertThat(cache.find(digest(2))).isNull();
    assertThat(cache.find(digest(3))).isNotNull();
  }

  /** Of the memory that there is, one big key takes what many small ones do. */
  @Test
  void aBigKeyMakesManySmallOnesGo() {
    KeyCache<String> cache = new KeyCache<>(10 * KeyCache.memory(BYTES));
    for (int number = 0; number < 10; number++) {
      cache.keep(digest(number), "small", BYTES);
    }
    assertThat(cache.find(digest(0))).isNotNull();
    cache.keep(digest(10), "big", 100_000);
    assertThat(cache.find(digest(10))).isNotNull();
    assertThat(IntStream.range(0, 10).filter(number -> cache.find(digest(number)) != null))
        .as("the ones used last")
        .containsExactly(0, 8, 9);
    cache.keep(digest(11), "too big", KeyCache.MOST_KEY_BYTES);
    assertThat(cache.find(digest(11))).isNull();
    for (int number = 0; number < 10; number++) {
      cache.keep(digest(number), "small", BYTES);
      cache.keep(digest(number), "once more", BYTES);
    }
    assertThat(IntStream.range(0, 10).filter(number -> cache.find(digest(number)) != null))
        .hasSize(10);
  }

  @Test
  void whatIsTooLongForAKeyIsNotDigested() {
    assertThatThrownBy(() -> KeyCache.digest(Bytes.wrap(new byte[KeyCache.MOST_KEY_BYTES + 1])))
        .isInstanceOf(MalformedException.class)
        .hasMessage("verification key: 1048577 bytes, at most 1048576 are read here");
  }
}
