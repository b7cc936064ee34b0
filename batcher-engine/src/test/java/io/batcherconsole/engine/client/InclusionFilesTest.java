package io.batcherconsole.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.batcherconsole.engine.protocol.AlignedVerificationData;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InclusionFilesTest {
  private static final List<SubmitProof> BATCH = Samples.proofs(4);
  private static final AlignedVerificationData ALIGNED =
      AlignedVerificationData.of(
          VerificationCommitment.of(BATCH.get(2).data().data()), Samples.inclusion(BATCH, 2));

  @TempDir private Path directory;

  @Test
  void bothFilesSayTheSame() throws IOException {
    Path folder = directory.resolve("new").resolve("folder");
    InclusionFiles files = new InclusionFiles(folder);
    InclusionFiles.Saved saved = files.save(ALIGNED);
    String name = ALIGNED.root().bytes().toHex().substring(0, 8) + "_2";
    assertThat(saved)
        .isEqualTo(
            new InclusionFiles.Saved(
                folder.resolve(name + ".cbor"), folder.resolve(name + ".json")));

    AlignedVerificationData loaded = files.load(saved.cbor());
    assertThat(loaded).isEqualTo(ALIGNED);
    assertThat(loaded.isConsistent()).isTrue();

    JsonNode json = JsonMapper.shared().readTree(Files.readString(saved.json()));
    VerificationCommitment commitment = ALIGNED.commitment();
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "proof_commitment",
            "pub_input_commitment",
            "program_id_commitment",
            "proof_generator_addr",
            "batch_merkle_root",
            "verification_data_batch_index",
            "merkle_proof");
    assertThat(json.get("proof_commitment").asString())
        .isEqualTo(commitment.proofCommitment().bytes().toHex());
    assertThat(json.get("pub_input_commitment").asString())
        .isEqualTo(commitment.publicInputCommitment().bytes().toHex());
    assertThat(json.get("program_id_commitment").asString())
        .isEqualTo(commitment.auxDataCommitment().bytes().toHex());
    assertThat(json.get("proof_generator_addr").asString())
        .isEqualTo(commitment.generator().bytes().toHex());
    assertThat(json.get("batch_merkle_root").asString()).isEqualTo(ALIGNED.root().bytes().toHex());
    assertThat(json.get("verification_data_batch_index").asInt()).isEqualTo(2);
    assertThat(json.get("merkle_proof").asString())
        .isEqualTo(ALIGNED.path().get(0).bytes().toHex() + ALIGNED.path().get(1).bytes().toHex());
  }

  @Test
  void savingAgainIsNoError() throws IOException {
    InclusionFiles files = new InclusionFiles(directory);
    assertThat(files.save(ALIGNED)).isEqualTo(files.save(ALIGNED));
  }

  @Test
  void somethingElseIsNoInclusionData() throws IOException {
    Path junk = Files.writeString(directory.resolve("junk.cbor"), "{\"a\": 1}");
    assertThatIOException()
        .isThrownBy(() -> new InclusionFiles(directory).load(junk))
        .withMessageContaining("junk.cbor holds no inclusion data of a proof: at byte 0");
  }
}
