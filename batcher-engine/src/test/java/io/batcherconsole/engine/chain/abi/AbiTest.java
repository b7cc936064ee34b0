package io.batcherconsole.engine.chain.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbiTest {
  private static final Address USER = Address.of("0x00000000000000000000000000000000000000ff");
  private static final Address HIGH = Address.of("0xffffffffffffffffffffffffffffffffffffff01");
  private static final Hash ROOT = Hash.of("ab".repeat(32));

  @Test
  void argumentsOfATaskComeBackAsTheyWere() {
    AbiFunction function = PaymentServiceAbi.CREATE_NEW_TASK;
    Bytes data =
        function.encode(
            ROOT, "http://x/ä", List.of(USER, HIGH), big(7), BigInteger.TWO.pow(255), big(0));
    assertThat(function.matches(data)).isTrue();
    AbiValues values = function.arguments(data);
    assertThat(values.hash(0)).isEqualTo(ROOT);
    assertThat(values.text(1)).isEqualTo("http://x/ä");
    assertThat(values.addresses(2)).containsExactly(USER, HIGH);
    assertThat(values.uint(3)).isEqualTo(7);
    assertThat(values.uint(4)).isEqualTo(BigInteger.TWO.pow(255));
    assertThat(values.uint(5)).isZero();
  }

  @Test
  void calldataIsThatOfTheField() {
    // cast calldata "depositToBatcher(address)" 0x00…ff
    assertThat(ServiceManagerAbi.DEPOSIT_TO_BATCHER.encode(USER).toHex())
        .isEqualTo("4223d551" + "00".repeat(31) + "ff");
  }

  @Test
  void signaturesOfAResponseComeBackAsTheyWere() {
    List<Bytes> signatures = List.of(Bytes.of(new byte[65]), Bytes.fromHex("1234"));
    Bytes data = ServiceManagerAbi.RESPOND_TO_TASK.encode(ROOT, HIGH, signatures);
    assertThat(ServiceManagerAbi.RESPOND_TO_TASK.arguments(data).byteStrings(2))
        .isEqualTo(signatures);
  }

  @Test
  void bytes20AndBoolAndSmallNumbers() {
    Bytes data =
        ServiceManagerAbi.VERIFY_BATCH_INCLUSION.encode(
            ROOT, ROOT, ROOT, HIGH.bytes(), ROOT, Bytes.EMPTY, big(3), USER);
    assertThat(ServiceManagerAbi.VERIFY_BATCH_INCLUSION.arguments(data).bytes(3))
        .isEqualTo(HIGH.bytes());
    AbiTuple state = ServiceManagerAbi.BATCHES_STATE.results();
    AbiValues values = state.decode(state.encode(big(5), true, big(9)));
    assertThat(values.uint(0)).isEqualTo(5);
    assertThat(values.bool(1)).isTrue();
  }

  @Test
  void aTruncatedOrLyingCalldataIsRefused() {
    AbiFunction function = PaymentServiceAbi.CREATE_NEW_TASK;
    Bytes data = function.encode(ROOT, "p", Collections.nCopies(3, USER), big(7), big(8), big(9));
    for (int size = 4; size < data.size(); size += 16) {
      Bytes cut = Bytes.of(java.util.Arrays.copyOf(data.view(), size));
      assertThatThrownBy(() -> function.arguments(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] huge = data.toArray();
    huge[4 + 2 * 32 + 28] = 0x7f; // the array's offset points far outside
    assertThatThrownBy(() -> function.arguments(Bytes.wrap(huge)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void topicsOfIndexedArguments() {
    assertThat(AbiEvent.addressIn(AbiEvent.topicOf(HIGH))).isEqualTo(HIGH);
    assertThat(AbiEvent.topicOf(big(6)).toString()).endsWith("0006");
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
