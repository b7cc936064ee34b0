package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.EngineException;
import io.batcherconsole.engine.scenario.ScenarioException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command line. */
@Command(
    name = "batcher",
    description = "Runs Aligned Layer's proof batcher, and scenarios against it, without a window.",
    footer = "%nThe window: batcher console",
    mixinStandardHelpOptions = true,
    version = "Batcher Console 0.1.0",
    subcommands = {
      ScenarioCommand.class,
      CompareCommand.class,
      RunCommand.class,
      SubmitCommand.class,
      LockingsCommand.class,
      VerifyCommand.class,
      MakeProofsCommand.class
    })
public final class BatcherCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by picocli, which also fills in {@link #spec}. */
  @SuppressWarnings("NullAway.Init")
  public BatcherCommand() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, which tests execute with writers of their own. */
  public static CommandLine commandLine() {
    return new CommandLine(new BatcherCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(BatcherCommand::tell)
        .setExecutionExceptionHandler(BatcherCommand::tell);
  }

  /** What cannot be understood is told in a sentence, and where to read what can. */
  private static int tell(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells what there is.");
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /**
   * A failure that has a sentence is told in that sentence; a bug with its trace. What was asked
   * for wrongly ends as what cannot be understood does.
   */
  private static int tell(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    switch (failure) {
      case EngineException known -> err.println(known.getMessage());
      case ScenarioException known -> err.println(known.getMessage());
      case IllegalArgumentException wrong -> {
        err.println(wrong.getMessage());
        return command.getCommandSpec().exitCodeOnInvalidInput();
      }
      case FileSystemException file -> err.println(words(file));
      default -> failure.printStackTrace(err);
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** "F cannot be used: it does not exist." */
  static String words(FileSystemException failure) {
    String why =
        switch (failure) {
          case NoSuchFileException missing -> "it does not exist";
          case AccessDeniedException denied -> "access is denied";
          case FileAlreadyExistsException there -> "there is a file of that name";
          default -> failure.getReason() == null ? "no reason is told" : failure.getReason();
        };
    return "%s cannot be used: %s.".formatted(failure.getFile(), why);
  }

  /** Without a subcommand there is nothing to do but tell which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
