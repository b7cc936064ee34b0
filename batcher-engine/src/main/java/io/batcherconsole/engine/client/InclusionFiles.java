package io.batcherconsole.engine.client;

import io.batcherconsole.engine.protocol.AlignedVerificationData;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.DecodeException;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two files that a user keeps of a proof that is on chain: CBOR for the field's tools, JSON for
 * contracts and people (batcher.md §3.5). Thread-safe.
 */
public final class InclusionFiles {
  /** Largest file that is read, bytes; the path in a batch of 2^64 proofs takes 5 KiB. */
  private static final int MAX_FILE = 64 << 10;

  private final Path directory;
  private final CborCodec codec = new CborCodec();
  private final JsonMapper json = new JsonMapper();

  /**
   * @param directory made when it is not there
   */
  public InclusionFiles(Path directory) {
    this.directory = directory;
  }

  /** What was written. */
  public record Saved(Path cbor, Path json) {}

  /** Writes both files, over older ones of the same proof. */
  public Saved save(AlignedVerificationData aligned) throws IOException {
    Files.createDirectories(directory);
    String name = aligned.root().bytes().toHex().substring(0, 8) + "_" + aligned.indexInBatch();
    Saved saved = new Saved(directory.resolve(name + ".cbor"), directory.resolve(name + ".json"));
    Files.write(saved.cbor(), codec.encode(aligned));
    Files.write(
        saved.json(), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields(aligned)));
    return saved;
  }

  /**
   * Reads a CBOR file.
   *
   * @throws IOException when it cannot be read or is something else
   */
  public AlignedVerificationData load(Path cbor) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(cbor)) {
      bytes = in.readNBytes(MAX_FILE);
    }
    try {
      return codec.decodeAlignedVerificationData(bytes);
    } catch (DecodeException malformed) {
      throw new IOException(
          cbor + " holds no inclusion data of a proof: " + malformed.getMessage(), malformed);
    }
  }

  private static Map<String, Object> fields(AlignedVerificationData aligned) {
    VerificationCommitment commitment = aligned.commitment();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("proof_commitment", hex(commitment.proofCommitment()));
    fields.put("pub_input_commitment", hex(commitment.publicInputCommitment()));
    fields.put("program_id_commitment", hex(commitment.auxDataCommitment()));
    fields.put("proof_generator_addr", commitment.generator().bytes().toHex());
    fields.put("batch_merkle_root", hex(aligned.root()));
    fields.put("verification_data_batch_index", aligned.indexInBatch());
    fields.put(
        "merkle_proof",
        aligned.path().stream().map(InclusionFiles::hex).collect(Collectors.joining()));
    return fields;
  }

  private static String hex(Hash hash) {
    return hash.bytes().toHex();
  }
}
