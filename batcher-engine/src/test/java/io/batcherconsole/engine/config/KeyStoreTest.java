package io.batcherconsole.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class KeyStoreTest {
  private static final String KEY =
      "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";

  /** A test vector of the Web3 Secret Storage Definition; its password is public. */
  private static final String PBKDF2 =
      """
      {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
      "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2",
      "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",
      "salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
      "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
      "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
      """;

  private static final Wallet WALLET = new Wallet(Bytes.fromHex(KEY), Address.ZERO);

  private final KeyStore keyStore = new KeyStore(Secp256k1.fastest());

  private String opened(String json, String password) throws IOException {
    return keyStore.open(json.getBytes(StandardCharsets.UTF_8), password).key().toHex();
  }

  @Test
  void theFormatsOwnVectorIsRead() throws Exception {
    assertThat(opened(PBKDF2, "testpassword")).isEqualTo(KEY);
  }

  @Test
  void whatWalletsWriteWithScryptIsRead() throws Exception {
    assertThat(opened(ConfigFiles.keyStore(WALLET, 8192, 1), ConfigFiles.PASSWORD)).isEqualTo(KEY);
    assertThat(opened(ConfigFiles.keyStore(WALLET, 4096, 6), ConfigFiles.PASSWORD)).isEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"c\":262144 | \"c\":2000000000 | more than any wallet does",
        "\"c\":262144 | \"c\":0          | make no sense",
        "\"dklen\":32 | \"dklen\":2000000000 | make no sense",
        "\"version\":3| \"version\":1    | not of version 3",
        "pbkdf2       | argon2           | neither scrypt nor pbkdf2",
        "5318b4d5     | 5318b4d6         | check the password",
        "\"cipherparams\":{\"iv | \"cipherparams\":{\"no | damaged",
        "{\"crypto\"  | {\"nothing\"     | no \"crypto\"",
        "{\"crypto\"  | [\"crypto\"      | no JSON"
      })
  void aDamagedOneIsRefusedInASentence(String right, String wrong, String sentence) {
    assertThat(PBKDF2).contains(right);
    assertThatThrownBy(() -> opened(PBKDF2.replace(right, wrong), "testpassword"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "1073741824, 8, 1",
    "4096, 1000000, 6",
    "4096, 8, 1000",
    "0, 8, 1",
    "4096, -1, 6",
    "65536, 1, 6",
    "9223372036854775807, 8, 6"
  })
  void aFileMayNotAskForAnyAmountOfMemoryOrTime(long n, long r, long p) {
    String json =
        ConfigFiles.keyStore(WALLET)
            .replace("\"n\":16", "\"n\":" + n)
            .replace("\"r\":8", "\"r\":" + r)
            .replace("\"p\":1", "\"p\":" + p);

    assertThatThrownBy(() -> opened(json, ConfigFiles.PASSWORD))
        .hasMessageContaining("scrypt make no sense, or ask for more");
  }

  @Test
  void theWrongPasswordIsToldWithoutIt() {
    assertThatThrownBy(() -> opened(PBKDF2, "sesame"))
        .hasMessageContaining("check the password")
        .hasMessageNotContaining("sesame");
  }
}
