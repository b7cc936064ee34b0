package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.make.Flaw;
import io.batcherconsole.engine.verify.make.TrapdoorProofMaker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes proofs for load. */
@Command(
    name = "make-proofs",
    description = {
      "Makes distinct proofs for load, with a trapdoor that the maker keeps.",
      "They verify, and they prove nothing."
    },
    mixinStandardHelpOptions = true)
final class MakeProofsCommand implements Callable<Integer> {
  private static final int MOST = 1_000_000;

  @Spec private CommandSpec spec;

  @Mixin private SystemOption system;

  @Option(names = "--count", required = true, paramLabel = "N", description = "how many")
  private int count;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "2014",
      description = "same seed, same proofs (default: ${DEFAULT-VALUE})")
  private long seed = 2014;

  @Option(names = "--fresh-keys", description = "a verifying key of its own for each proof")
  private boolean freshKeys;

  @Option(
      names = "--invalid",
      paramLabel = "KIND",
      description = "invalid ones: ${COMPLETION-CANDIDATES}")
  private @Nullable Flaw invalid;

  /** Made by picocli, which also fills in the options. */
  @SuppressWarnings("NullAway.Init")
  MakeProofsCommand() {}

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "--count takes a number from 1 to " + MOST + ", not " + count + ".");
    }
    if (!TrapdoorProofMaker.canMake(system.system())) {
      throw new IllegalArgumentException(
          "Proofs of " + system.system().wireName() + " cannot be made here.");
    }
    TrapdoorProofMaker maker =
        new TrapdoorProofMaker(
            system.system(), new TrapdoorProofMaker.Settings(seed, 1, freshKeys, Address.ZERO));
    Files.createDirectories(out);
    for (int i = 0; i < count; i++) {
      VerificationData data = invalid == null ? maker.valid() : maker.invalid(invalid);
      write(i + ".proof", data.proof());
      write(i + ".pub", Objects.requireNonNull(data.publicInput()));
      write(i + ".vk", Objects.requireNonNull(data.verificationKey()));
    }
    PrintWriter words = spec.commandLine().getOut();
    words.printf(
        "%d %s proofs of %s in %s: N.proof, N.pub, N.vk%n",
        count, invalid == null ? "valid" : "invalid", system.system().wireName(), out);
    words.flush();
    return 0;
  }

  private void write(String name, Bytes content) throws IOException {
    Files.write(out.resolve(name), content.view());
  }
}
