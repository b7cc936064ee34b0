package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.chain.abi.PaymentServiceAbi;
import io.batcherconsole.engine.chain.abi.ServiceManagerAbi;
import io.batcherconsole.engine.chain.abi.SolidityErrors;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Revert data in words (batcher.md §4.9, and the contracts' other errors). */
public final class RevertReason {
  private static final Map<Bytes, Reading> READINGS = readings();

  private final String name;
  private final String sentence;
  private final @Nullable Address userWithoutFunds;

  private RevertReason(String name, String sentence, @Nullable Address userWithoutFunds) {
    this.name = name;
    this.sentence = sentence;
    this.userWithoutFunds = userWithoutFunds;
  }

  /** Reads revert data: a selector and its arguments, anything else, or nothing. */
  public static RevertReason of(Bytes data) {
    if (data.size() == 0) {
      return new RevertReason("", "the contract reverted without a reason", null);
    }
    if (data.size() >= AbiFunction.SELECTOR_SIZE) {
      Reading reading = READINGS.get(data.slice(0, AbiFunction.SELECTOR_SIZE));
      if (reading != null) {
        try {
          return reading.read(data);
        } catch (IllegalArgumentException malformed) {
          return new RevertReason(
              reading.error().name(),
              "the contract reverted with %s and arguments that cannot be read: %s"
                  .formatted(reading.error().name(), data),
              null);
        }
      }
    }
    return new RevertReason("", "the contract reverted with unknown data " + data, null);
  }

  /** The error's name in the contract, as {@code BatchAlreadySubmitted}; empty when unknown. */
  public String name() {
    return name;
  }

  /** What happened, for a person; starts in lower case and has no full stop. */
  public String sentence() {
    return sentence;
  }

  /** The user whose deposit does not cover their share: the one error that flushes. */
  public Optional<Address> userWithoutFunds() {
    return Optional.ofNullable(userWithoutFunds);
  }

  /** Whether the batch is there already, by an earlier transaction. */
  public boolean batchIsOnChain() {
    return name.equals(ServiceManagerAbi.BATCH_ALREADY_SUBMITTED.name());
  }

  @Override
  public String toString() {
    return sentence;
  }

  private record Reading(AbiFunction error, Function<AbiValues, String> words) {
    RevertReason read(Bytes data) {
      AbiValues values = error.arguments(data);
      boolean userCannotPay = error == PaymentServiceAbi.SUBMISSION_INSUFFICIENT_BALANCE;
      return new RevertReason(
          error.name(), words.apply(values), userCannotPay ? values.address(0) : null);
    }
  }

  private static Map<Bytes, Reading> readings() {
    Map<Bytes, Reading> map = new HashMap<>();
    readPaymentService(map);
    readServiceManager(map);
    put(map, SolidityErrors.ERROR, v -> "the contract says: " + v.text(0));
    put(
        map,
        SolidityErrors.PANIC,
        v -> "the contract failed with Solidity panic 0x" + v.uint(0).toString(16));
    return Map.copyOf(map);
  }

  private static void readPaymentService(Map<Bytes, Reading> map) {
    put(
        map,
        PaymentServiceAbi.ONLY_BATCHER_ALLOWED,
        v -> "only the batcher's wallet may create tasks, and " + v.address(0) + " is not it");
    put(map, PaymentServiceAbi.NO_PROOF_SUBMITTERS, v -> "the batch has no proof submitters");
    put(map, PaymentServiceAbi.NO_FEE_PER_PROOF, v -> "the fee per proof is 0");
    put(
        map,
        PaymentServiceAbi.INSUFFICIENT_FEE_FOR_AGGREGATOR,
        v ->
            "the proofs' fees of %s do not exceed the aggregator's fee of %s"
                .formatted(Ether.text(v.uint(1)), Ether.text(v.uint(0))));
    put(
        map,
        PaymentServiceAbi.USER_HAS_NO_FUNDS_TO_UNLOCK,
        v -> v.address(0) + " has no deposit to unlock");
    put(
        map,
        PaymentServiceAbi.USER_HAS_NO_FUNDS_TO_LOCK,
        v -> v.address(0) + " has no deposit to lock");
    put(
        map,
        PaymentServiceAbi.PAYER_INSUFFICIENT_BALANCE,
        v ->
            "%s cannot be withdrawn from a deposit of %s"
                .formatted(Ether.text(v.uint(1)), Ether.text(v.uint(0))));
    put(map, PaymentServiceAbi.FUNDS_LOCKED, RevertReason::fundsLocked);
    put(
        map,
        PaymentServiceAbi.SUBMISSION_INSUFFICIENT_BALANCE,
        v ->
            "user %s cannot pay: the deposit is %s, a proof costs %s"
                .formatted(v.address(0), Ether.text(v.uint(1)), Ether.text(v.uint(2))));
    put(
        map,
        PaymentServiceAbi.INVALID_ADDRESS,
        v -> "the address of " + v.text(0) + " must not be zero");
  }

  private static void readServiceManager(Map<Bytes, Reading> map) {
    put(
        map,
        ServiceManagerAbi.BATCH_ALREADY_SUBMITTED,
        v -> "a batch with the same Merkle root is on chain already (batch id " + v.hash(0) + ")");
    put(map, ServiceManagerAbi.BATCH_DOES_NOT_EXIST, v -> "there is no batch with id " + v.hash(0));
    put(
        map,
        ServiceManagerAbi.BATCH_ALREADY_RESPONDED,
        v -> "the batch with id " + v.hash(0) + " is verified already");
    put(
        map,
        ServiceManagerAbi.INSUFFICIENT_FUNDS,
        v ->
            "the standing balance of %s in the service manager is %s, %s is needed: top it up with depositToBatcher"
                .formatted(v.address(0), Ether.text(v.uint(2)), Ether.text(v.uint(1))));
    put(map, ServiceManagerAbi.INVALID_QUORUM_THRESHOLD, RevertReason::noQuorum);
    put(
        map,
        ServiceManagerAbi.SENDER_IS_NOT_AGGREGATOR,
        v -> "only the aggregator %s may do that, not %s".formatted(v.address(1), v.address(0)));
    put(
        map,
        ServiceManagerAbi.INVALID_DEPOSIT_AMOUNT,
        v -> "a deposit of " + Ether.text(v.uint(0)) + " is not possible");
    put(
        map,
        ServiceManagerAbi.INVALID_SIGNATURE,
        v -> "signature %s is malformed or recovers nobody".formatted(v.uint(0)));
    put(
        map,
        ServiceManagerAbi.UNKNOWN_OPERATOR,
        v -> v.address(0) + " signed but is no registered operator");
    put(
        map,
        ServiceManagerAbi.SIGNERS_NOT_ASCENDING,
        v ->
            "signer %s does not come after %s: signatures go by address, each signer once"
                .formatted(v.address(1), v.address(0)));
  }

  private static String fundsLocked(AbiValues values) {
    BigInteger unlockTime = values.uint(0);
    if (unlockTime.signum() == 0) {
      return "the deposit is locked: unlock it first";
    }
    BigInteger wait = unlockTime.subtract(values.uint(1));
    String when =
        unlockTime.bitLength() < Integer.SIZE
            ? " (" + Instant.ofEpochSecond(unlockTime.longValueExact()) + ")"
            : "";
    return "the deposit can be withdrawn in " + wait + " s" + when;
  }

  private static String noQuorum(AbiValues values) {
    BigInteger signed = values.uint(0).divide(BigInteger.valueOf(100));
    BigInteger required = values.uint(1).divide(BigInteger.valueOf(100));
    return "the signatures stand for a stake of %s, and %s is needed for the quorum"
        .formatted(Ether.text(signed), Ether.text(required));
  }

  private static void put(
      Map<Bytes, Reading> map, AbiFunction error, Function<AbiValues, String> words) {
    map.put(error.selector(), new Reading(error, words));
  }
}
