package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.ProofVerifier;
import io.batcherconsole.engine.verify.ProofVerifiers;
import io.batcherconsole.engine.verify.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Verifies one proof from files. */
@Command(
    name = "verify",
    description = "Verifies a proof.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = VerifyCommand.CANNOT_TELL,
    footer = {"", "Ends 0 when it is valid, 1 when it is not, 2 when it cannot be verified here."})
final class VerifyCommand implements Callable<Integer> {
  private static final int INVALID = 1;
  static final int CANNOT_TELL = 2;

  @Spec private CommandSpec spec;

  @Mixin private ProofFiles files;

  /** Made by picocli, which also fills in the options. */
  @SuppressWarnings("NullAway.Init")
  VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    VerificationData data = files.read();
    Verdict verdict =
        verifier(data.system())
            .map(verifier -> verifier.verify(data))
            .orElseGet(
                () ->
                    new Verdict.Unsupported(
                        "there is no verifier for "
                            + data.system().wireName()
                            + " in this program"));
    return switch (verdict) {
      case Verdict.Valid() -> tell(out, "valid", 0);
      case Verdict.Rejected(String reason) -> tell(out, "invalid: " + reason, INVALID);
      case Verdict.Unsupported(String reason) ->
          tell(out, "cannot be verified here: " + reason, CANNOT_TELL);
    };
  }

  private static Optional<ProofVerifier> verifier(ProvingSystem system) {
    return ProofVerifiers.all().stream()
        .filter(verifier -> verifier.system() == system)
        .findFirst();
  }

  private static int tell(PrintWriter out, String words, int exit) {
    out.println(words);
    out.flush();
    return exit;
  }
}
