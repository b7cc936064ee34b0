package io.batcherconsole.engine.chain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Mines on an anvil by {@code evm_mine}, which leaves its own block time as it is. */
public final class AnvilMining implements MineNow {
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static final String REQUEST =
      """
      {"jsonrpc":"2.0","id":1,"method":"evm_mine","params":[]}""";

  private final URI url;

  /**
   * @param url where the anvil listens
   */
  public AnvilMining(URI url) {
    this.url = url;
  }

  @Override
  public void mine() throws ChainException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("content-type", "application/json")
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      http.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException silent) {
      throw new ChainException.Unavailable(
          "anvil at %s did not mine: %s".formatted(url, silent.getMessage()), silent);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ChainException.Unavailable("interrupted while anvil mined", stop);
    }
  }
}
