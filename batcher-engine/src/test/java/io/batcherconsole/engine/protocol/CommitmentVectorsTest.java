package io.batcherconsole.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaves, digests and trees against what the field's own libraries computed. */
class CommitmentVectorsTest {
  private static final VerificationCommitment COMMITMENT = VerificationCommitment.of(Vectors.PROOF);

  @Test
  void commitment() {
    assertThat(COMMITMENT.proofCommitment()).isEqualTo(Vectors.hash("/eip712/proof_commitment"));
    assertThat(COMMITMENT.publicInputCommitment())
        .isEqualTo(Vectors.hash("/eip712/pub_input_commitment"));
    assertThat(COMMITMENT.auxDataCommitment()).isEqualTo(Vectors.hash("/eip712/aux_commitment"));
    assertThat(COMMITMENT.generator()).isEqualTo(Vectors.USER);
    assertThat(COMMITMENT.leaf()).isEqualTo(Vectors.hash("/eip712/leaf"));
  }

  @Test
  void absentPartsAreZero() {
    VerificationCommitment bare =
        VerificationCommitment.of(
            new VerificationData(ProvingSystem.RISC0, Bytes.EMPTY, null, null, null, Address.ZERO));
    assertThat(bare.publicInputCommitment()).isEqualTo(Hash.ZERO);
    assertThat(bare.auxDataCommitment()).isEqualTo(Hash.ZERO);
  }

  @Test
  void theProgramComesBeforeTheKey() {
    Bytes program = Bytes.fromHex("c0de");
    VerificationCommitment both =
        VerificationCommitment.of(
            new VerificationData(
                ProvingSystem.SP1, Bytes.EMPTY, null, Bytes.EMPTY, program, Address.ZERO));
    assertThat(both.auxDataCommitment()).isEqualTo(Keccak.hash(Bytes.fromHex("c0de" + "03")));
  }

  @Test
  void digest() {
    Hash leaf = COMMITMENT.leaf();
    assertThat(SubmissionDigest.domainSeparator(Vectors.NONCED))
        .isEqualTo(Vectors.hash("/eip712/domain_separator"));
    assertThat(SubmissionDigest.structHash(Vectors.NONCED, leaf))
        .isEqualTo(Vectors.hash("/eip712/struct_hash"));
    assertThat(SubmissionDigest.of(Vectors.NONCED, leaf)).isEqualTo(Vectors.hash("/eip712/digest"));
  }

  @Test
  void tree() {
    List<Hash> leaves =
        Stream.of("00000000", "01010101", "02020202")
            .map(proof -> VerificationCommitment.of(Vectors.proof(proof)).leaf())
            .toList();
    assertThat(leaves).isEqualTo(Vectors.hashes("/merkle/leaves"));
    MerkleTree tree = MerkleTree.of(leaves);
    assertThat(tree.root()).isEqualTo(Vectors.hash("/merkle/root"));
    assertThat(tree.path(2)).isEqualTo(Vectors.hashes("/merkle/path_of_2"));
    assertThat(tree.path(0)).containsExactly(leaves.get(1), Vectors.hash("/merkle/node23"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 33})
  void everyPathLeadsToTheRootFromItsOwnPlaceOnly(int size) {
    List<Hash> leaves =
        Stream.iterate(COMMITMENT.leaf(), leaf -> Keccak.hash(leaf.bytes())).limit(size).toList();
    MerkleTree tree = MerkleTree.of(leaves);
    for (int i = 0; i < size; i++) {
      List<Hash> path = tree.path(i);
      Hash leaf = leaves.get(i);
      assertThat(MerkleTree.verify(leaf, path, i, tree.root())).isTrue();
      assertThat(MerkleTree.verify(leaf, path, i + (1L << path.size()), tree.root())).isFalse();
      assertThat(MerkleTree.verify(Hash.ZERO, path, i, tree.root())).isFalse();
      assertThat(MerkleTree.verify(leaf, path, i, Hash.ZERO)).isFalse();
      assertThat(MerkleTree.verify(leaf, path, -1 - i, tree.root())).isFalse();
      if (size > 1) {
        assertThat(MerkleTree.verify(leaf, path.subList(1, path.size()), i, tree.root())).isFalse();
      }
    }
  }

  @Test
  void aBatchOfOneIsItsLeaf() {
    MerkleTree tree = MerkleTree.of(List.of(COMMITMENT.leaf()));
    assertThat(tree.root()).isEqualTo(COMMITMENT.leaf());
    assertThat(tree.path(0)).isEmpty();
  }

  @Test
  void noTreeWithoutALeaf() {
    assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.of(List.of()));
  }
}
