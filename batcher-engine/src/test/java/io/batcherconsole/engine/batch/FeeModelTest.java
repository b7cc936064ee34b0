package io.batcherconsole.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeModelTest {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  @ParameterizedTest
  @CsvSource({
    "1, 539500",
    "2, 270750",
    "5, 109500",
    "10, 55750",
    "16, 35593",
    "32, 18796",
    "64, 10398",
    "100, 7375",
    "128, 6199",
    "256, 4099",
    "1000, 2537",
    "3000, 2179"
  })
  void gasPerProofIsTheFieldsTable(int proofs, long gas) {
    FeeModel fees = FeeRules.DEFAULT.at(BigInteger.TEN);

    assertThat(fees.feePerProof(proofs)).isEqualTo(BigInteger.valueOf(gas * 11));
  }

  @Test
  void everythingOnChainIsPaidAtARaisedPrice() {
    FeeModel fees = FeeRules.DEFAULT.at(GWEI.multiply(BigInteger.TEN));

    assertThat(fees.gasPrice()).isEqualTo(GWEI.multiply(BigInteger.valueOf(11)));
    assertThat(fees.feeForAggregator())
        .isEqualTo(BigInteger.valueOf(412_500).multiply(fees.gasPrice()));
    assertThat(fees.respondToTaskFeeLimit())
        .isEqualTo(BigInteger.valueOf(1_031_250).multiply(fees.gasPrice()));
  }

  @Test
  void leastMaxFeeIsWhatClientsEstimateForABatchOf128() {
    FeeModel fees = FeeRules.DEFAULT.at(GWEI.multiply(BigInteger.TEN));

    assertThat(fees.minMaxFee()).isEqualTo(new BigInteger("68189000000000"));
    assertThat(fees.estimate(10)).isEqualTo(new BigInteger("613250000000000"));
  }
}
