package io.batcherconsole.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.verify.make.Flaw;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code make-proofs} and {@code verify}, as a person calls them. */
class ProofCommandsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GnarkGroth16Bn254",
        "CircomGroth16Bn256",
        "GnarkPlonkBn254",
        "GnarkPlonkBls12_381"
      })
  void madeProofsVerifyAndDiffer(String system) throws Exception {
    assertThat(make(system, "--count", "2")).as(err.toString()).isZero();

    assertThat(verify(system, 0)).as(out.toString()).isZero();
    assertThat(verify(system, 1)).as(out.toString()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("0.proof")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("1.proof")));
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void invalidOnesAreRefusedWithAReason(Flaw kind) {
    assertThat(make("GnarkGroth16Bn254", "--count", "1", "--invalid", kind.name()))
        .as(err.toString())
        .isZero();

    assertThat(verify("GnarkGroth16Bn254", 0)).isEqualTo(1);
    assertThat(out.toString()).contains("invalid: ");
  }

  @Test
  void whatCannotBeVerifiedHereIsSaid() throws IOException {
    Files.write(folder.resolve("0.proof"), new byte[4096]);
    Files.write(folder.resolve("0.pub"), new byte[33 * 32]);
    Files.write(folder.resolve("0.vk"), new byte[0]);

    assertThat(verify("Mina", 0)).isEqualTo(2);
    assertThat(out.toString()).contains("cannot be verified here: a proof of Mina's state");
  }

  @Test
  void aPartThatIsMissingIsNamed() {
    make("GnarkGroth16Bn254", "--count", "1");
    String proof = folder.resolve("0.proof").toString();

    assertThat(execute("verify", "--system", "GnarkGroth16Bn254", "--proof", proof)).isEqualTo(1);
    assertThat(out.toString()).contains("invalid: there is no public input");
    assertThat(execute("verify", "--system", "Risc0", "--proof", proof)).isEqualTo(1);
    assertThat(out.toString()).contains("invalid: not a RISC Zero receipt");
  }

  /** 1 would say that the proof is invalid. */
  @Test
  void whatIsNoFileEndsAsSomethingThatCannotBeVerified() {
    assertThat(execute("verify", "--system", "SP1", "--proof", folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(folder + " cannot be used: Is a directory")
        .doesNotContain("\tat ");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(execute("verify", "--system", "SP1", "--proof", "no/such/file")).isEqualTo(2);
    assertThat(err.toString()).contains("no/such/file");
  }

  @Test
  void anUnknownSystemIsNamedTogetherWithTheKnownOnes() {
    assertThat(execute("verify", "--system", "Halo", "--proof", "f")).isEqualTo(2);
    assertThat(err.toString()).contains("Halo").contains("GnarkPlonkBn254");
    assertThat(err.toString().lines()).as("no page of options hides the sentence").hasSize(2);
  }

  @Test
  void aCountThatMakesNoSenseIsExplained() {
    assertThat(make("GnarkGroth16Bn254", "--count", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("from 1 to");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    int exit =
        execute(
            "make-proofs",
            "--system",
            "GnarkGroth16Bn254",
            "--count",
            "1",
            "--out",
            file.resolve("in-it").toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .contains("in-it cannot be used: Not a directory.")
        .doesNotContain("\tat ");
  }

  private int make(String system, String... more) {
    String[] arguments = new String[5 + more.length];
    arguments[0] = "make-proofs";
    arguments[1] = "--system";
    arguments[2] = system;
    arguments[3] = "--out";
    arguments[4] = folder.toString();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return execute(arguments);
  }

  private int verify(String system, int number) {
    return execute(
        "verify",
        "--system",
        system,
        "--proof",
        folder.resolve(number + ".proof").toString(),
        "--vk",
        folder.resolve(number + ".vk").toString(),
        "--public-input",
        folder.resolve(number + ".pub").toString());
  }

  private int execute(String... arguments) {
    return BatcherCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
