package io.batcherconsole.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.batcherconsole.engine.protocol.ClientMessage.GetNonceForAddress;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decoder takes that our encoder would not write, and what it refuses (§1.2). */
class CborLeniencyTest {
  private static final CborCodec CODEC = new CborCodec();
  private static final SubmitProof SUBMISSION = new SubmitProof(Vectors.NONCED, Vectors.SIGNATURE);

  /** The parts of the vector's submission, to be changed by a test. */
  private final Map<String, @Nullable Object> data = new LinkedHashMap<>();

  private final Map<String, Object> nonced = new LinkedHashMap<>();
  private final Map<String, Object> signature = new LinkedHashMap<>();
  private final SequencedMap<String, Object> submission = new LinkedHashMap<>();

  CborLeniencyTest() {
    data.put("proving_system", "GnarkGroth16Bn254");
    data.put("proof", Vectors.PROOF.proof().toArray());
    data.put("pub_input", bytes(Vectors.PROOF.publicInput()));
    data.put("verification_key", bytes(Vectors.PROOF.verificationKey()));
    data.put("proof_generator_addr", Vectors.USER.toString());
    nonced.put("verification_data", data);
    nonced.put("nonce", "0x1");
    nonced.put("max_fee", "0x49e57d6354000");
    nonced.put("chain_id", "0x7a69");
    nonced.put("payment_service_addr", Vectors.PAYMENT_SERVICE.toString());
    signature.put("r", "0x" + Vectors.SIGNATURE.r().toString(16));
    signature.put("s", "0x" + Vectors.SIGNATURE.s().toString(16));
    signature.put("v", 28);
    submission.put("verification_data", nonced);
    submission.put("signature", signature);
  }

  @Test
  void thePartsMakeTheVector() {
    assertThat(message()).isEqualTo(Vectors.cbor("SubmitProof"));
  }

  @Test
  void trailingBytesAreIgnored() throws DecodeException {
    byte[] message = Vectors.cbor("SubmitProof");
    byte[] longer = Arrays.copyOf(message, message.length + 3);
    longer[message.length] = (byte) 0xff;
    assertThat(CODEC.decodeClient(longer)).isEqualTo(SUBMISSION);
  }

  @Test
  void unknownKeysAreIgnoredWhateverTheyHold() throws DecodeException {
    Map<String, @Nullable Object> anything = new HashMap<>();
    anything.put("null", null);
    anything.put("list", List.of(1, -5, 3.5, true, "text", new byte[300], Map.of("a", List.of())));
    data.put("new", anything);
    nonced.put("new", "x".repeat(5000));
    signature.put("new", Long.MIN_VALUE);
    submission.put("new", anything);
    assertSubmission();
    assertThat(CODEC.decodeClient(Cbor.of(Map.of("SubmitProof", submission))))
        .isEqualTo(SUBMISSION);
  }

  @Test
  void keysComeInAnyOrder() throws DecodeException {
    Map<String, Object> turned = new LinkedHashMap<>();
    submission.reversed().forEach(turned::put);
    assertThat(CODEC.decodeClient(Cbor.of(Map.of("SubmitProof", turned)))).isEqualTo(SUBMISSION);
  }

  @Test
  void bytesMayBeArraysOfNumbers() throws DecodeException {
    for (String key : List.of("proof", "pub_input", "verification_key")) {
      data.put(key, numbers((byte[]) data.get(key)));
    }
    assertSubmission();
  }

  @Test
  void nullIsNone() throws DecodeException {
    data.put("vm_program_code", null);
    assertSubmission();
  }

