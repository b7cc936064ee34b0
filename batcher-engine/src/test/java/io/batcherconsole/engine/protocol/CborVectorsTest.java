package io.batcherconsole.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.ClientMessage.GetLastMaxFee;
import io.batcherconsole.engine.protocol.ClientMessage.GetNonceForAddress;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.ServerMessage.BatchInclusionData;
import io.batcherconsole.engine.protocol.ServerMessage.CreateNewTaskError;
import io.batcherconsole.engine.protocol.ServerMessage.GetNonceResponse;
import io.batcherconsole.engine.protocol.ServerMessage.InsufficientBalance;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidNonce;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidPaymentServiceAddress;
import io.batcherconsole.engine.protocol.ServerMessage.InvalidProof;
import io.batcherconsole.engine.protocol.ServerMessage.Nonce;
import io.batcherconsole.engine.protocol.ServerMessage.NonceEthRpcError;
import io.batcherconsole.engine.protocol.ServerMessage.ProofInvalidReason;
import io.batcherconsole.engine.protocol.ServerMessage.ProtocolVersion;
import io.batcherconsole.engine.protocol.ServerMessage.ServerBusy;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec against bytes that the field's own serialiser wrote. */
class CborVectorsTest {
  private static final CborCodec CODEC = new CborCodec();

  private static final Map<String, ClientMessage> CLIENT =
      Map.of(
          "GetNonceForAddress", new GetNonceForAddress(Vectors.USER),
          "GetLastMaxFee", new GetLastMaxFee(Vectors.USER),
          "SubmitProof", new SubmitProof(Vectors.NONCED, Vectors.SIGNATURE));

  private static final Map<String, SubmitProofResponse> SUBMIT =
      Map.of(
          "ProtocolVersion", new ProtocolVersion(4),
          "InvalidNonce", new InvalidNonce(),
          "InvalidProof(RejectedProof)", new InvalidProof(new ProofInvalidReason.RejectedProof()),
          "InvalidProof(DisabledVerifier(SP1))",
              new InvalidProof(new ProofInvalidReason.DisabledVerifier(ProvingSystem.SP1)),
          "InsufficientBalance", new InsufficientBalance(Vectors.USER),
          "CreateNewTaskError", new CreateNewTaskError("aa", "bb"),
          "InvalidPaymentServiceAddress",
              new InvalidPaymentServiceAddress(Vectors.PAYMENT_SERVICE, Vectors.USER),
          "ServerBusy", new ServerBusy(),
          "BatchInclusionData",
              new BatchInclusionData(
                  Vectors.hash("/merkle/root"),
                  Vectors.hashes("/merkle/path_of_2"),
                  2,
                  BigInteger.valueOf(16)));

  private static final Map<String, GetNonceResponse> NONCE =
      Map.of(
          "Nonce(0)", new Nonce(BigInteger.ZERO),
          "Nonce(255)", new Nonce(BigInteger.valueOf(255)),
          "Nonce MAX", new Nonce(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)),
          "ServerBusy", new ServerBusy(),
          "EthRpcError", new NonceEthRpcError("Eth RPC error"));

  @ParameterizedTest
  @MethodSource("client")
  void clientMessages(String name, ClientMessage message) throws DecodeException {
    assertThat(CODEC.encode(message)).isEqualTo(Vectors.cbor(name));
    assertThat(CODEC.decodeClient(Vectors.cbor(name))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("submit")
  void submissionReplies(String name, SubmitProofResponse reply) throws DecodeException {
    assertThat(CODEC.encode(reply)).isEqualTo(Vectors.cbor(name));
    assertThat(CODEC.decodeSubmitProofResponse(Vectors.cbor(name))).isEqualTo(reply);
  }

  @ParameterizedTest
  @MethodSource("nonce")
  void nonceReplies(String name, GetNonceResponse reply) throws DecodeException {
    assertThat(CODEC.encode(reply)).isEqualTo(Vectors.cbor(name));
    assertThat(CODEC.decodeGetNonceResponse(Vectors.cbor(name))).isEqualTo(reply);
  }

  @Test
  void batchFile() throws DecodeException {
    List<VerificationData> proofs = List.of(Vectors.PROOF);
    assertThat(CODEC.encodeBatch(proofs)).isEqualTo(Vectors.cbor("Vec<VD>"));
    assertThat(CODEC.decodeBatch(Vectors.cbor("Vec<VD>"))).isEqualTo(proofs);
  }

  @Test
  void everyVectorIsUsed() {
    assertThat(Vectors.messages().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(CLIENT.keySet(), SUBMIT.keySet(), NONCE.keySet(), List.of("Vec<VD>"))
                .flatMap(names -> names.stream())
                .distinct()
                .toList());
  }

  static Stream<Arguments> client() {
    return arguments(CLIENT);
  }

  static Stream<Arguments> submit() {
    return arguments(SUBMIT);
  }

  static Stream<Arguments> nonce() {
    return arguments(NONCE);
  }

  private static Stream<Arguments> arguments(Map<String, ?> messages) {
    return messages.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }
}
