package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.abi.AbiEvent;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.Signature;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The part of the service manager that is ours instead of upstream's BLS quorum: operators with a
 * stake, and the quorum of their signatures.
 */
final class OperatorStakes {
  private static final BigInteger QUORUM_PERCENT = BigInteger.valueOf(67);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final int SIGNATURE_SIZE = 65;
  private static final long SIGNATURE_GAS = 7_000;
  private static final long SMALL_GAS = 50_000;

  private final Secp256k1 curve;
  private final Address contract;
  private final Storage<Address, BigInteger> stakes;
  private final Slot<BigInteger> total;

  OperatorStakes(ChangeLog changes, Secp256k1 curve, Address contract) {
    this.curve = curve;
    this.contract = contract;
    this.stakes = new Storage<>(changes, BigInteger.ZERO);
    this.total = new Slot<>(changes, BigInteger.ZERO);
  }

  void addFunctions(FunctionTable functions) {
    functions
        .onPayable(ServiceManagerAbi.REGISTER_OPERATOR, this::register)
        .on(ServiceManagerAbi.DEREGISTER_OPERATOR, this::deregister)
        .onView(ServiceManagerAbi.STAKE_OF, values -> new Object[] {stakes.get(values.address(0))})
        .onView(ServiceManagerAbi.TOTAL_STAKE, values -> new Object[] {total.get()});
  }

  private void register(AbiValues arguments, Message message, Execution execution) throws Revert {
    if (message.value().signum() == 0) {
      throw Revert.with(ServiceManagerAbi.INVALID_DEPOSIT_AMOUNT, BigInteger.ZERO);
    }
    execution.useGas(SMALL_GAS);
    BigInteger stake = stakes.get(message.sender()).add(message.value());
    change(message.sender(), stake, execution);
  }

  private void deregister(AbiValues arguments, Message message, Execution execution) throws Revert {
    BigInteger stake = stakes.get(message.sender());
    if (stake.signum() == 0) {
      throw Revert.with(ServiceManagerAbi.UNKNOWN_OPERATOR, message.sender());
    }
    execution.useGas(SMALL_GAS);
    change(message.sender(), BigInteger.ZERO, execution);
    execution.pay(contract, message.sender(), stake);
  }

  private void change(Address operator, BigInteger stake, Execution execution) throws Revert {
    total.set(total.get().subtract(stakes.get(operator)).add(stake));
    stakes.set(operator, stake);
    execution.emit(
        contract, ServiceManagerAbi.OPERATOR_STAKE_UPDATED, AbiEvent.topicOf(operator), stake);
  }

  /**
   * Reverts unless operators with 67 % of the stake signed {@code message}.
   *
   * @param signatures r, s, v of 65 bytes each, by signer's address ascending
   */
  void requireQuorum(Hash message, List<Bytes> signatures, Execution execution) throws Revert {
    BigInteger signed = stakeBehind(message, signatures, execution).multiply(HUNDRED);
    BigInteger required = total.get().multiply(QUORUM_PERCENT);
    if (signed.signum() == 0 || signed.compareTo(required) < 0) {
      throw Revert.with(ServiceManagerAbi.INVALID_QUORUM_THRESHOLD, signed, required);
    }
  }

  private BigInteger stakeBehind(Hash message, List<Bytes> signatures, Execution execution)
      throws Revert {
    BigInteger stake = BigInteger.ZERO;
    Address previous = Address.ZERO;
    for (int i = 0; i < signatures.size(); i++) {
      execution.useGas(SIGNATURE_GAS);
      Optional<Address> recovered = recover(message, signatures.get(i));
      if (recovered.isEmpty()) {
        throw Revert.with(ServiceManagerAbi.INVALID_SIGNATURE, BigInteger.valueOf(i));
      }
      Address signer = recovered.get();
      if (signer.compareTo(previous) <= 0) {
        throw Revert.with(ServiceManagerAbi.SIGNERS_NOT_ASCENDING, previous, signer);
      }
      if (stakes.get(signer).signum() == 0) {
        throw Revert.with(ServiceManagerAbi.UNKNOWN_OPERATOR, signer);
      }
      stake = stake.add(stakes.get(signer));
      previous = signer;
    }
    return stake;
  }

  /** As the precompile {@code ecrecover}: v is 27 or 28, and high values of s count. */
  private Optional<Address> recover(Hash message, Bytes signature) {
    if (signature.size() != SIGNATURE_SIZE) {
      return Optional.empty();
    }
    byte[] bytes = signature.view();
    int v = Byte.toUnsignedInt(bytes[64]);
    if (v != 27 && v != 28) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(1, Arrays.copyOf(bytes, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
    return curve.recover(message, new Signature(r, s, v));
  }
}
