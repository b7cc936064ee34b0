package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
  private final KeyCache<String> cache = new KeyCache<>(2);

  private static Bytes digest(int number) {
    return KeyCache.digest(Bytes.wrap(ByteBuffer.allocate(4).putInt(number).array()));
  }

  /** What a verifier does with a key that it did not find. */
  private void use(int number) {
    if (cache.find(digest(number)) == null && cache.isUsedAgain(digest(number))) {
      cache.keep(digest(number), "key " + number);
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
}
