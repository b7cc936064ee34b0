package io.batcherconsole.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.DeploymentFile;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged configuration and deployment files: each gives a configuration or is refused with
 * reasons, soon.
 *
 * <p>{@code -Dfuzz.cases=N -Dfuzz.seed=S} makes a longer or another run.
 */
class ConfigMutationTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 3_000);
  private static final long SEED = Long.getLong("fuzz.seed", 9_093);

  /** What one file may take; hundreds of times what it does, because machines pause. */
  private static final Duration SLOWEST = Duration.ofSeconds(10);

  private static final List<String> NASTY =
      List.of(
          "&a",
          "*a",
          "<<: *a",
          "!!java/object",
          "!!binary",
          "[",
          "{",
          "[".repeat(200),
          "{a: ".repeat(200),
          "- ".repeat(200),
          "? ",
          ": ",
          "|\n",
          ">-\n",
          "\"",
          "'",
          "---\n",
          "...\n",
          "%YAML 9.9\n",
          "\t",
          "\u0000",
          "\ufeff",
          "99999999999999999999999999",
          "0x10",
          "1_000",
          ".inf",
          "null",
          "~",
          "é",
          "#",
          "\\u0000",
          "\"\\xZZ\"");

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private byte[] yaml;
  private byte[] deployment;
  private Path deploymentFile;

  @SuppressWarnings("NullAway.Init") // written before each test
  ConfigMutationTest() {}

  @BeforeEach
  void write() throws Exception {
    Secp256k1 curve = Secp256k1.fastest();
    Bytes key = Bytes.fromHex("11".repeat(32));
    Address somewhere = Address.of("0x7bc06c482DEAd17c0e297aFbC32f6e63d3846650");
    Path file =
        ConfigFiles.write(
            folder,
            "http://a.example:1",
            "http://b.example:2",
            new Deployment(somewhere, somewhere),
            new Wallet(key, curve.address(key)));
    // Deriving a key takes longer than everything else together, and has tests of its own.
    yaml =
        Files.readString(file)
            .replace("batcher.ecdsa.key.json", "none.json")
            .getBytes(StandardCharsets.UTF_8);
    deploymentFile = folder.resolve("alignedlayer_deployment_output.json");
    deployment = Files.readAllBytes(deploymentFile);
  }

  @Test
  void damagedConfigurationsAreRefusedWithReasons() {
    BatcherConfigReader reader = new BatcherConfigReader(Secp256k1.fastest(), folder);
    int onlyKeyStore = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] damaged = mutate(yaml);
      List<String> problems = timed(i, damaged, () -> problems(reader, damaged));
      if (problems.size() == 1 && problems.getFirst().contains("none.json does not exist")) {
        onlyKeyStore++;
      }
    }
    // Neither all harmless nor all fatal: the mutations reach deep and do damage.
    assertThat(onlyKeyStore).isBetween(CASES / 100, CASES - CASES / 10);
  }

  private static List<String> problems(BatcherConfigReader reader, byte[] damaged) {
    try {
      BatcherConfig read = reader.read("config.yaml", damaged, Map.of());
      throw new AssertionError("without a key store there is no configuration: " + read);
    } catch (ConfigException refused) {
      assertThat(refused.problems()).isNotEmpty().noneMatch(String::isBlank);
      assertThat(refused.getMessage()).doesNotContain("ac0974bec39a17e36ba4a6b4d238");
      return refused.problems();
    }
  }

  @Test
  void damagedDeploymentsAreReadOrRefused() {
    int read = 0;
    DeploymentFile reader = new DeploymentFile();
    for (int i = 0; i < CASES; i++) {
      byte[] damaged = mutate(deployment);
      if (timed(i, damaged, () -> isRead(reader, damaged))) {
        read++;
      }
    }
    assertThat(read).isBetween(CASES / 100, CASES - CASES / 10);
  }

  private boolean isRead(DeploymentFile reader, byte[] damaged) {
    try {
      assertThat(reader.read(deploymentFile, damaged)).isNotNull();
      return true;
    } catch (IOException refused) {
      assertThat(refused.getMessage()).contains(deploymentFile.toString());
      return false;
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read();
  }

  private static <T> T timed(int index, byte[] damaged, Reading<T> reading) {
    long start = System.nanoTime();
    try {
      T result = reading.read();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLOWEST);
      return result;
    } catch (RuntimeException | Error bug) {
      throw new AssertionError(
          "seed %d, case %d, hex %s".formatted(SEED, index, Bytes.wrap(damaged).toHex()), bug);
    }
  }

  private byte[] mutate(byte[] original) {
    byte[] file = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      file = mutateOnce(file, original);
    }
    return file;
  }

  private byte[] mutateOnce(byte[] file, byte[] original) {
    if (file.length == 0) {
      return original.clone();
    }
    int at = random.nextInt(file.length);
    int to = Math.min(file.length, at + random.nextInt(random.nextBoolean() ? 8 : 200));
    return switch (random.nextInt(7)) {
      case 0 -> {
        file[at] ^= (byte) (1 << random.nextInt(8));
        yield file;
      }
      case 1 -> {
        file[at] = (byte) random.nextInt(256);
        yield file;
      }
      case 2 -> Arrays.copyOf(file, at);
      case 3 -> splice(file, at, nasty(), at);
      case 4 -> splice(file, at, nasty(), to);
      case 5 -> splice(file, at, new byte[0], to);
      default -> splice(file, at, Arrays.copyOfRange(file, at, to), at);
    };
  }

  private byte[] nasty() {
    return NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** The file with the bytes from {@code from} to {@code to} replaced. */
  private static byte[] splice(byte[] file, int from, byte[] middle, int to) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(file, 0, from);
    whole.writeBytes(middle);
    whole.write(file, to, file.length - to);
    return whole.toByteArray();
  }
}
