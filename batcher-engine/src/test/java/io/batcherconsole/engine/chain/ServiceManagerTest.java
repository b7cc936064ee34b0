package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import org.junit.jupiter.api.Test;

class ServiceManagerTest {
  /** The expected value was computed with the npm package js-sha3. */
  @Test
  void batchIdIsTheHashOfRootAndSender() {
    Hash id =
        ServiceManager.batchId(
            Hash.of("ab".repeat(32)), Address.of("7969c5eD335650692Bc04293B07F5BF2e7A673C0"));
    assertThat(id)
        .isEqualTo(Hash.of("b4cbf7a697a50d82329e71f4a5d2864aa06e3dfcfbfd86c86a3890bf0e242cb0"));
  }
}
