package io.batcherconsole.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Hash;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a real S3 server in this process, which checks every request's signature. */
class S3StoreTest {
  private static final Hash ROOT =
      Hash.of("0x6a37f449f217261e84de23765ee8398ec780512aec2a887c6b7fc6220dbb27fa");
  private static final String NAME = BatchStore.fileName(ROOT);
  private static final URI DOWNLOAD = URI.create("http://files.example/batches");

  private static S3Proxy server;
  private static URI endpoint;
  private static S3Client reader;

  @TempDir Path temp;

  @BeforeAll
  static void start() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "an-id", "a-secret")
            .build();
    server.start();
    endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    reader =
        S3Client.builder()
            .region(Region.US_EAST_2)
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("an-id", "a-secret")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    reader.createBucket(request -> request.bucket("one"));
    reader.createBucket(request -> request.bucket("two"));
  }

  @AfterAll
  static void stop() throws Exception {
    reader.close();
    server.stop();
  }

  private static S3Bucket bucket(String name, String secret, URI upload) {
    return new S3Bucket(name, S3Bucket.DEFAULT_REGION, "an-id", secret, upload, DOWNLOAD);
  }

  private static byte[] stored(String bucket) {
    return reader.getObjectAsBytes(request -> request.bucket(bucket).key(NAME)).asByteArray();
  }

  @Test
  void storesUnderTheRootAndReturnsThePointer() throws Exception {
    byte[] batch = new byte[2_000_000];
    new Random(1).nextBytes(batch);
    try (S3Store store = new S3Store(bucket("one", "a-secret", endpoint))) {
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
    try (S3Store store = new S3Store(bucket("none", "a-secret", endpoint))) {
      assertThatThrownBy(() -> store.put(ROOT, new byte[148]))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("status 404, NoSuchBucket");
    }
    assertThat(bucket("one", "a-secret", endpoint)).asString().doesNotContain("an-id", "a-secret");
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws Exception {
    try (S3Store store = new S3Store(bucket("one", "a-secret", nobody()))) {
      assertThatThrownBy(() -> store.put(ROOT, new byte[148]))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the server did not answer");
    }
  }

  @Test
  void anInterruptGivesUp() {
    try (S3Store store = new S3Store(bucket("one", "a-secret", endpoint))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.put(ROOT, new byte[148]))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void twoPlacesAreJoinedByAComma() throws Exception {
    try (S3Store one = new S3Store(bucket("one", "a-secret", endpoint));
        S3Store two = new S3Store(bucket("two", "a-secret", endpoint))) {
      URI pointer = new TwoStores(one, two).put(ROOT, new byte[] {1, 2, 3});
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
    assertThat(new TwoStores(broken, works).put(ROOT, new byte[3]))
        .hasToString("http://works/" + NAME);
    assertThat(new TwoStores(works, broken).put(ROOT, new byte[3]))
        .hasToString("http://works/" + NAME);
    try (S3Store refuses = new S3Store(bucket("none", "a-secret", endpoint))) {
      assertThatThrownBy(() -> new TwoStores(broken, refuses).put(ROOT, new byte[3]))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is in the way")
          .hasMessageContaining("NoSuchBucket");
    }
  }

  /** An address on which nothing listens. */
  private static URI nobody() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
