package io.batcherconsole.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  /** The first four are EIP-55's own examples; the others are development accounts 7 and 8. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
        "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"
      })
  void theCaseOfItsDigitsIsTheChecksum(String checksummed) {
    Address address = Address.of(checksummed.toLowerCase(Locale.ROOT));

    assertThat(address.checksummed()).isEqualTo(checksummed);
    assertThat(address).hasToString(checksummed.toLowerCase(Locale.ROOT));
  }
}
