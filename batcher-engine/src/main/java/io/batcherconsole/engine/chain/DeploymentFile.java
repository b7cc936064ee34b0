package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The field's deployment file: JSON with an object {@code addresses}, in it {@code
 * alignedLayerServiceManager} and {@code batcherPaymentService} among others.
 */
public final class DeploymentFile {
  private static final String ADDRESSES = "addresses";
  private static final String SERVICE_MANAGER = "alignedLayerServiceManager";
  private static final String PAYMENT_SERVICE = "batcherPaymentService";

  /** A deployment file is a few kilobytes. */
  private static final long MOST_BYTES = 1 << 20;

  private final ObjectMapper json = new JsonMapper();

  /**
   * Reads a deployment.
   *
   * @throws IOException with a sentence that names the file, the key and what is wrong with it
   */
  public Deployment read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("The deployment file %s does not exist.".formatted(file));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("%s is too large for a deployment file.".formatted(file));
    }
    return read(file, Files.readAllBytes(file));
  }

  /**
   * As the other {@code read}, from the file's content.
   *
   * @param file for what is told
   */
  public Deployment read(Path file, byte[] content) throws IOException {
    JsonNode addresses;
    try {
      addresses = json.readTree(content).path(ADDRESSES);
    } catch (JacksonException malformed) {
      throw new IOException(
          "The deployment file %s is no JSON: %s".formatted(file, malformed.getOriginalMessage()),
          malformed);
    }
    return new Deployment(
        address(file, addresses, SERVICE_MANAGER), address(file, addresses, PAYMENT_SERVICE));
  }

  /** Writes a deployment, so that the field's clients find the contracts. */
  public void write(Path file, Deployment deployment) throws IOException {
    ObjectNode root = json.createObjectNode();
    root.putObject(ADDRESSES)
        .put(SERVICE_MANAGER, deployment.serviceManager().toString())
        .put(PAYMENT_SERVICE, deployment.paymentService().toString());
    Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
  }

  private static Address address(Path file, JsonNode addresses, String key) throws IOException {
    String text = addresses.path(key).stringValue("");
    if (text.isEmpty()) {
      throw new IOException(
          "The deployment file %s has no text at %s.%s.".formatted(file, ADDRESSES, key));
    }
    try {
      return Address.of(text);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(
          "The deployment file %s has no address at %s.%s: %s (%s)"
              .formatted(file, ADDRESSES, key, text, malformed.getMessage()),
          malformed);
    }
  }
}
