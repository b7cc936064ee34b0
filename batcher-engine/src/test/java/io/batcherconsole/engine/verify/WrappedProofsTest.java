package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.VerificationData;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Public sample proofs of zkVMs, from the projects' own test data and from a chain. */
class WrappedProofsTest {
  /** A proof as contracts take it, with what it proves. */
  record Sample(ProofVerifier verifier, String name, String proof, String program, String values) {
    Verdict verify(Bytes proof, @Nullable Bytes values, @Nullable Bytes program) {
      return verifier.verify(
          new VerificationData(verifier.system(), proof, values, null, program, Address.ZERO));
    }

    Bytes proofBytes() {
      return Bytes.fromHex(proof);
    }

    Bytes programBytes() {
      return Bytes.fromHex(program);
    }

    Bytes valueBytes() {
      return Bytes.fromHex(values);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(
            new Risc0Verifier(),
            "RISC Zero 2.2",
            "bb001d441cb19c0439e5cb54ab7dd4d4e0cd8c4809abe8e19ba602b4ce8728dc9e2eafbe"
                + "27eac14be5e561f6cd697429d0567a4f46f62291b58f541c46fbf653dff6725424ade3fd"
                + "f1cc1014e062fa9e6c2e8e3a785fb2f84af10a44adfe761483b1036a00bea38909a90b4f"
                + "557b520cc77f01a33000444dd2c5c572d590e03c55c646392b8f7d3f65ab4b05ce2a339f"
                + "86210a1762d8cae53bafdeaa105949019e5fb72a17506d1c6db5cfbfee339cd9e20abc98"
                + "71d2d72e6c0e66b9e8f6f5ddce73181022cc8347b8ac33a5ee18bb0cecf4d47225112e90"
                + "e1c4d0b896b7ab77701a8f4c1391b544bc1d7ba20e6287ff63fded2de08e02db62b0093b"
                + "e54044819071cd65",
            "39b8aec425bb4e7eb994a0e4b6e9dbeceba907cf70f463cba7dc9786fe2dfb86",
            "6a75737420612073696d706c652072656365697074"),
        new Sample(
            new Risc0Verifier(),
            "RISC Zero 3.0",
            "73c457ba2ccb718fd9092cc11546eeded62a44d3ed274076dd3ec154fae8739f3432050b"
                + "2005be2c5dbe6c08bfd04b30601a462540962bc26a2f38c5cfc0a4d76d8f1b8015e690a1"
                + "b230081234867edeedb2f98bcdf33d0471c2aa5e8db63b72333f871527eb5d1fcf0a7af5"
                + "0fb8f42e8699e2c4eda3cd93f4e2a930096ae78e38bea4020c5c3d963dc453b4b302170e"
                + "47c0cf53382255143c8fcef474d8b6eaaa8daaaf092c2f650809a3afbd122ef128cb882c"
                + "2de7a6ccddd2e544b645fa3fedf6bcc92e09be04876a07778231fd5b93305d35fd8af23f"
                + "040a11682a8c64130370804f28f07a76fa538755276e42c04b5f7eb97b04b68b65fa50e3"
                + "181a0452069a3667",
            "11d264ed8dfdee222b820f0278e4d7f55d4b69a5472253a471c102265a91ea1a",
            "6a75737420612073696d706c652072656365697074"),
        new Sample(
            new Sp1Verifier(),
            "SP1 4",
            "11b6a09d07727e8889e440a3a4fe6b3cc7e438d232daa177c762d3267ada247e165b06ca"
                + "1beaf42fbaaa7676caf3dd978af6c1b7b64968f67f41e3d356790a09337566d81122aa69"
                + "04fd105ff2a499c1f3264a3f55e740cda6521be1877225f4073f7a4a22fe10987f12d67a"
                + "145738de4e301bb8e37347556bead5bb003ce32653ffae5a281be092e26c9d16eb569b35"
                + "92eb766b0197fe05d359952a05958b2596239f061333369ab1d6576f80e965d0e3d8f1d3"
                + "a74722e794e72199c3dee91bff8f3a5e087ac3fac78f5372befa133b94764b43c4c88ee4"
                + "f3fc0495e52c74ad5a6d2c18008e6740d0aad32976971c95db159fb37d4f8428d7c5abe6"
                + "58a58d516acd664c",
            "00b51cef3572d1a49ae7f4a332221cab31cdb72b131dbf28fb6ab26e15458fe2",
            "0000000000000000000000000000000000000000000000000000000000000014"
                + "0000000000000000000000000000000000000000000000000000000000001a6d"
                + "0000000000000000000000000000000000000000000000000000000000002ac2"),
        new Sample(
            new Sp1Verifier(),
            "SP1 5",
            "a4594c5903aa57653ef8e85cc3f671b9353a623214794bd52b854b55c84e2fad418e8a23"
                + "031b028a3808bb700df247193211994642097837adb8409b4118cea21d50bd832f015a63"
                + "5a1a7ba9fa58a54cb719005c150c46d5b5a41666154fccca290abc4e2d207adce3d46699"
                + "3c4f1167d0475b68dc176f2006a59233049f44a1c141eb7a1f3e0c3ee76f803dc4859b7b"
                + "9329235b330416889f3d74ef7ec498b9e84b6f602ab21ebe055bcbb29dd900a07fe428d4"
                + "47e0ed6f284306152e15d249ef8cf89d27e89ce30fc23307a0e536bbfedf7f6f2822f8fe"
                + "e639b4d2ea96f2c275ff449405bf8b4808ecc8210760d3313f57e017935609651b28f1fb"
                + "e970be43d7a8989c",
            "00a1bde4932d9b0fdf65b292dba44b3b23131b5d925592a06fe17735e3d49769",
            "c936613ff8e7fb04ed39ef9e25417f779b187d449b04c7ade75917ff33166021"
                + "0000000000000000000000000000000000000000000000000000000001645d3b"
                + "d54acc3d86cf83ee241a6ad2cc5d394e91d142b85c96d7611b72bc267a9f9436"
                + "0000000000000000000000000000000000000000000000000000000000000057"
                + "0000000000000000000000000000000000000000000000000000000000000001"
                + "ad94b067bdbce131ff2c2bb4ca7274ea5c48cfa5123b1b5687c25061ff1b8190"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void acceptsTheSample(Sample s) {
    for (int use = 0; use < 3; use++) {
      assertThat(s.verify(s.proofBytes(), s.valueBytes(), s.programBytes()))
          .isEqualTo(new Verdict.Valid());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bindsProgramAndPublicValues(Sample s) {
    assertRejected(s.verify(s.proofBytes(), s.valueBytes(), flipped(s.programBytes(), 9)), "pair");
    assertRejected(s.verify(s.proofBytes(), flipped(s.valueBytes(), 9), s.programBytes()), "pair");
    assertRejected(s.verify(s.proofBytes(), null, s.programBytes()), "pairing equation");
    assertRejected(s.verify(s.proofBytes(), s.valueBytes(), null), "there is no program");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void neverAcceptsAFlippedBit(Sample s) {
    Bytes proof = s.proofBytes();
    for (int bit = 0; bit < 8 * proof.size(); bit += 3) {
      assertThat(s.verify(flipped(proof, bit), s.valueBytes(), s.programBytes()))
          .as("bit %d of byte %d flipped", bit % 8, bit / 8)
          .isNotEqualTo(new Verdict.Valid());
    }
  }

  private static Bytes flipped(Bytes bytes, int bit) {
    byte[] changed = bytes.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.wrap(changed);
  }

  private static void assertRejected(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(why));
  }

  private static void assertUnsupported(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains(why));
  }

  /** Writes bincode. */
  private static final class Bincode {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bincode variant(int number) {
      return fixed(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }

    Bincode bytes(byte[] bytes) {
      byte[] length =
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).array();
      return fixed(length).fixed(bytes);
    }

    Bincode string(String text) {
      return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    Bincode fixed(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Bytes done() {
      return Bytes.wrap(out.toByteArray());
    }
  }

  private static Sample sample(String name) {
    return samples().filter(s -> s.name.equals(name)).findFirst().orElseThrow();
  }

  @Test
  void acceptsAnInnerReceiptOfRiscZero() {
    Sample s = sample("RISC Zero 3.0");
    byte[] seal = Bytes.fromHex(s.proof.substring(8)).view();
    byte[] parameters = Bytes.fromHex("73c457ba" + "00".repeat(28)).view();
    Bytes receipt =
        new Bincode()
            .variant(2)
            .bytes(seal)
            .variant(1)
            .fixed(new byte[32])
            .fixed(parameters)
            .done();
    assertThat(s.verify(receipt, s.valueBytes(), s.programBytes())).isEqualTo(new Verdict.Valid());
    assertRejected(s.verify(receipt, s.valueBytes(), flipped(s.programBytes(), 0)), "pairing");
  }

  @Test
  void acceptsAnSp1ProofWithPublicValues() {
    Sample s = sample("SP1 5");
    byte[] circuit = Bytes.fromHex("a4594c59" + "00".repeat(28)).view();
    Bytes proof =
        new Bincode()
            .variant(3)
            .string("1")
            .string("2")
            .string(s.proof.substring(8))
            .string("")
            .fixed(circuit)
            .bytes(s.valueBytes().view())
            .string("v5.0.0")
            .done();
    assertThat(s.verify(proof, s.valueBytes(), s.programBytes())).isEqualTo(new Verdict.Valid());
    assertRejected(s.verify(proof, flipped(s.valueBytes(), 0), s.programBytes()), "pairing");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void saysThatStarksCannotBeVerified(int variant) {
    Bytes stark = new Bincode().variant(variant).bytes(new byte[1000]).done();
    for (String name : new String[] {"RISC Zero 3.0", "SP1 5"}) {
      Sample s = sample(name);
      assertUnsupported(s.verify(stark, s.valueBytes(), s.programBytes()), "is a STARK proof");
    }
  }

  @Test
  void neverAcceptsAFakeReceipt() {
    Sample s = sample("RISC Zero 3.0");
    Bytes fake = new Bincode().variant(3).fixed(new byte[40]).done();
    assertRejected(s.verify(fake, s.valueBytes(), s.programBytes()), "a fake receipt");
  }

  @Test
  void saysWhatItDoesNotKnow() {
    for (String name : new String[] {"RISC Zero 3.0", "SP1 5"}) {
      Sample s = sample(name);
      Bytes other = Bytes.fromHex("01020304" + s.proof.substring(8));
      assertUnsupported(s.verify(other, s.valueBytes(), s.programBytes()), "selector 01020304");
      assertRejected(
          s.verify(new Bincode().variant(9).done(), s.valueBytes(), s.programBytes()), "not a");
      assertRejected(s.verify(Bytes.EMPTY, null, s.programBytes()), "4 bytes needed, 0 left");
    }
    Sample sp1 = sample("SP1 5");
    Bytes elf = Bytes.wrap(new byte[5000]);
    assertUnsupported(sp1.verify(sp1.proofBytes(), sp1.valueBytes(), elf), "ELF of 5000 bytes");
    Sample risc0 = sample("RISC Zero 3.0");
    assertRejected(
        risc0.verify(risc0.proofBytes(), risc0.valueBytes(), elf), "an image id has 32 bytes");
    Bytes huge = new Bincode().variant(2).fixed(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}).done();
    assertRejected(risc0.verify(huge, null, risc0.programBytes()), "18446744073709551615");
  }
}
