package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.make.Flaw;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker.Settings;
import io.batcherconsole.engine.verify.pairing.Bn254;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * snarkjs, the field's own verifier of circom proofs, agrees with ours on random ones. It runs in
 * node, one process for all proofs; it is GPL and no part of what is built.
 */
class SnarkjsAgreementTest {
  private static final long SEED = 20_260_301;
  private static final int ROUNDS = 4;
  private static final long PATIENCE_SECONDS = 120;
  private static final Path FOLDER = Path.of("src", "test", "snarkjs").toAbsolutePath();
  private static final BigInteger ORDER = new Bn254().order();

  /** A coordinate or an input; smaller numbers are random only once in a while. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{30,}");

  private final Random random = new Random(SEED);

  private record Case(String what, VerificationData data) {}

  @Test
  void agreesWithSnarkjs(@TempDir Path folder) throws Exception {
    List<Case> cases = cases();
    List<String> answers = askSnarkjs(cases, folder);
    CircomGroth16Verifier verifier = new CircomGroth16Verifier();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      Verdict verdict = verifier.verify(one.data);
      String described = "seed %d, case %d: %s; snarkjs says %s, we say %s";
      assertThat(verdict instanceof Verdict.Valid)
          .as(described, SEED, i, one.what, answers.get(i), verdict)
          .isEqualTo(answers.get(i).equals("true"))
          .isEqualTo(one.what.startsWith("valid"));
    }
  }

  /** Flipped bits of a JSON text are left out: snarkjs reads over what it does not need. */
  private List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int inputs = 1 + random.nextInt(6);
      TrapdoorProofMaker maker =
          new TrapdoorProofMaker(
              ProvingSystem.CIRCOM_GROTH16_BN256,
              new Settings(SEED + round, inputs, round % 2 == 1, Address.ZERO));
      BigInteger last = ORDER.subtract(BigInteger.ONE);
      cases.add(new Case("valid", maker.valid()));
      cases.add(
          new Case(
              "valid for inputs 0", maker.valid(Collections.nCopies(inputs, BigInteger.ZERO))));
      cases.add(new Case("valid for inputs r - 1", maker.valid(Collections.nCopies(inputs, last))));
      for (Flaw flaw : Flaw.values()) {
        if (flaw != Flaw.FLIPPED_BIT) {
          cases.add(new Case(flaw.words(), maker.invalid(flaw)));
        }
      }
      VerificationData valid = maker.valid();
      Bytes changed = withChangedDigit(valid.proof());
      cases.add(new Case("changed digit", with(valid, changed, input(valid))));
      cases.add(
          new Case("input plus the order", with(valid, valid.proof(), plusOrder(input(valid)))));
      cases.add(
          new Case("another proof's inputs", with(valid, valid.proof(), input(maker.valid()))));
    }
    return cases;
  }

  private Bytes withChangedDigit(Bytes proof) {
    StringBuilder text = new StringBuilder(text(proof));
    List<Integer> starts = NUMBER.matcher(text).results().map(MatchResult::start).toList();
    int at = starts.get(random.nextInt(starts.size())) + 1 + random.nextInt(29);
    int digit = (text.charAt(at) - '0' + 1 + random.nextInt(8)) % 10;
    text.setCharAt(at, (char) ('0' + digit));
    return bytes(text.toString());
  }

  private static Bytes plusOrder(Bytes inputs) {
    return bytes(
        NUMBER
            .matcher(text(inputs))
            .replaceFirst(number -> new BigInteger(number.group()).add(ORDER).toString()));
  }

  private static Bytes input(VerificationData data) {
    return Objects.requireNonNull(data.publicInput());
  }

  private static VerificationData with(VerificationData data, Bytes proof, Bytes input) {
    return new VerificationData(
        data.system(), proof, input, data.verificationKey(), null, Address.ZERO);
  }

  private static List<String> askSnarkjs(List<Case> cases, Path folder)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
      abort("left out: snarkjs is not installed (the build runs npm for it where npm is present)");
    }
    List<String> lines = new ArrayList<>();
    for (Case one : cases) {
      VerificationData data = one.data;
      Bytes key = Objects.requireNonNull(data.verificationKey());
      List<String> texts = List.of(text(key), text(input(data)), text(data.proof()));
      lines.add(JsonMapper.shared().writeValueAsString(texts));
    }
    Path in = Files.write(folder.resolve("proofs.jsonl"), lines);
    Path out = folder.resolve("answers.txt");
    Process node =
        new ProcessBuilder("node", FOLDER.resolve("verify.mjs").toString(), in.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    node.destroyForcibly();
    List<String> answers = Files.readAllLines(out);
    assertThat(ended).as("snarkjs answered within %d s", PATIENCE_SECONDS).isTrue();
    assertThat(answers).as("one answer for each proof").hasSameSizeAs(cases);
    return answers;
  }

  private static String text(Bytes bytes) {
    return new String(bytes.view(), StandardCharsets.UTF_8);
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
