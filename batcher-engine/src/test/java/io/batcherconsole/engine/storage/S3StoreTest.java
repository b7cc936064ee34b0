package io.batcherconsole.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server. */
class S3StoreTest {
  private static final Hash ROOT =
      Hash.of("0x6a37f449f217261e84de23765ee8398ec780512aec2a887c6b7fc6220dbb27fa");
  private static final String NAME = BatchStore.fileName(ROOT);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final URI DOWNLOAD = URI.create("http://files.example/batches");

  private static S3Server server;
  private static URI endpoint;

  @TempDir Path temp;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server("one", "two");
    endpoint = server.endpoint();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static S3Bucket bucket(String name, String secret, URI upload) {
    return new S3Bucket(
        name, S3Bucket.DEFAULT_REGION, S3Server.ACCESS_KEY, secret, upload, DOWNLOAD);
  }

  private static byte[] stored(String bucket) {
    return server.stored(bucket, NAME);
  }

  @Test
  void storesUnderTheRootAndReturnsThePointer() throws Exception {
    byte[] batch = new byte[2_000_000];
    new Random(1).nextBytes(batch);
    try (S3Store store = new S3Store(bucket("one", S3Server.SECRET_KEY, endpoint))) {
      assertThat(store.put(ROOT, batch)).hasToString("http://files.example/batches/" + NAME);
      assertThat(stored("one")).isEqualTo(batch);
      assertThat(store.put(ROOT, batch)).hasToString("http://files.example/batches/" + NAME);
    }
  }

  @RepeatedTest(5)
  void aRefusalIsToldWithoutTheSecret() {
    try (S3Store store = new S3Store(bucket("one", "wrong-secret", endpoint))) {
      assertThatThrownBy(() -> store.put(ROOT, new byte[148]))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(NAME + " (148 bytes) was not stored in bucket one at " + endpoint)
          .hasMessageContaining("status 403, SignatureDoesNotMatch")
          .hasMessageNotContaining("wrong-secret");
    }
    try (S3Store store = new S3Store(bucket("none", S3Server.SECRET_KEY, endpoint))) {
      assertThatThrownBy(() -> store.put(ROOT, new byte[148]))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("status 404, NoSuchBucket");
    }
    assertThat(bucket("one", S3Server.SECRET_KEY, endpoint))
        .asString()
        .doesNotContain(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws Exception {
    try (S3Store store = new S3Store(bucket("one", S3Server.SECRET_KEY, nobody()))) {
      assertThatThrownBy(() -> store.put(ROOT, new byte[148]))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the server did not answer");
    }
  }

  @Test
  void anInterruptGivesUp() {
    try (S3Store store = new S3Store(bucket("one", S3Server.SECRET_KEY, endpoint))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.put(ROOT, new byte[148]))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void twoPlacesAreJoinedByAComma() throws Exception {
    try (S3Store one = new S3Store(bucket("one", S3Server.SECRET_KEY, endpoint));
        S3Store two = new S3Store(bucket("two", S3Server.SECRET_KEY, endpoint))) {
      URI pointer = two(one, two).put(ROOT, new byte[] {1, 2, 3});
      String each = "http://files.example/batches/" + NAME;
      assertThat(pointer).hasToString(each + "," + each);
      assertThat(stored("one")).containsExactly(1, 2, 3);
      assertThat(stored("two")).containsExactly(1, 2, 3);
    }
  }

  @Test
  void oneOfTwoPlacesIsEnoughAndNoneIsNot() throws Exception {
    Path taken = Files.writeString(temp.resolve("taken"), "");
    BatchStore broken = new FolderStore(taken, URI.create("http://broken"));
    BatchStore works = new FolderStore(temp, URI.create("http://works"));
    assertThat(two(broken, works).put(ROOT, new byte[3])).hasToString("http://works/" + NAME);
    assertThat(two(works, broken).put(ROOT, new byte[3])).hasToString("http://works/" + NAME);
    try (S3Store refuses = new S3Store(bucket("none", S3Server.SECRET_KEY, endpoint))) {
      assertThatThrownBy(() -> two(broken, refuses).put(ROOT, new byte[3]))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is in the way")
          .hasMessageContaining("NoSuchBucket");
    }
  }

  private static BatchStore two(BatchStore one, BatchStore other) {
    return new TwoStores(new LiveRuntime(1), one, other, StoreListener.NONE, List.of(), PATIENCE);
  }

  /** An address on which nothing listens. */
  private static URI nobody() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
