package io.batcherconsole.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.StructuredDataEncoder;

/** Both curve implementations against the vectors, each other and web3j's EIP-712 encoder. */
class SignatureTest {
  private static final long SEED = 20_261_125;
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final Hash LEAF = VerificationCommitment.of(Vectors.PROOF).leaf();

  static Stream<Secp256k1> curves() {
    return Stream.of(new NativeSecp256k1(), new PortableSecp256k1());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void signsAsTheFieldDoes(Secp256k1 curve) {
    SubmissionSigner signer = new SubmissionSigner(curve, Vectors.KEY);
    assertThat(signer.address()).isEqualTo(Vectors.USER);
    assertThat(signer.sign(Vectors.NONCED))
        .isEqualTo(new SubmitProof(Vectors.NONCED, Vectors.SIGNATURE));
    assertThat(signer).hasToString("signer " + Vectors.USER);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void recoversTheSigner(Secp256k1 curve) {
    SignatureRecovery recovery = new SignatureRecovery(curve);
    assertThat(recovery.recover(Vectors.NONCED, LEAF, Vectors.SIGNATURE)).contains(Vectors.USER);
    assertThat(recovery.recover(Vectors.nonced(2), LEAF, Vectors.SIGNATURE))
        .contains(
            Address.of(Vectors.COMMITMENTS.at("/eip712/recovered_when_nonce_is_2").asString()));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void aHighSIsItsLowTwin(Secp256k1 curve) {
    Signature high =
        new Signature(
            Vectors.SIGNATURE.r(),
            ORDER.subtract(Vectors.SIGNATURE.s()),
            55 - Vectors.SIGNATURE.v());
    assertThat(new SignatureRecovery(curve).recover(Vectors.NONCED, LEAF, high))
        .contains(Vectors.USER);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1",
    "2,2",
    "3,3",
    "4,0",
    "26,2",
    "27,0",
    "28,1",
    "29,2",
    "30,3",
    "31,0",
    "34,3",
    "35,0",
    "36,1",
    "62709,0",
    "62710,1",
    "9223372036854775807,0",
    "-1,0",
    "-2,1"
  })
  void vIsNormalised(long v, int id) {
    assertThat(new Signature(BigInteger.ONE, BigInteger.ONE, v).recoveryId()).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void noOneSignedTheImpossible(Secp256k1 curve) {
    BigInteger r = Vectors.SIGNATURE.r();
    BigInteger s = Vectors.SIGNATURE.s();
    BigInteger max = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    Stream.of(
            new Signature(BigInteger.ZERO, s, 27),
            new Signature(r, BigInteger.ZERO, 27),
            new Signature(ORDER, s, 27),
            new Signature(r, ORDER, 27),
            new Signature(max, s, 27),
            new Signature(max.shiftLeft(1), s, 27),
            new Signature(r, s, 29),
            new Signature(BigInteger.valueOf(5), s, 27)) // no point has x = 5
        .forEach(
            impossible ->
                assertThat(curve.recover(LEAF, impossible)).as("%s", impossible).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void noKey(Secp256k1 curve) {
    Stream.of(
            Hash.ZERO.bytes(),
            Bytes.ofUnsigned(ORDER, 32),
            Bytes.EMPTY,
            Bytes.fromHex("01"),
            Bytes.wrap(new byte[33]))
        .forEach(
            key ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> curve.address(key))
                    .withMessageStartingWith("not a private key"));
  }

  @Test
  void bothCurvesAgreeOnAnything() {
    Random random = new Random(SEED);
    Secp256k1 fast = new NativeSecp256k1();
    Secp256k1 portable = new PortableSecp256k1();
    for (int i = 0; i < 200; i++) {
      Bytes key = bytes(random, 32);
      Hash digest = new Hash(bytes(random, 32));
      Signature signature = fast.sign(digest, key);
      assertThat(portable.sign(digest, key)).as("seed %d, case %d", SEED, i).isEqualTo(signature);
      assertThat(fast.recover(digest, signature)).contains(fast.address(key));
      Signature noise =
          new Signature(
              bytes(random, 32).toUnsigned(), bytes(random, 32).toUnsigned(), random.nextInt(64));
      assertThat(portable.recover(digest, noise))
          .as("seed %d, case %d", SEED, i)
          .isEqualTo(fast.recover(digest, noise));
      assertThat(Signature.of(signature.encoded())).isEqualTo(signature);
    }
  }

  @Test
  void theDigestIsWhatWeb3jComputes() throws Exception {
    Random random = new Random(SEED);
    for (int i = 0; i < 50; i++) {
      NoncedVerificationData data =
          new NoncedVerificationData(
              Vectors.PROOF,
              bytes(random, random.nextInt(33)).toUnsigned(),
              bytes(random, random.nextInt(33)).toUnsigned(),
              bytes(random, random.nextInt(9)).toUnsigned(),
              new Address(bytes(random, 20)));
      Hash leaf = new Hash(bytes(random, 32));
      assertThat(SubmissionDigest.of(data, leaf).bytes())
          .as("seed %d, case %d", SEED, i)
          .isEqualTo(Bytes.wrap(new StructuredDataEncoder(json(data, leaf)).hashStructuredData()));
    }
  }

  private static String json(NoncedVerificationData data, Hash leaf) {
    String json =
        """
        {"types": {
          "EIP712Domain": [
            {"name": "name", "type": "string"}, {"name": "version", "type": "string"},
            {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"}],
          "NoncedVerificationData": [
            {"name": "verification_data_hash", "type": "bytes32"},
            {"name": "nonce", "type": "uint256"}, {"name": "max_fee", "type": "uint256"}]},
         "primaryType": "NoncedVerificationData",
         "domain": {"name": "Aligned", "version": "1", "chainId": "$chain", "verifyingContract": "$contract"},
         "message": {"verification_data_hash": "$leaf", "nonce": "$nonce", "max_fee": "$fee"}}
        """;
    Map<String, Object> values =
        Map.of(
            "$chain", data.chainId(),
            "$contract", data.paymentService(),
            "$leaf", leaf,
            "$nonce", data.nonce(),
            "$fee", data.maxFee());
    for (Map.Entry<String, Object> value : values.entrySet()) {
      json = json.replace(value.getKey(), value.getValue().toString());
    }
    return json;
  }

  private static Bytes bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }
}
