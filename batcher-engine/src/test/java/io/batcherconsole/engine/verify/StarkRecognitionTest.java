package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be a STARK proof is told for what it is, and what cannot is refused. */
class StarkRecognitionTest {
  private static final long SEED = 6;
  private static final byte[] VALUES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  private static final Bytes IMAGE = Bytes.fromHex("ab".repeat(32));
  private static final Bytes PARAMETERS =
      Bytes.fromHex("4bce006e0858edf3a3726987c0b1b6258224c000971e451bc9c05cfec086a84b");

  private final StarkSamples samples = new StarkSamples();
  private final ProofVerifier sp1 = new Sp1Verifier();
  private final ProofVerifier risc0 = new Risc0Verifier();

  private Verdict sp1(Bytes proof) {
    return sp1(proof, VALUES, IMAGE);
  }

  private Verdict sp1(Bytes proof, byte @Nullable [] values, Bytes program) {
    return sp1.verify(
        new VerificationData(
            ProvingSystem.SP1,
            proof,
            values == null ? null : Bytes.wrap(values),
            null,
            program,
            Address.ZERO));
  }

  private Verdict risc0(Bytes proof) {
    return risc0(proof, VALUES, IMAGE);
  }

  private Verdict risc0(Bytes proof, byte[] journal, Bytes image) {
    return risc0.verify(
        new VerificationData(
            ProvingSystem.RISC0, proof, Bytes.wrap(journal), null, image, Address.ZERO));
  }

