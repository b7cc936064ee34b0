package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Bytes;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;

/**
 * Sends requests to a node and sorts what comes back: an answer, a revert with its data, a refusal,
 * or nothing that can be understood.
 */
final class NodeAnswers {
  /** JSON-RPC and EIP-1474: internal error, limit exceeded. Trying again may help. */
  private static final int INTERNAL_ERROR = -32603;

  private static final int LIMIT_EXCEEDED = -32005;

  /** Code of a revert with data, in geth, anvil, hardhat and others. */
  private static final int EXECUTION_REVERTED = 3;

  /** Hex in an error's data, which is a JSON text with quotes, or an object around it (ganache). */
  private static final Pattern HEX = Pattern.compile("0x((?:[0-9a-fA-F]{2})*)\"");

  private final String url;

  /**
   * @param url as it may be shown
   */
  NodeAnswers(String url) {
    this.url = url;
  }

  /** Sends one request, once. */
  <R extends Response<?>, T> T of(Request<?, R> request, Function<R, T> reading)
      throws ChainException {
    R response;
    try {
      response = Objects.requireNonNull(request.send(), "an empty answer");
    } catch (IOException unreachable) {
      throw new ChainException.Unavailable(
          "The node at %s does not answer %s: %s"
              .formatted(url, request.getMethod(), reason(unreachable)),
          unreachable);
    } catch (RuntimeException unreadable) {
      // web3j's own exception for an HTTP error; Jackson's for an answer that is no JSON; a null
      throw new ChainException.Unavailable(
          "The node at %s answers %s with something that is no JSON-RPC: %s"
              .formatted(url, request.getMethod(), reason(unreadable)),
          unreadable);
    }
    if (response.hasError()) {
      throw error(request.getMethod(), response.getError());
    }
    try {
      return Objects.requireNonNull(reading.apply(response), "the result is missing");
    } catch (RuntimeException unreadable) {
      throw new ChainException.Unavailable(
          "The node at %s answers %s with something unexpected: %s"
              .formatted(url, request.getMethod(), reason(unreadable)),
          unreadable);
    }
  }

  private ChainException error(String method, Response.Error error) {
    String message = String.valueOf(error.getMessage());
    if (error.getCode() == EXECUTION_REVERTED
        || message.toLowerCase(Locale.ROOT).contains("revert")) {
      Bytes data = revertData(error.getData());
      return new ChainException.Reverted(RevertReason.of(data).sentence(), data);
    }
    String sentence =
        "The node at %s refuses %s: %s (code %d)".formatted(url, method, message, error.getCode());
    return error.getCode() == INTERNAL_ERROR || error.getCode() == LIMIT_EXCEEDED
        ? new ChainException.Unavailable(sentence)
        : new ChainException.Refused(sentence);
  }

  private static Bytes revertData(@Nullable String json) {
    if (json == null) {
      return Bytes.EMPTY;
    }
    Matcher hex = HEX.matcher(json + "\"");
    return hex.find() ? Bytes.fromHex(hex.group(1)) : Bytes.EMPTY;
  }

  private static String reason(Exception exception) {
    String message = exception.getMessage();
    if (message == null || message.isBlank()) {
      return exception.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElse(message);
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
