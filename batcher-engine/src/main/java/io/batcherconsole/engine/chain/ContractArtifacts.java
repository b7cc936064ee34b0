package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The compiled contracts in {@code contracts/artifacts} of the assets folder. */
public final class ContractArtifacts {
  private final Path folder;
  private final ObjectMapper json = new JsonMapper();

  /**
   * @param assets the assets folder
   */
  public ContractArtifacts(Path assets) {
    this.folder = assets.resolve("contracts").resolve("artifacts");
  }

  /**
   * Creation code of the service manager, to be followed by its constructor's arguments.
   *
   * @throws IOException with a sentence when the artifact is missing or unreadable
   */
  public Bytes serviceManager() throws IOException {
    return creationCode("AlignedLayerServiceManager");
  }

  /** Creation code of the payment service; else as {@link #serviceManager}. */
  public Bytes paymentService() throws IOException {
    return creationCode("BatcherPaymentService");
  }

  private Bytes creationCode(String contract) throws IOException {
    Path file = folder.resolve(contract + ".json");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "The compiled contract %s is missing: check that the assets folder is complete."
              .formatted(file));
    }
    try {
      JsonNode bytecode = json.readTree(Files.readAllBytes(file)).path("bytecode");
      return Bytes.fromHex(bytecode.stringValue(""));
    } catch (JacksonException | IllegalArgumentException malformed) {
      throw new IOException(
          "The compiled contract %s cannot be read: %s".formatted(file, malformed.getMessage()),
          malformed);
    }
  }
}
