package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.VerificationData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that tell of a proof in files, for every command that takes one. */
final class ProofFiles {
  /** Far more than a batcher takes. */
  private static final int MOST_BYTES = 64 << 20;

  @Mixin private SystemOption system;

  @Option(names = "--proof", required = true, paramLabel = "FILE", description = "the proof")
  private Path proof;

  @Option(names = "--vk", paramLabel = "FILE", description = "the verifying key")
  private @Nullable Path verifyingKey;

  @Option(names = "--public-input", paramLabel = "FILE", description = "the public input")
  private @Nullable Path publicInput;

  @Option(names = "--program", paramLabel = "FILE", description = "a zkVM's program")
  private @Nullable Path program;

  /** Made by picocli, which also fills in the options. */
  @SuppressWarnings("NullAway.Init")
  ProofFiles() {}

  /** Reads the files; the proof is credited to nobody. */
  VerificationData read() throws IOException {
    return new VerificationData(
        system.system(),
        bytes(proof),
        read(publicInput),
        read(verifyingKey),
        read(program),
        Address.ZERO);
  }

  private static @Nullable Bytes read(@Nullable Path file) throws IOException {
    return file == null ? null : bytes(file);
  }

  private static Bytes bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new FileSystemException(
            file.toString(), null, "it is larger than " + (MOST_BYTES >> 20) + " MiB");
      }
      return Bytes.wrap(content);
    } catch (FileSystemException told) {
      throw told;
    } catch (IOException unreadable) {
      throw new FileSystemException(file.toString(), null, unreadable.getMessage());
    }
  }
}
