package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.batcherconsole.engine.chain.ChainClient.Call;
import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that is away, slow, wrong or odd. */
@Timeout(60)
class JsonRpcChainTest {
  private static final Address SOMEONE = Address.of("0x14dc79964da2c08b23698b3d3cc7ca32193d9955");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch testEnds = new CountDownLatch(1);
  private @Nullable HttpServer server;
  private @Nullable ChainClient chain;

  @AfterEach
  void stop() {
    testEnds.countDown();
    if (chain != null) {
      chain.close();
    }
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void aDeadPortIsUnavailable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ChainClient dead = chain(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(5));
    assertThatThrownBy(dead::head)
        .isInstanceOf(ChainException.Unavailable.class)
        .hasMessageContaining("http://127.0.0.1:" + port + " does not answer eth_getBlockByNumber");
  }

  @Test
  void aNodeThatNeverAnswersIsUnavailableAfterTheTimeout() throws Exception {
    ChainClient slow =
        chain(
            serve(
                request -> {
                  awaitEnd();
                  return "";
                }),
            Duration.ofMillis(200));
    assertThatThrownBy(slow::head)
        .isInstanceOf(ChainException.Unavailable.class)
        .hasMessageContaining("does not answer eth_getBlockByNumber");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>502 Bad Gateway</html>",
        "{",
        "[]",
        "null",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"many\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"number\":\"0x1\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[1,2]}"
      })
  void garbageIsUnavailable(String body) throws Exception {
    ChainClient odd = chain(serve(request -> body), Duration.ofSeconds(5));
    List<ThrowingCallable> questions = // each reads another kind of result
        List.of(odd::head, odd::gasPrice, () -> odd.code(SOMEONE), () -> odd.call(someCall()));
    for (ThrowingCallable question : questions) {
      assertThatThrownBy(question)
          .isInstanceOf(ChainException.Unavailable.class)
          .hasMessageContaining(odd.where());
    }
  }

  @Test
  void anHttpErrorIsUnavailable() throws Exception {
    HttpServer failing = bind();
    failing.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    failing.start();
    ChainClient node = chain(url(failing), Duration.ofSeconds(5));
    assertThatThrownBy(node::chainId)
        .isInstanceOf(ChainException.Unavailable.class)
        .hasMessageContaining("503");
  }

  @Test
  void anAnswerWithoutEndIsCutOff() throws Exception {
    HttpServer endless = bind();
    endless.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
          try (OutputStream body = exchange.getResponseBody()) {
            while (testEnds.getCount() > 0) {
              body.write(blanks);
            }
          } catch (IOException cutOff) {
            testEnds.countDown();
          }
        });
    endless.start();
    ChainClient node = chain(url(endless), Duration.ofSeconds(30));
    assertThatThrownBy(node::gasPrice)
        .isInstanceOf(ChainException.Unavailable.class)
        .hasMessageContaining("larger than 64 MiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // anvil, geth, hardhat
        "{\"code\":3,\"message\":\"execution reverted\",\"data\":\"0xDATA\"}",
        // ganache
        "{\"code\":-32000,\"message\":\"VM Exception while processing transaction: revert\",\"data\":{\"hash\":null,\"result\":\"0xDATA\",\"reason\":null}}",
        // erigon and others that answer the plain code
        "{\"code\":-32000,\"message\":\"execution reverted\",\"data\":\"0xDATA\"}"
      })
  void revertDataIsFoundWhereTheNodePutsIt(String error) throws Exception {
    Bytes data = ServiceManagerAbi.BATCH_ALREADY_SUBMITTED.encode(Hash.of("ab".repeat(32)));
    String body = error.replace("DATA", data.toHex());
    ChainClient node = chain(serve(request -> error(body)), Duration.ofSeconds(5));
    assertThatThrownBy(() -> node.call(someCall()))
        .isInstanceOfSatisfying(
            ChainException.Reverted.class,
            reverted -> {
              assertThat(reverted.data()).isEqualTo(data);
              assertThat(reverted).hasMessageContaining("same Merkle root");
            });
  }

  @Test
  void aRevertWithoutDataIsARevert() throws Exception {
    ChainClient node =
        chain(
            serve(request -> error("{\"code\":3,\"message\":\"execution reverted\"}")),
            Duration.ofSeconds(5));
    assertThatThrownBy(() -> node.call(someCall()))
        .isInstanceOfSatisfying(
            ChainException.Reverted.class,
            reverted -> assertThat(reverted.data()).isEqualTo(Bytes.EMPTY));
  }

  @Test
  void aBusyNodeIsUnavailableAndAnyOtherErrorIsFinal() throws Exception {
    ChainClient busy =
        chain(
            serve(request -> error("{\"code\":-32005,\"message\":\"limit exceeded\"}")),
            Duration.ofSeconds(5));
    assertThatThrownBy(busy::head).isInstanceOf(ChainException.Unavailable.class);
    chain = null;
    busy.close();
    ChainClient wrong =
        chain(
            serve(request -> error("{\"code\":-32601,\"message\":\"no such method\"}")),
            Duration.ofSeconds(5));
    assertThatThrownBy(wrong::head)
        .isInstanceOf(ChainException.Refused.class)
        .hasMessageContaining("no such method");
  }

  /** The transaction is EIP-1559's own, its hash Keccak-256 of what goes over the wire. */
  @Test
  void aTransactionThatTheNodeKnowsAlreadyIsSent() throws Exception {
    ChainClient node =
        chain(
            serve(
                request ->
                    request.contains("eth_chainId")
                        ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x7a69\"}"
                        : error("{\"code\":-32000,\"message\":\"already known\"}")),
            Duration.ofSeconds(5));
    Wallet wallet = ContractWorld.penniless();
    Hash hash = node.send(wallet, transaction());
    String sent =
        requests.stream().filter(r -> r.contains("eth_sendRaw")).findFirst().orElseThrow();
    String raw = sent.substring(sent.indexOf("0x02"), sent.indexOf("\"]"));
    assertThat(hash).isEqualTo(Keccak.hash(Bytes.fromHex(raw)));
    assertThat(requests).noneMatch(request -> request.contains(wallet.key().toHex()));
    assertThat(wallet.toString()).doesNotContain(wallet.key().toHex());
  }

  private static Call someCall() {
    return new Call(SOMEONE, SOMEONE, BigInteger.ZERO, Bytes.EMPTY);
  }

  private static Transaction transaction() {
    return new Transaction(
        BigInteger.ZERO,
        SOMEONE,
        BigInteger.ONE,
        Bytes.EMPTY,
        BigInteger.TEN,
        BigInteger.valueOf(21_000),
        false);
  }

  private static String error(String error) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":" + error + "}";
  }

  private ChainClient chain(URI url, Duration timeout) {
    ChainClient opened = new JsonRpcChain("node", url, timeout);
    chain = opened;
    return opened;
  }

  private URI serve(UnaryOperator<String> answers) throws IOException {
    HttpServer answering = bind();
    answering.createContext(
        "/",
        exchange -> {
          String request =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(request);
          byte[] body = answers.apply(request).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("content-type", "application/json");
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    answering.start();
    return url(answering);
  }

  private HttpServer bind() throws IOException {
    if (server != null) {
      server.stop(0);
    }
    HttpServer bound =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server = bound;
    return bound;
  }

  private static URI url(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void awaitEnd() {
    try {
      testEnds.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