  private static void assertUnsupported(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).contains(why));
  }

  private static void assertRejected(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(why));
  }

  @Test
  void saysWhatAnSp1StarkIs() {
    byte[] none = {0};
    assertUnsupported(
        sp1(samples.sp1Core().bytes(VALUES).string("v5.2.4").fixed(none).done()),
        "an SP1 core proof of version v5.2.4 is a STARK proof");
    assertUnsupported(
        sp1(samples.sp1Compressed().bytes(VALUES).string("v5.2.4").fixed(none).done()),
        "an SP1 compressed proof of version v5.2.4 is a STARK proof");
    Bincode old = samples.sp1Compressed();
    old.fixed(new byte[24]); // the program's input, which was stored with the proof
    assertUnsupported(
        sp1(old.bytes(VALUES).string("v1.0.1").done()),
        "an SP1 compressed proof of version v1.0.1 is a STARK proof");
    Bincode attested = samples.sp1Core().bytes(VALUES).string("v4.0.0-rc.3");
    assertUnsupported(
        sp1(attested.fixed(new byte[] {1}).bytes(new byte[97]).done()), "version v4.0.0-rc.3");
    assertUnsupported(
        sp1(samples.sp1Compressed(new byte[0]), null, Bytes.fromHex("7f454c4601")),
        "an SP1 compressed proof of version v5.0.0 is a STARK proof");
  }

  @Test
  void whatEndsWithoutTheSubmittedValuesAndAVersionIsNoSp1Proof() {
    String why = "does not end with the submitted public values and a version";
    Bytes proof = samples.sp1Compressed(VALUES);
    assertRejected(sp1(proof, new byte[] {1, 2, 3}, IMAGE), why);
    assertRejected(sp1(proof, null, IMAGE), why);
    assertRejected(sp1(samples.sp1Compressed().bytes(VALUES).done()), why);
    assertRejected(sp1(samples.sp1Compressed().bytes(VALUES).string("five").done()), why);
    assertRejected(
        sp1(samples.sp1Compressed().bytes(VALUES).string("v5.0.0").fixed(new byte[2]).done()), why);
    assertRejected(
        sp1(proof, VALUES, Bytes.fromHex("00".repeat(31))),
        "31 bytes are neither the 32-byte hash of a program's verifying key nor an ELF");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void bytesThatAreNoFieldElementsAreNoSp1Proof(int variant) {
    byte[] noise = new byte[100_000];
    new Random(SEED).nextBytes(noise);
    byte[] text = "{\"proof\": \"not one\"}".repeat(5000).getBytes(StandardCharsets.US_ASCII);
    for (byte[] middle : Arrays.asList(noise, text, new byte[100_000], new byte[0])) {
      for (boolean committed : new boolean[] {true, false}) {
        Bincode out = new Bincode().variant(variant);
        if (variant == 0) {
          out.fixed(new byte[] {2, 0, 0, 0, 0, 0, 0, 0});
        }
        out.fixed(samples.elements(committed ? 24 : 0)).fixed(middle);
        assertRejected(sp1(out.bytes(VALUES).string("v5.0.0").done()), "but is none");
      }
    }
    assertRejected(sp1(new Bincode().variant(variant).fixed(new byte[4]).done()), "");
    assertRejected(
        sp1(new Bincode().variant(0).fixed(new byte[8]).fixed(samples.elements(9000)).done()),
        "there are no shards");
  }

  @ParameterizedTest
  @CsvSource({
    "0a12bed13d02e3b2864daeb2405ce14658388b804007aa3cac696762cfe35fdb,version 1.0",
    "6da21180b0fb9de482aed36931a29b10feeb64fb96de49f2f2e5e119e2bb8cd8,version 2.2 or 2.3",
    "4bce006e0858edf3a3726987c0b1b6258224c000971e451bc9c05cfec086a84b,version 3.0",
    "0000000000000000000000000000000000000000000000000000000000000001,an unknown version"
  })
  void saysWhatARiscZeroStarkIs(String parameters, String version) {
    Bytes digest = Bytes.fromHex(parameters);
    assertUnsupported(
        risc0(samples.composite(IMAGE.view(), VALUES, digest).done()),
        "a RISC Zero composite receipt of %s is a STARK proof".formatted(version));
    assertUnsupported(
        risc0(samples.versionedComposite(IMAGE.view(), VALUES, digest, 1).done()),
        "a RISC Zero composite receipt of %s is a STARK proof".formatted(version));
    assertRejected(
        risc0(samples.versionedComposite(IMAGE.view(), VALUES, digest, 2).done()), "receipt");
    for (Bytes claim : Arrays.asList(claim(VALUES), prunedClaim(VALUES))) {
      assertUnsupported(
          risc0(samples.succinct(claim, digest).done()),
          "a RISC Zero succinct receipt of %s is a STARK proof".formatted(version));
    }
  }

  private static Bytes claim(byte[] journal) {
    return StarkSamples.claim(new Bincode().variant(0), IMAGE.view(), journal).done();
  }

  private static Bytes prunedClaim(byte[] journal) {
    Bytes digest = Risc0Claim.ok(IMAGE, Bytes.wrap(journal)).digest();
    return new Bincode().variant(1).fixed(digest.view()).done();
  }

  @Test
  void aReceiptForSomethingElseIsRefused() {
    Bytes composite = samples.composite(IMAGE.view(), VALUES, PARAMETERS).done();
    assertRejected(risc0(composite, new byte[] {1}, IMAGE), "for another journal");
    Bytes other = Bytes.fromHex("cd".repeat(32));
    assertRejected(risc0(composite, VALUES, other), "for another program");
    assertRejected(risc0(composite, VALUES, Bytes.EMPTY), "an image id has 32 bytes, not 0");
    Bytes succinct = samples.succinct(claim(VALUES), PARAMETERS).done();
    assertRejected(risc0(succinct, new byte[] {1}, IMAGE), "for another journal");
    assertRejected(risc0(succinct, VALUES, other), "for another program");
    Bytes pruned = samples.succinct(prunedClaim(VALUES), PARAMETERS).done();
    assertRejected(risc0(pruned, VALUES, other), "for another program or journal");
    assertRejected(risc0(pruned, new byte[] {1}, IMAGE), "for another program or journal");
  }

  @Test
  void aReceiptThatIsCutOrTooLongIsRefused() {
    for (Bytes receipt :
        Arrays.asList(
            samples.composite(IMAGE.view(), VALUES, PARAMETERS).done(),
            samples.succinct(claim(VALUES), PARAMETERS).done(),
            samples.succinct(prunedClaim(VALUES), PARAMETERS).done())) {
      byte[] bytes = receipt.view();
      for (int length = 0; length < bytes.length; length += length > 23_900 ? 1 : 997) {
        assertThat(risc0(Bytes.wrap(Arrays.copyOf(bytes, length))))
            .as("%d bytes of %d", length, bytes.length)
            .isInstanceOf(Verdict.Rejected.class);
      }
      assertRejected(risc0(Bytes.wrap(Arrays.copyOf(bytes, bytes.length + 3))), "3 bytes too many");
    }
  }

  /** Nothing throws, whatever lengths and variants say. */
  @Test
  void aReceiptWithADamagedByteIsReadToItsEndOrRefused() {
    Random random = new Random(SEED);
    byte[] receipt = samples.composite(IMAGE.view(), VALUES, PARAMETERS).done().view();
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = receipt.clone();
      int at = i % 2 == 0 ? random.nextInt(20) : damaged.length - 1 - random.nextInt(260);
      damaged[at] = (byte) random.nextInt(256);
      assertThat(risc0(Bytes.wrap(damaged)))
          .as("byte %d, seed %d", at, SEED)
          .isNotInstanceOf(Verdict.Valid.class);
    }
  }

  @Test
  void bytesThatAreNoFieldElementsAreNoSeal() {
    byte[] noise = new byte[4 * 6000];
    new Random(SEED).nextBytes(noise);
    for (byte[] seal : Arrays.asList(noise, new byte[4 * 6000], samples.elements(100))) {
      Bincode out = new Bincode().variant(1).variant(seal.length / 4).variant(0).fixed(seal);
      out.fixed(samples.elements(8)).fixed(prunedClaim(VALUES).view()).string("poseidon2");
      out.fixed(PARAMETERS.view()).variant(5).fixed(new byte[8]);
      assertRejected(risc0(out.done()), "these bytes are no STARK proof");
    }
    assertRejected(
        risc0(new Bincode().variant(1).fixed(new byte[] {-1, -1, -1, -1, -1, -1, -1, 127}).done()),
        "but only 0 bytes follow");
    assertRejected(risc0(new Bincode().variant(0).fixed(new byte[8]).done()), "no segments");
  }
}
