package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real wrapped proofs of zkVMs, and what is wrong with them after a change. */
class WrappedProofsTest {
  private static final long SEED = 5;

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
        s.verify(proof, input, FlippedBits.flip(program, 9)),
        s.isStored() ? "for another program" : equation);
    for (Bytes other : Arrays.asList(FlippedBits.flip(input, 9), Bytes.EMPTY, null)) {
      assertRejected(
          s.verify(proof, other, program), s.isStored() ? "for other public values" : equation);
    }
    assertRejected(s.verify(proof, input, null), "there is no program");
  }

  /**
   * All bits of points. Scalars, of which PLONK and the header of version 6 have many, are good
   * numbers with any bit flipped and take a whole verification each: some bits of them. Stored
   * proofs are large, and some bits of them will do too.
   */
  @ParameterizedTest
  @MethodSource("samples")
  @Timeout(120)
  void rejectsFlippedBits(WrappedSample s) {
    int step = s.name().contains("PLONK") ? 61 : s.isStored() ? 7 : 1;
    int points = s.isStored() ? 0 : s.proofBytes().size() - 256;
    int name = circuitsName(s);
    // Behind the name a stored proof has the program's input, and at the end the version.
    int values = s.isStored() ? s.proof().lastIndexOf(s.publicInput()) / 2 - 8 : 0;
    int valuesEnd = values + 8 + s.publicInputBytes().size() + 8;
    FlippedBits.allAreRejected(
        s.proofBytes(),
        s::verify,
        bit -> {
          int place = bit / 8;
          boolean readOver =
              s.isStored() && ((place >= name + 32 && place < values) || place >= valuesEnd);
          boolean named = place >= name && place < name + 4;
          return FlippedBits.oneOf(bit, place < points ? 61 : step) && !named && !readOver;
        });
  }

  /** Another name may be that of a circuit whose key is not here. */
  @ParameterizedTest
  @MethodSource("samples")
  void acceptsNoProofForAnotherCircuit(WrappedSample s) {
    int name = circuitsName(s);
    for (int place = name; place < name + 4; place++) {
      assertThat(s.verify(FlippedBits.flip(s.proofBytes(), 8 * place + place % 8)))
          .isNotEqualTo(new Verdict.Valid());
    }
  }

  /** Where the circuit's hash stands, or the selector, which is its beginning. */
  private static int circuitsName(WrappedSample s) {
    return s.isStored() ? s.proof().indexOf(circuitHash(s)) / 2 : 0;
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
        s.verify(receipt, s.publicInputBytes(), FlippedBits.flip(s.programBytes(), 0)),
        "another program or journal");
    assertRejected(s.verify(receipt, Bytes.EMPTY, s.programBytes()), "another program or journal");
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
        .fixed(Risc0Claim.ok(s.programBytes(), s.publicInputBytes()).digest().view())
        .fixed(Bytes.fromHex(parameters).view())
        .done();
  }

  /** What SP1's library stores since version 4, made of a proof that contracts take. */
  private static Bincode stored(WrappedSample s, int variant) {
    return stored(s, variant, digest(s), "");
  }

  private static Bincode stored(WrappedSample s, int variant, BigInteger digest, String raw) {
    Bincode out = new Bincode().variant(variant);
    out.string(new BigInteger(s.program(), 16).toString()).string(digest.toString());
    if (s.name().startsWith("SP1 6")) {
      for (int i = 0; i < 3; i++) {
        out.string(new BigInteger(s.proof().substring(8 + 64 * i, 72 + 64 * i), 16).toString());
      }
    }
    out.string(s.proof().substring(8)).string(raw);
    return out.fixed(Bytes.fromHex(circuitHash(s)).view()).bytes(s.publicInputBytes().view());
  }

  private static BigInteger digest(WrappedSample s) {
    byte[] digest = Sha256.digest(s.publicInputBytes().view());
    digest[0] &= 0x1f;
    return new BigInteger(1, digest);
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
        s.verify(proof, FlippedBits.flip(s.publicInputBytes(), 0), s.programBytes()),
        "for other public values");
    assertRejected(
        s.verify(proof, s.publicInputBytes(), FlippedBits.flip(s.programBytes(), 250)),
        "for another program");
    assertRejected(
        s.verify(stored(s, 5 - variant).string("v5.0.0").done()),
        "the circuit's hash is that of " + name);
    assertRejected(
        s.verify(stored(s, variant).string("v5.0.0").fixed(none).fixed(none).done()),
        "1 bytes too many");
    assertRejected(s.verify(stored(s, variant).string("five").done()), "not a version");
    assertRejected(
        s.verify(stored(s, variant, BigInteger.TWO, "").string("v5.0.0").done()),
        "the proof's digest is not that of its public values");
    assertRejected(
        s.verify(stored(s, variant, digest(s), "00".repeat(328)).string("v5.0.0").done()), "proof");
  }

  /** Neither the stack nor the memory pays for a text that no proof has. */
  @Test
  void aTextThatIsTooLongIsNotLookedAt() {
    WrappedSample s = WrappedSample.named("SP1 5 Groth16");
    assertRejected(
        s.verify(stored(s, 3).string("1" + ".1".repeat(100_000)).done()),
        "proof, version: a text of 200001 bytes, at most 32");
    assertRejected(
        s.verify(stored(s, 3, digest(s), "00".repeat(5000)).string("v5.0.0").done()),
        "proof, raw proof: a text of 10000 bytes, at most 4096");
    assertRejected(
        s.verify(new Bincode().variant(3).string("1".repeat(79)).done()),
        "proof, program hash: a text of 79 bytes, at most 78");
  }

  /** A length that is wrong makes other bytes the circuit's hash. */
  @Test
  void aStoredProofOfAnUnknownCircuitHasItsWholeLayout() {
    WrappedSample s = WrappedSample.named("SP1 3 Groth16, stored");
    int hash = s.proof().indexOf(circuitHash(s)) / 2;
    assertUnsupported(s.verify(FlippedBits.flip(s.proofBytes(), 8 * hash)), "not known here");
    int rawLength = hash - 648 - 8;
    for (int bit : new int[] {3, 7, 9}) {
      assertThat(s.verify(FlippedBits.flip(s.proofBytes(), 8 * rawLength + bit)))
          .as("bit %d of the raw proof's length", bit)
          .isInstanceOf(Verdict.Rejected.class);
    }
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

  @Test
  void neverAcceptsAFakeReceipt() {
    WrappedSample s = WrappedSample.named("RISC Zero 3.0 Groth16");
    Bytes fake = new Bincode().variant(3).fixed(new byte[40]).done();
    assertRejected(s.verify(fake), "a fake receipt");
  }

  /**
   * Of a stored proof the program's hash is known, and all is verified but that it is the ELF's.
   */
  @Test
  void verifiesAStoredProofForAnElfAndSaysWhatIsLeft() {
    WrappedSample s = WrappedSample.named("SP1 3 Groth16, stored");
    Bytes elf = Bytes.fromHex("7f454c46" + "00".repeat(4996));
    assertUnsupported(
        s.verify(s.proofBytes(), s.publicInputBytes(), elf),
        "a valid proof for the program with the hash " + s.program());
    int encoded = s.proof().indexOf(hexOfHex(WrappedSample.named(bare(s)).proof())) / 2;
    byte[] other = s.proofBytes().toArray();
    other[encoded + 511] ^= 1; // the hex digit that ends C
    assertRejected(s.verify(Bytes.wrap(other), s.publicInputBytes(), elf), "not in G1");
  }

  /** The length alone does not make a proof of a version that is not known here. */
  @ParameterizedTest
  @MethodSource("samples")
  void bytesThatAreNoPointsAreNoProofOfAnUnknownVersion(WrappedSample s) {
    if (!s.isStored()) {
      byte[] noise = new byte[s.proofBytes().size()];
      new Random(SEED).nextBytes(noise);
      assertThat(s.verify(Bytes.wrap(noise)))
          .as("seed %d", SEED)
          .isInstanceOf(Verdict.Rejected.class);
    }
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
    Bytes elf = Bytes.fromHex("7f454c46" + "00".repeat(4996));
    assertUnsupported(
        sp1.verify(sp1.proofBytes(), sp1.publicInputBytes(), elf), "ELF of 5000 bytes");
    assertRejected(
        sp1.verify(FlippedBits.flip(sp1.proofBytes(), 300), sp1.publicInputBytes(), elf),
        "not in G1");
    assertRejected(
        sp1.verify(sp1.proofBytes(), sp1.publicInputBytes(), Bytes.fromHex("00".repeat(5000))),
        "5000 bytes are neither the 32-byte hash of a program's verifying key nor an ELF");
    WrappedSample risc0 = WrappedSample.named("RISC Zero 3.0 Groth16");
    assertRejected(
        risc0.verify(risc0.proofBytes(), risc0.publicInputBytes(), elf),
        "an image id has 32 bytes");
    Bytes huge = new Bincode().variant(2).fixed(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}).done();
    assertRejected(risc0.verify(huge), "18446744073709551615");
  }
}
