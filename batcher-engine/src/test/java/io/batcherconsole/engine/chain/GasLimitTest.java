package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Transaction;
import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No transaction asks for more gas than any block's rules allow it (EIP-7825). */
class GasLimitTest {
  private final List<Transaction> sent = new ArrayList<>();
  private final ChainClient chain =
      (ChainClient)
          Proxy.newProxyInstance(
              ChainClient.class.getClassLoader(),
              new Class<?>[] {ChainClient.class},
              (self, method, arguments) -> {
                sent.add((Transaction) arguments[1]);
                return Hash.ZERO;
              });

  @Test
  void aBatchOfAFewUsersIsSentWithoutAnEstimate() throws Exception {
    send(400);
    assertThat(sent.getFirst().gasLimit()).isNotNull().isLessThan(ChainClient.MOST_GAS);
  }

  @Test
  void theGasOfABatchOfVeryManyUsersIsEstimated() throws Exception {
    send(1_000);
    assertThat(sent.getFirst().gasLimit()).as("estimated").isNull();
  }

  private void send(int users) throws ChainException {
    List<Address> submitters =
        IntStream.range(0, users)
            .mapToObj(user -> new Address(Bytes.ofUnsigned(BigInteger.valueOf(user), 20)))
            .toList();
    new ContractPaymentService(chain, Address.ZERO)
        .send(
            new Wallet(Bytes.fromHex("11".repeat(32)), Address.ZERO),
            BigInteger.ZERO,
            BigInteger.ONE,
            new NewTask(
                Hash.ZERO,
                "http://localhost/batch.json",
                submitters,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.ONE));
  }
}
