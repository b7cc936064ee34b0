package io.batcherconsole.engine.devnet;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Downloads batch files, bounded in bytes, time and tries (batcher.md §3.5). Thread-safe. */
final class BatchDownload implements AutoCloseable {
  private final EngineRuntime runtime;
  private final OperatorSettings.Download settings;
  private final HttpClient http;

  BatchDownload(EngineRuntime runtime, OperatorSettings.Download settings) {
    this.runtime = runtime;
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .executor(task -> runtime.spawn("batch-download", task))
            .build();
  }

  /**
   * Downloads a file.
   *
   * @param pointer URLs of the same file, separated by commas: the first that answers counts
   * @throws IOException with half a sentence when none did
   */
  byte[] get(String pointer) throws IOException, InterruptedException {
    String problem = "";
    Duration pause = settings.pause();
    for (int attempt = 1; attempt <= settings.tries(); attempt++) {
      for (String url : pointer.split(",", -1)) {
        try {
          return tryOnce(url.strip());
        } catch (IOException failed) {
          problem = url + ": " + failed.getMessage();
        }
      }
      if (attempt < settings.tries()) {
        runtime.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
    throw new IOException(
        "the batch file could not be downloaded in %d tries (%s)"
            .formatted(settings.tries(), problem));
  }

  private byte[] tryOnce(String url) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request(url), BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.mostBytes()));
    try {
      HttpResponse<byte[]> response =
          answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException slow) {
      throw new IOException(
          "not complete within " + settings.timeout().toMillis() / 1000.0 + " s", slow);
    } catch (ExecutionException failed) {
      throw new IOException(words(failed.getCause()), failed);
    } finally {
      answer.cancel(true);
    }
  }

  /** A refused connection has no message of its own. */
  private static String words(@Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    return message == null ? String.valueOf(cause) : message;
  }

  private static HttpRequest request(String url) throws IOException {
    try {
      return HttpRequest.newBuilder(URI.create(url)).GET().build();
    } catch (IllegalArgumentException noUrl) {
      throw new IOException("no http URL", noUrl);
    }
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
