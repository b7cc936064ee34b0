package io.batcherconsole.engine.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ServiceManager.NewBatch;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final NewBatch BATCH =
      new NewBatch(Hash.ZERO, Address.ZERO, 1, "", BigInteger.ZERO);
  private static final Address FIRST = Address.of("0x%040x".formatted(1));
  private static final Address SECOND = Address.of("0x%040x".formatted(2));
  private static final Address THIRD = Address.of("0xff%038x".formatted(3));
  private static final BigInteger TOTAL = BigInteger.valueOf(100);
  private static final Map<Address, BigInteger> STAKES =
      Map.of(
          FIRST, BigInteger.valueOf(34),
          SECOND, BigInteger.valueOf(33),
          THIRD, BigInteger.valueOf(33));

  private final Tally tally = new Tally(BATCH, 0);

  private static Vote signed(Address operator) {
    return new Vote.Signed(BATCH, operator, operator.bytes());
  }

  private static Vote refused(Address operator, String reason) {
    return new Vote.Refused(BATCH, operator, reason);
  }

  @Test
  void aQuorumIsExactly67PerCentOfTheStake() {
    tally.add(signed(SECOND));
    assertThat(tally.hasQuorum(STAKES, TOTAL)).isFalse();
    tally.add(signed(THIRD));
    assertThat(tally.hasQuorum(STAKES, TOTAL)).as("66 %").isFalse();
    tally.add(signed(FIRST));
    assertThat(tally.hasQuorum(STAKES, TOTAL)).isTrue();
    assertThat(tally.hasQuorum(STAKES, BigInteger.valueOf(150))).as("others' stakes").isFalse();
  }

  @Test
  void signaturesGoBySignersAddressWhateverTheOrderOfVotes() {
    tally.add(signed(THIRD));
    tally.add(signed(FIRST));
    tally.add(signed(SECOND));
    assertThat(tally.signatures()).containsExactly(FIRST.bytes(), SECOND.bytes(), THIRD.bytes());
  }

  @Test
  void refusalsMakeItHopelessWhenTheRestIsNoQuorum() {
    tally.add(refused(SECOND, "no"));
    assertThat(tally.isHopeless(STAKES, TOTAL)).as("67 % are left").isFalse();
    tally.add(refused(THIRD, "no"));
    assertThat(tally.isHopeless(STAKES, TOTAL)).isTrue();
  }

  @Test
  void nobodysStakeIsNoQuorum() {
    assertThat(tally.hasQuorum(Map.of(), BigInteger.ZERO)).isFalse();
  }

  @Test
  void aLaterVoteReplacesAnEarlierOneAndARepeatedOneIsNoNews() {
    assertThat(tally.add(refused(FIRST, "no file"))).isTrue();
    assertThat(tally.add(refused(FIRST, "no file"))).isFalse();
    assertThat(tally.add(signed(FIRST))).isTrue();
    assertThat(tally.add(new Vote.Signed(BATCH, FIRST, Bytes.EMPTY))).isFalse();
    assertThat(tally.votes()).isEqualTo(1);
    assertThat(tally.signed()).isEqualTo(1);
  }

  @Test
  void theSentenceTellsWhoRefusedForWhichReason() {
    tally.add(signed(FIRST));
    tally.add(refused(SECOND, "no file"));
    tally.add(refused(THIRD, "no file"));
    assertThat(tally.whyNoQuorum(3))
        .isEqualTo(
            "1 of 3 operators signed, 67 % of the stake is needed; 0x0000…0002, 0xff00…0003 refused: no file");
  }
}
