package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real wrapped proofs of zkVMs, and what is wrong with them after a change. */
class WrappedProofsTest {
  /** Bits that are flipped of each sample. */
  private static final int FLIPS = 40;

  static List<WrappedSample> samples() {
    return WrappedSample.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void acceptsTheSample(WrappedSample s) {
    for (int use = 0; use < 3; use++) {
      assertThat(s.verify(s.proofBytes())).isEqualTo(new Verdict.Valid());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bindsProgramAndPublicValues(WrappedSample s) {
    Bytes proof = s.proofBytes();
    Bytes input = s.publicInputBytes();
    Bytes program = s.programBytes();
    String equation = s.name().endsWith("PLONK") ? "claimed values" : "pairing equation";
    assertRejected(
        s.verify(proof, input, flipped(program, 9)),
        s.isStored() ? "for another program" : equation);
    for (Bytes other : Arrays.asList(flipped(input, 9), Bytes.EMPTY, null)) {
      assertRejected(
          s.verify(proof, other, program), s.isStored() ? "for other public values" : equation);
    }
    assertRejected(s.verify(proof, input, null), "there is no program");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void neverAcceptsAFlippedBit(WrappedSample s) {
    byte[] proof = s.proofBytes().view();
    for (int bit = 0; bit < 8 * proof.length; bit += 8 * proof.length / FLIPS | 1) {
      if (!isReadOver(s, bit / 8)) {
        assertThat(s.verify(flipped(s.proofBytes(), bit)))
            .as("bit %d of byte %d flipped", bit % 8, bit / 8)
            .isNotEqualTo(new Verdict.Valid());
      }
    }
  }

  /** A stored proof repeats in words what is in its encoded proof, and has the program's input. */
  private static boolean isReadOver(WrappedSample s, int position) {
    if (!s.isStored()) {
      return false;
    }
    int encoded = s.proof().indexOf(hexOfHex(WrappedSample.named(bare(s)).proof())) / 2;
    int end = encoded + 2 * (WrappedSample.named(bare(s)).proofBytes().size() - 4);
    int hash = s.proof().indexOf(circuitHash(s)) / 2;
    int values = s.proof().lastIndexOf(s.publicInput()) / 2;
    boolean digest = position > 4 + 8 + 60 && position < encoded - 8;
    boolean raw = position >= end && position < hash;
    boolean input = position >= hash + 32 && position < values;
    boolean version = position >= values + s.publicInputBytes().size();
    return digest || raw || input || version;
  }

  /** The name of the same proof as contracts take it. */
  private static String bare(WrappedSample stored) {
    return stored.name().replace(", stored", "");
  }

  private static String circuitHash(WrappedSample s) {
    String selector = WrappedSample.named(bare(s)).proof().substring(0, 8);
    return Sp1Verifier.releasedCircuits().stream()
        .map(circuit -> circuit.hash().toHex())
        .filter(hash -> hash.startsWith(selector))
        .findFirst()
        .orElseThrow();
  }

  /** The points of a proof for contracts, as the bytes of their text in a stored proof. */
  private static String hexOfHex(String proof) {
    StringBuilder text = new StringBuilder();
    proof.substring(8).chars().forEach(c -> text.append(Integer.toHexString(c)));
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void refusesTruncatedProofs(WrappedSample s) {
    byte[] proof = s.proofBytes().view();
    for (int length = 0; length < proof.length; length += length < 8 ? 1 : 31) {
      assertThat(s.verify(Bytes.wrap(Arrays.copyOf(proof, length))))
          .as("%d bytes of %d", length, proof.length)
          .isInstanceOf(Verdict.Rejected.class);
    }
    assertThat(s.verify(Bytes.wrap(Arrays.copyOf(proof, proof.length - 1))))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void refusesTrailingBytes(WrappedSample s) {
    byte[] proof = s.proofBytes().view();
    for (int more : new int[] {1, 32, 96, 4096}) {
      assertThat(s.verify(Bytes.wrap(Arrays.copyOf(proof, proof.length + more))))
          .as("%d bytes more", more)
          .isInstanceOfSatisfying(
              Verdict.Rejected.class,
              rejected ->
                  assertThat(rejected.reason())
                      .containsAnyOf("too many", "for contracts has", "not in G1"));
    }
  }

  /** No proof is taken for one of another release, scheme or zkVM. */
  @ParameterizedTest
  @MethodSource("samples")
  void refusesAnotherVersionsSelector(WrappedSample s) {
    for (WrappedSample other : samples()) {
      if (!s.isStored() && !other.isStored() && !other.name().equals(s.name())) {
        Bytes swapped = Bytes.fromHex(other.proof().substring(0, 8) + s.proof().substring(8));
        assertThat(s.verify(swapped))
            .as("with the selector of %s", other)
            .isNotEqualTo(new Verdict.Valid());
      }
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

  @Test
  void acceptsAnInnerReceiptOfRiscZero() {
    WrappedSample s = WrappedSample.named("RISC Zero 3.0 Groth16");
    Bytes receipt = receipt(s, "73c457ba541936f0d907daf0c7253a39a9c5c427c225ba7709e44702d3c6eedc");
    assertThat(s.verify(receipt)).isEqualTo(new Verdict.Valid());
    assertRejected(
        s.verify(receipt, s.publicInputBytes(), flipped(s.programBytes(), 0)), "pairing");
    assertUnsupported(s.verify(receipt(s, "01020304" + "00".repeat(28))), "selector 01020304");
    assertUnsupported(
        s.verify(receipt(s, "c101b42bcacd62e35222b1207223250814d05dd41d41f8cadc1f16f86707ae15")),
        "RISC Zero 1.2 Groth16, whose verifying key is not part of this installation");
    assertRejected(
        s.verify(receipt(s, "73c457ba" + "00".repeat(28))), "the circuit's hash is not that of");
  }

  private static Bytes receipt(WrappedSample s, String parameters) {
    return new Bincode()
        .variant(2)
        .bytes(Bytes.fromHex(s.proof().substring(8)).view())
        .variant(1)
        .fixed(new byte[32])
        .fixed(Bytes.fromHex(parameters).view())
        .done();
  }

  /** What SP1's library stores since version 4, made of a proof that contracts take. */
  private static Bincode stored(WrappedSample s, int variant) {
    Bincode out = new Bincode().variant(variant);
    out.string(new BigInteger(s.program(), 16).toString()).string("2");
    if (s.name().startsWith("SP1 6")) {
      out.string("0").string("3").string("4");
    }
    out.string(s.proof().substring(8)).string("");
    return out.fixed(Bytes.fromHex(circuitHash(s)).view()).bytes(s.publicInputBytes().view());
  }

  @ParameterizedTest
  @CsvSource({
    "SP1 4 PLONK,2",
    "SP1 4 Groth16,3",
    "SP1 5 PLONK,2",
    "SP1 5 Groth16,3",
    "SP1 6.0 PLONK,2",
    "SP1 6.0 Groth16,3"
  })
  void acceptsAnSp1ProofWithPublicValues(String name, int variant) {
    WrappedSample s = WrappedSample.named(name);
    byte[] none = {0};
    Bytes proof = stored(s, variant).string("v5.0.0").fixed(none).done();
    assertThat(s.verify(proof)).isEqualTo(new Verdict.Valid());
    assertThat(s.verify(stored(s, variant).string("v5.0.0").done()))
        .as("as the prover network stores it")
        .isEqualTo(new Verdict.Valid());
    assertRejected(
        s.verify(proof, flipped(s.publicInputBytes(), 0), s.programBytes()),
        "for other public values");
    assertRejected(
        s.verify(proof, s.publicInputBytes(), flipped(s.programBytes(), 250)),
        "for another program");
    assertRejected(
        s.verify(stored(s, 5 - variant).string("v5.0.0").done()),
        "the circuit's hash is that of " + name);
    assertRejected(
        s.verify(stored(s, variant).string("v5.0.0").fixed(none).fixed(none).done()),
        "1 bytes too many");
  }

  @Test
  void neverAcceptsAMockProof() {
    WrappedSample s = WrappedSample.named("SP1 5 Groth16");
    Bincode mock = new Bincode().variant(3).string("1").string("2").string("").string("");
    mock.fixed(new byte[32]).bytes(s.publicInputBytes().view()).string("v5.0.0");
    assertRejected(s.verify(mock.done()), "a mock proof");
    Bincode six = new Bincode().variant(2).string("1").string("2").string("0").string("0");
    six.string("0").string("").string("").fixed(new byte[32]);
    assertRejected(
        s.verify(six.bytes(s.publicInputBytes().view()).string("v6.0.0").done()), "a mock proof");
    assertRejected(s.verify(Bytes.EMPTY), "4 bytes needed, 0 left");
  }

  /** Since version 6 exit code, root and nonce stand before the points and are proved. */
  @ParameterizedTest
  @ValueSource(strings = {"SP1 6.0 Groth16", "SP1 6.0 PLONK", "SP1 6.1 Groth16"})
  void bindsExitCodeAndRoot(String name) {
    WrappedSample s = WrappedSample.named(name);
    byte[] proof = s.proofBytes().view();
    byte[] failed = proof.clone();
    failed[35] = 7;
    assertRejected(s.verify(Bytes.wrap(failed)), "the program ended with exit code 7");
    byte[] otherRoot = proof.clone();
    otherRoot[67] ^= 1;
    assertRejected(s.verify(Bytes.wrap(otherRoot)), "other recursion keys than those of SP1 6.");
    byte[] otherNonce = proof.clone();
    otherNonce[99] ^= 1;
    assertThat(s.verify(Bytes.wrap(otherNonce))).isInstanceOf(Verdict.Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({"0,core", "1,compressed"})
  void saysThatSp1StarksCannotBeVerified(int variant, String kind) {
    WrappedSample s = WrappedSample.named("SP1 5 Groth16");
    Bincode stark = new Bincode().variant(variant).bytes(new byte[1000]).bytes(new byte[12]);
    assertUnsupported(
        s.verify(stark.done()),
        "an SP1 %s proof of an unknown version is a STARK proof".formatted(kind));
    assertUnsupported(
        s.verify(stark.string("v5.2.4").fixed(new byte[1]).done()),
        "an SP1 %s proof of version v5.2.4 is a STARK proof".formatted(kind));
    assertUnsupported(
        s.verify(stark.string("v1.0.1").done()),
        "an SP1 %s proof of version v1.0.1 is a STARK proof".formatted(kind));
  }

  @ParameterizedTest
  @CsvSource({
    "0,composite,0a12bed13d02e3b2864daeb2405ce14658388b804007aa3cac696762cfe35fdb,version 1.0",
    "0,composite,4bce006e0858edf3a3726987c0b1b6258224c000971e451bc9c05cfec086a84b,version 3.0",
    "1,succinct,6da21180b0fb9de482aed36931a29b10feeb64fb96de49f2f2e5e119e2bb8cd8,version 2.2 or"
        + " 2.3",
    "1,succinct,0000000000000000000000000000000000000000000000000000000000000001,an unknown version"
  })
  void saysThatRiscZeroStarksCannotBeVerified(
      int variant, String kind, String parameters, String version) {
    WrappedSample s = WrappedSample.named("RISC Zero 3.0 Groth16");
    Bincode stark = new Bincode().variant(variant).bytes(new byte[10_000]);
    stark.fixed(Bytes.fromHex(parameters).view());
    if (kind.equals("succinct")) {
      stark.variant(5).bytes(new byte[8 * 32]);
    }
    assertUnsupported(
        s.verify(stark.done()),
        "a RISC Zero %s receipt of %s is a STARK proof".formatted(kind, version));
  }

  @Test
  void neverAcceptsAFakeReceipt() {
    WrappedSample s = WrappedSample.named("RISC Zero 3.0 Groth16");
    Bytes fake = new Bincode().variant(3).fixed(new byte[40]).done();
    assertRejected(s.verify(fake), "a fake receipt");
  }

  @Test
  void saysWhatItDoesNotKnow() {
    for (String name : new String[] {"RISC Zero 3.0 Groth16", "SP1 5 Groth16"}) {
      WrappedSample s = WrappedSample.named(name);
      Bytes other = Bytes.fromHex("01020304" + s.proof().substring(8));
      assertUnsupported(s.verify(other), "selector 01020304");
      assertRejected(s.verify(new Bincode().variant(9).done()), "not a");
    }
    WrappedSample sp1 = WrappedSample.named("SP1 5 Groth16");
    assertUnsupported(
        sp1.verify(Bytes.fromHex("feb5e54e" + sp1.proof().substring(8))),
        "a proof of SP1 3.0.0-rc4 Groth16, whose verifying key is not part of this installation");
    Bytes elf = Bytes.wrap(new byte[5000]);
    assertUnsupported(
        sp1.verify(sp1.proofBytes(), sp1.publicInputBytes(), elf), "ELF of 5000 bytes");
    WrappedSample risc0 = WrappedSample.named("RISC Zero 3.0 Groth16");
    assertRejected(
        risc0.verify(risc0.proofBytes(), risc0.publicInputBytes(), elf),
        "an image id has 32 bytes");
    Bytes huge = new Bincode().variant(2).fixed(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}).done();
    assertRejected(risc0.verify(huge), "18446744073709551615");
  }
}
