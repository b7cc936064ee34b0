package io.batcherconsole.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MinaVerifierTest {
  private static final long SEED = 3;

  private final Random random = new Random(SEED);

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Verdict verify(MinaVerifier verifier, Bytes proof, @Nullable Bytes input) {
    return verifier.verify(
        new VerificationData(verifier.system(), proof, input, null, null, Address.ZERO));
  }

  private static void assertRejected(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).contains(why));
  }

  @Test
  void recognisesStates() {
    MinaVerifier mina = MinaVerifier.ofState();
    Bytes proof = Bytes.wrap(bytes(40_000));
    Verdict expected =
        new Verdict.Unsupported(
            "a proof of Mina's state, which is a Pickles proof and cannot be verified on this"
                + " installation");
    assertThat(mina.system()).isEqualTo(ProvingSystem.MINA);
    assertThat(verify(mina, proof, Bytes.wrap(bytes(33 * 32)))).isEqualTo(expected);
    byte[] flagged = bytes(33 * 32 + 1);
    flagged[0] = 1;
    assertThat(verify(mina, proof, Bytes.wrap(flagged))).isEqualTo(expected);

    flagged[0] = 2;
    assertRejected(verify(mina, proof, Bytes.wrap(flagged)), "33 hashes, not 1057 bytes");
    assertRejected(verify(mina, proof, Bytes.wrap(bytes(32))), "33 hashes, not 32 bytes");
    assertRejected(verify(mina, proof, null), "there is no public input");
    assertRejected(verify(mina, Bytes.EMPTY, Bytes.wrap(bytes(33 * 32))), "has only 0 bytes");
  }

  @Test
  void recognisesAccounts() {
    MinaVerifier mina = MinaVerifier.ofAccount();
    Bytes input = new Bincode().fixed(bytes(32)).bytes(bytes(700)).done();
    Bincode path = new Bincode().variant(35).variant(0);
    for (int i = 0; i < 35; i++) {
      path.variant(i % 2).bytes(bytes(32));
    }
    Bytes proof = path.fixed(bytes(500)).done();
    assertThat(mina.system()).isEqualTo(ProvingSystem.MINA_ACCOUNT);
    assertThat(verify(mina, proof, input))
        .isEqualTo(
            new Verdict.Unsupported(
                "a proof of an account of Mina, which is a Pickles proof and cannot be verified on"
                    + " this installation"));

    assertRejected(verify(mina, proof, Bytes.wrap(bytes(800))), "public input, account");
    assertRejected(verify(mina, proof, null), "there is no public input");
    assertRejected(verify(mina, Bytes.wrap(bytes(3000)), input), "proof, path");
    assertRejected(verify(mina, new Bincode().variant(35).variant(0).done(), input), "0 left");
  }
}
