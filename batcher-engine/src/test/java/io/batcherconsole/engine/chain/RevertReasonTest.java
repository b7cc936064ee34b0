package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevertReasonTest {
  private static final Address USER = Address.of("0x14dc79964da2c08b23698b3d3cc7ca32193d9955");
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  @Test
  void aUserWithoutFundsIsNamed() {
    RevertReason reason =
        RevertReason.of(
            PaymentServiceAbi.SUBMISSION_INSUFFICIENT_BALANCE.encode(
                USER, ETHER.shiftRight(1), ETHER));
    assertThat(reason.userWithoutFunds()).contains(USER);
    assertThat(reason.sentence())
        .isEqualTo("user " + USER + " cannot pay: the deposit is 0.5 ETH, a proof costs 1 ETH");
  }

  @Test
  void theStandingBalanceIsToldWithWhatToDo() {
    RevertReason reason =
        RevertReason.of(ServiceManagerAbi.INSUFFICIENT_FUNDS.encode(USER, ETHER, BigInteger.ZERO));
    assertThat(reason.userWithoutFunds()).isEmpty();
    assertThat(reason.sentence()).contains("is 0 ETH, 1 ETH is needed", "depositToBatcher");
  }

  @Test
  void solidityTextIsQuoted() {
    assertThat(RevertReason.of(SolidityErrors.ERROR.encode("Pausable: paused")).sentence())
        .isEqualTo("the contract says: Pausable: paused");
  }

  @ParameterizedTest
  @MethodSource("errors")
  void eachErrorHasWords(AbiFunction error) {
    Bytes zeros = Bytes.wrap(new byte[4 + 4 * 32]);
    System.arraycopy(error.selector().view(), 0, zeros.view(), 0, 4);
    if (error.signature().contains("string")) {
      zeros.view()[4 + 31] = 32; // the offset of an empty text
    }
    RevertReason reason = RevertReason.of(zeros);
    assertThat(reason.name()).isEqualTo(error.name());
    assertThat(reason.sentence()).doesNotContain("unknown", "cannot be read");
  }

  static Stream<AbiFunction> errors() {
    return Stream.concat(PaymentServiceAbi.errors().stream(), ServiceManagerAbi.errors().stream());
  }

  @Test
  void otherDataIsShownAsItIs() {
    assertThat(RevertReason.of(Bytes.EMPTY).sentence()).contains("without a reason");
    assertThat(RevertReason.of(Bytes.fromHex("12")).sentence()).contains("unknown data 0x12");
    assertThat(RevertReason.of(Bytes.fromHex("deadbeef00")).sentence()).contains("0xdeadbeef00");
    Bytes cut = Bytes.of(ServiceManagerAbi.BATCH_ALREADY_SUBMITTED.selector().view());
    assertThat(RevertReason.of(cut).sentence()).contains("BatchAlreadySubmitted", "cannot be read");
  }
}