  @Test
  void structsAndByteArraysMayBeIndefinite() throws DecodeException {
    data.put("proof", numbers((byte[]) data.get("proof")));
    byte[] whole = Cbor.indefinite(submission);
    byte[] head = Arrays.copyOf(Vectors.cbor("SubmitProof"), 13); // map(1) and the name
    assertThat(CODEC.decodeClient(join(head, whole))).isEqualTo(SUBMISSION);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void addressesMayBeOfAnyCaseAndWithoutPrefix(boolean upper, boolean prefix)
      throws DecodeException {
    String digits = Vectors.USER.bytes().toHex();
    String address = (prefix ? "0x" : "") + (upper ? digits.toUpperCase(Locale.ROOT) : digits);
    assertThat(CODEC.decodeClient(Cbor.of(Map.of("GetNonceForAddress", address))))
        .isEqualTo(new GetNonceForAddress(Vectors.USER));
  }

  @ParameterizedTest
  @CsvSource({"0x01,1", "1,1", "10,16", "0x0,0", "0xFf,255", "0x000000000000000000ff,255"})
  void numbersAreHexWithOrWithoutPrefix(String written, int nonce) throws DecodeException {
    nonced.put("nonce", written);
    SubmitProof read = (SubmitProof) CODEC.decodeClient(message());
    assertThat(read.data().nonce()).isEqualTo(BigInteger.valueOf(nonce));
  }

  @Test
  void aNameMayBeWrappedWithNull() throws DecodeException {
    data.put("proving_system", wrapped("GnarkGroth16Bn254", null));
    assertSubmission();
    assertThat(CODEC.decodeSubmitProofResponse(Cbor.of(wrapped("BatchReset", null))))
        .isEqualTo(new ServerMessage.BatchReset());
  }

  @Test
  void theOldNameOfGroth16IsKnown() throws DecodeException {
    data.put("proving_system", "Groth16Bn254");
    assertSubmission();
  }

  @Test
  void hashesMayBeByteStrings() throws DecodeException {
    Map<String, Object> inclusion = new LinkedHashMap<>();
    inclusion.put("batch_merkle_root", Hash.ZERO.bytes().toArray());
    inclusion.put(
        "batch_inclusion_proof", Map.of("merkle_path", List.of(Hash.ZERO.bytes().toArray())));
    inclusion.put("index_in_batch", 1);
    inclusion.put("user_nonce", "0x0");
    assertThat(CODEC.decodeSubmitProofResponse(Cbor.of(Map.of("BatchInclusionData", inclusion))))
        .isEqualTo(
            new ServerMessage.BatchInclusionData(
                Hash.ZERO, List.of(Hash.ZERO), 1, BigInteger.ZERO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0xa0ee7a142d267c1f36714e4a8f75612f20a7972",
        "0xa0ee7a142d267c1f36714e4a8f75612f20a797200",
        "0Xa0ee7a142d267c1f36714e4a8f75612f20a79720",
        "0xg0ee7a142d267c1f36714e4a8f75612f20a79720",
        "0x٣0ee7a142d267c1f36714e4a8f75612f20a79720",
        "-xa0ee7a142d267c1f36714e4a8f75612f20a7972",
        ""
      })
  void badAddresses(String address) {
    assertRefused(Cbor.of(Map.of("GetNonceForAddress", address)), "the address");
  }

  @Test
  void anAddressIsNoByteString() {
    assertRefused(
        Cbor.of(Map.of("GetNonceForAddress", Vectors.USER.bytes().toArray())),
        "the address is not a text: bytes");
  }

  @Test
  void anAddressHasAStatedLength() {
    byte[] head = Arrays.copyOf(Vectors.cbor("GetNonceForAddress"), 20);
    byte[] chunk = Arrays.copyOfRange(Vectors.cbor("GetNonceForAddress"), 20, 64);
    assertRefused(join(head, new byte[] {0x7f}, chunk, new byte[] {(byte) 0xff}), "the address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x", "", "0x-1", "-1", "0x 1", "zz"})
  void badNumbers(String number) {
    nonced.put("nonce", number);
    assertRefused(message(), "nonce");
  }

  @Test
  void aNumberHasAtMost64Digits() {
    nonced.put("max_fee", "0x" + "0".repeat(64) + "1");
    assertRefused(message(), "max_fee has 65 hex digits instead of 1 to 64");
  }

  @Test
  void aNumberIsNeitherIntegerNorBytes() {
    nonced.put("nonce", 1);
    assertRefused(message(), "nonce is not a text: an integer");
    nonced.put("nonce", new byte[] {1});
    assertRefused(message(), "nonce is not a text: bytes");
  }

  @Test
  void anEnumIsNoIndefiniteMap() {
    assertRefused(
        Cbor.indefinite(Map.of("GetNonceForAddress", Vectors.USER.toString())),
        "the message is not a map of exactly one name and its value");
  }

  @Test
  void anEnumHasOneName() {
    assertRefused(
        Cbor.of(Map.of("GetNonceForAddress", "a", "GetLastMaxFee", "b")),
        "the message is not a map of exactly one name and its value");
    assertRefused(Cbor.of(Map.of()), "the message is not a map of exactly one name");
    assertRefused(Cbor.of(List.of("SubmitProof")), "the message is neither a name nor a map");
    assertRefused(Cbor.of(7), "the message is neither a name nor a map");
  }

  @Test
  void aMessageNeedsItsValue() {
    assertRefused(Cbor.of("SubmitProof"), "there is no message without a value");
    byte[] wrapped = Cbor.of(wrapped("GetNonceForAddress", null));
    assertRefused(
        join(wrapped, Cbor.of(Vectors.USER.toString())), "there is no message without a value");
  }

  @Test
  void structsAreNoArrays() {
    assertRefused(
        Cbor.of(Map.of("SubmitProof", List.of(nonced, signature))),
        "SubmitProof is not a map: an array");
  }

  @Test
  void unknownNames() {
    assertRefused(
        Cbor.of(Map.of("Submit\n\u001b[1m", 1)), "there is no message named \"Submit??[1m\"");
    data.put("proving_system", "Halo2");
    assertRefused(message(), "there is no proving system named \"Halo2\"");
    data.put("proving_system", Map.of("SP1", 1));
    assertRefused(message(), "there is no proving system with a value named \"SP1\"");
  }

  @Test
  void missingKeys() {
    data.put("proof", null);
    assertRefused(message(), "proof is neither bytes nor an array of numbers: null");
    data.remove("proof");
    assertRefused(message(), "the key proof is missing");
  }

  @Test
  void aKeyStandsThereOnce() {
    byte[] twice =
        join(
            Arrays.copyOf(Vectors.cbor("SubmitProof"), 13),
            new byte[] {(byte) 0xa3},
            Cbor.of("signature"),
            Cbor.of(signature),
            Cbor.of("signature"),
            Cbor.of(signature),
            Cbor.of("verification_data"),
            Cbor.of(nonced));
    assertRefused(twice, "the key signature stands there twice");
  }

  @Test
  void keysAreTexts() {
    byte[] message =
        join(Arrays.copyOf(Vectors.cbor("SubmitProof"), 13), new byte[] {(byte) 0xa1, 0x01, 0x01});
    assertRefused(message, "a key of SubmitProof is not a text: an integer");
  }

  @Test
  void bytesAreSmallNumbers() {
    data.put("proof", List.of(1, 256));
    assertRefused(message(), "a byte of proof is 256, more than 255");
    data.put("proof", List.of(-1));
    assertRefused(message(), "a byte of proof is not an unsigned integer");
    data.put("proof", "2a2a");
    assertRefused(message(), "proof is neither bytes nor an array of numbers: a text");
  }

  @Test
  void textIsUtf8() {
    assertRefused(new byte[] {(byte) 0xa1, 0x61, (byte) 0xff, 0x01}, "is not valid UTF-8");
  }

  @Test
  void lengthsAreBelievedOnlyWhenTheBytesAreThere() {
    assertRefused(Bytes.fromHex("a17bffffffffffffffff41").toArray(), "the name of the message");
    assertRefused(Bytes.fromHex("a17b7fffffffffffffff41").toArray(), "the name of the message");
    assertRefused(Bytes.fromHex("a1").toArray(), "the message ends in the middle of a value");
    assertRefused(new byte[0], "the message ends in the middle of a value");
    for (byte[] message : Vectors.messages().values()) {
      byte[] cut = Arrays.copyOf(message, message.length - 1);
      assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> CODEC.decodeClient(cut));
    }
  }

  @Test
  void nestingIsBounded() {
    byte[] lists = new byte[1 << 20];
    Arrays.fill(lists, (byte) 0x81);
    byte[] head = join(new byte[] {(byte) 0xa1}, Cbor.of("SubmitProof"));
    byte[] message = join(head, new byte[] {(byte) 0xa1}, Cbor.of("new"), lists);
    assertRefused(message, "values nest more than 256 deep");
  }

  @Test
  void aHugeMessageOfNothingIsReadInOnePass() {
    byte[] tags = new byte[CborCodec.MAX_MESSAGE / 8];
    Arrays.fill(tags, (byte) 0xc0);
    assertRefused(tags, "the message ends in the middle of a value");
  }

  @Test
  void jacksonReadsWhatWeWrite() {
    assertThat(Cbor.parse(CODEC.encode(SUBMISSION)))
        .usingRecursiveComparison()
        .isEqualTo(Map.of("SubmitProof", submission));
    String longText = "é".repeat(20_000);
    assertThat(Cbor.parse(CODEC.encode(new ServerMessage.ErrorMessage(longText))))
        .isEqualTo(Map.of("Error", longText));
  }

  private void assertSubmission() throws DecodeException {
    assertThat(CODEC.decodeClient(message())).isEqualTo(SUBMISSION);
  }

  private byte[] message() {
    return Cbor.of(Map.of("SubmitProof", submission));
  }

  private static void assertRefused(byte[] message, String why) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> CODEC.decodeClient(message))
        .withMessageStartingWith("at byte ")
        .withMessageContaining(why);
  }

  private static Map<String, @Nullable Object> wrapped(String name, @Nullable Object value) {
    Map<String, @Nullable Object> map = new HashMap<>();
    map.put(name, value);
    return map;
  }

  private static byte[] bytes(@Nullable Bytes bytes) {
    return Objects.requireNonNull(bytes).toArray();
  }

  private static List<Integer> numbers(byte @Nullable [] bytes) {
    byte[] all = Objects.requireNonNull(bytes);
    return IntStream.range(0, all.length).mapToObj(i -> all[i] & 0xff).toList();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
