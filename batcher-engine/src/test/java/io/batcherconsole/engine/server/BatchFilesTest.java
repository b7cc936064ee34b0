package io.batcherconsole.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.storage.FolderStore;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFilesTest {
  private static final String HEX =
      "6a37f449f217261e84de23765ee8398ec780512aec2a887c6b7fc6220dbb27fa";

  @TempDir Path temp;
  private Path folder;
  private TestServer server;
  private URI endpoint;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    folder = Files.createDirectory(temp.resolve("batches"));
    server = new TestServer(new LimitsBuilder().build(), folder, TestServer::answer);
    endpoint = server.server.downloadEndpoint();
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void servesABatchUnderItsPointer() throws Exception {
    byte[] batch = new byte[3_000_000];
    new Random(1).nextBytes(batch);
    URI pointer = new FolderStore(folder, endpoint).put(Hash.of(HEX), batch);
    HttpResponse<byte[]> response =
        http.send(HttpRequest.newBuilder(pointer).build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/cbor");
    assertThat(response.headers().firstValueAsLong("content-length")).hasValue(3_000_000);
    assertThat(response.headers().map()).doesNotContainKey("server");
    assertThat(response.body()).isEqualTo(batch);
  }

  @Test
  void tellsTheSizeWithoutTheBatch() throws Exception {
    URI pointer = new FolderStore(folder, endpoint).put(Hash.of(HEX), new byte[148]);
    HttpResponse<byte[]> response =
        http.send(HttpRequest.newBuilder(pointer).HEAD().build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValueAsLong("content-length")).hasValue(148);
    assertThat(response.body()).isEmpty();
  }

  /** Sent as they stand: a client library would tidy some of them up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /batches",
        "GET /secret.json",
        "GET /../secret.json",
        "GET /..%2fsecret.json",
        "GET /%2e%2e/secret.json",
        "GET //" + HEX + ".json",
        "GET /./" + HEX + ".json",
        "GET /" + HEX + ".json/",
        "GET /" + HEX + ".json;x=1",
        "GET /" + HEX + ".JSON",
        "GET /" + HEX,
        "GET /%36a37f449f217261e84de23765ee8398ec780512aec2a887c6b7fc6220dbb27fa.json",
        "GET /6A37F449F217261E84DE23765EE8398EC780512AEC2A887C6B7FC6220DBB27FA.json",
        "POST /" + HEX + ".json",
        "PUT /" + HEX + ".json",
        "DELETE /" + HEX + ".json",
        "OPTIONS /" + HEX + ".json",
      })
  void servesNothingElse(String request) throws Exception {
    Files.writeString(folder.resolve(HEX + ".json"), "the batch");
    Files.writeString(folder.resolve("secret.json"), "a secret");
    Files.writeString(temp.resolve("secret.json"), "a secret");
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setSoTimeout((int) Await.PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              (request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer)
          .matches("(?s)HTTP/1\\.1 40[04] .*")
          .doesNotContain("secret", "the batch", "<");
    }
    assertThat(folder.resolve(HEX + ".json")).hasContent("the batch");
  }

  @Test
  void followsNoLinkAndListsNoFolder() throws Exception {
    Path secret = Files.writeString(temp.resolve("secret"), "a secret");
    Files.createSymbolicLink(folder.resolve(HEX + ".json"), secret);
    Files.createDirectory(folder.resolve("0".repeat(64) + ".json"));
    assertThat(get(HEX + ".json").statusCode()).isEqualTo(404);
    assertThat(get("0".repeat(64) + ".json").statusCode()).isEqualTo(404);
  }

  @Test
  void postingABodyIsNotFoundAndTheConnectionGoesOn() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/" + HEX + ".json"))
            .POST(BodyPublishers.ofByteArray(new byte[10_000]))
            .build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    assertThat(get(HEX + ".json").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String name) throws Exception {
    return http.send(
        HttpRequest.newBuilder(endpoint.resolve("/" + name)).build(), BodyHandlers.ofString());
  }
}
