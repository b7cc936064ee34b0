package io.batcherconsole.engine.chain.abi;

import java.util.List;

/** AlignedLayerServiceManager.sol (batcher.md §5.2), with our own side for the aggregator. */
public final class ServiceManagerAbi {
  /** Aggregator. */
  public static final AbiTuple CONSTRUCTOR = AbiTuple.of(List.of("address"));

  public static final AbiFunction CREATE_NEW_TASK =
      AbiFunction.of("createNewTask(bytes32,string,uint256)");

  /** Ours: root, sender, signatures of 65 bytes each. */
  public static final AbiFunction RESPOND_TO_TASK =
      AbiFunction.of("respondToTask(bytes32,address,bytes[])");

  /**
   * Commitments of proof, public input and auxiliary data; generator; root; path; index; sender.
   */
  public static final AbiFunction VERIFY_BATCH_INCLUSION =
      AbiFunction.of(
          "verifyBatchInclusion(bytes32,bytes32,bytes32,bytes20,bytes32,bytes,uint256,address)",
          "bool");

  public static final AbiFunction CHECK_PUBLIC_INPUT =
      AbiFunction.of("checkPublicInput(bytes,bytes32)", "bool");
  public static final AbiFunction DEPOSIT_TO_BATCHER = AbiFunction.of("depositToBatcher(address)");
  public static final AbiFunction WITHDRAW = AbiFunction.of("withdraw(uint256)");
  public static final AbiFunction BALANCE_OF = AbiFunction.of("balanceOf(address)", "uint256");

  /** Created block, responded, fee limit. */
  public static final AbiFunction BATCHES_STATE =
      AbiFunction.of("batchesState(bytes32)", "uint32,bool,uint256");

  public static final AbiFunction DISABLED_VERIFIERS =
      AbiFunction.of("disabledVerifiers()", "uint256");
  public static final AbiFunction IS_VERIFIER_DISABLED =
      AbiFunction.of("isVerifierDisabled(uint8)", "bool");
  public static final AbiFunction DISABLE_VERIFIER = AbiFunction.of("disableVerifier(uint8)");
  public static final AbiFunction ENABLE_VERIFIER = AbiFunction.of("enableVerifier(uint8)");
  public static final AbiFunction SET_DISABLED_VERIFIERS =
      AbiFunction.of("setDisabledVerifiers(uint256)");
  public static final AbiFunction SET_AGGREGATOR = AbiFunction.of("setAggregator(address)");
  public static final AbiFunction AGGREGATOR = AbiFunction.of("alignedAggregator()", "address");
  public static final AbiFunction OWNER = AbiFunction.of("owner()", "address");

  /** A bit per flag: 0 create, 1 respond, 2 verify, 3 withdraw, 4 and 5 deposits. */
  public static final AbiFunction PAUSE = AbiFunction.of("pause(uint256)");

  /** The new flags, a part of those that are set. */
  public static final AbiFunction UNPAUSE = AbiFunction.of("unpause(uint256)");

  public static final AbiFunction PAUSED = AbiFunction.of("paused()", "uint256");

  public static final AbiFunction REGISTER_OPERATOR = AbiFunction.of("registerOperator()");
  public static final AbiFunction DEREGISTER_OPERATOR = AbiFunction.of("deregisterOperator()");
  public static final AbiFunction STAKE_OF = AbiFunction.of("stakeOf(address)", "uint256");
  public static final AbiFunction TOTAL_STAKE = AbiFunction.of("totalStake()", "uint256");

  public static final AbiFunction BATCH_ALREADY_SUBMITTED =
      AbiFunction.of("BatchAlreadySubmitted(bytes32)");
  public static final AbiFunction BATCH_DOES_NOT_EXIST =
      AbiFunction.of("BatchDoesNotExist(bytes32)");
  public static final AbiFunction BATCH_ALREADY_RESPONDED =
      AbiFunction.of("BatchAlreadyResponded(bytes32)");

  /** Batcher, required, available. */
  public static final AbiFunction INSUFFICIENT_FUNDS =
      AbiFunction.of("InsufficientFunds(address,uint256,uint256)");

  /** Signed stake times 100, total stake times 67. */
  public static final AbiFunction INVALID_QUORUM_THRESHOLD =
      AbiFunction.of("InvalidQuorumThreshold(uint256,uint256)");

  /** Sender, aggregator. */
  public static final AbiFunction SENDER_IS_NOT_AGGREGATOR =
      AbiFunction.of("SenderIsNotAggregator(address,address)");

  public static final AbiFunction INVALID_DEPOSIT_AMOUNT =
      AbiFunction.of("InvalidDepositAmount(uint256)");

  /** Ours: index of a signature that is not 65 bytes or recovers nobody. */
  public static final AbiFunction INVALID_SIGNATURE = AbiFunction.of("InvalidSignature(uint256)");

  /** Ours: a signer without a stake. */
  public static final AbiFunction UNKNOWN_OPERATOR = AbiFunction.of("UnknownOperator(address)");

  /** Ours: previous signer, this signer, which is not greater. */
  public static final AbiFunction SIGNERS_NOT_ASCENDING =
      AbiFunction.of("SignersNotAscending(address,address)");

  /** Root; sender, created block, pointer, fee limit. */
  public static final AbiEvent NEW_BATCH =
      AbiEvent.of("NewBatchV3(bytes32,address,uint32,string,uint256)");

  /** Root; sender. */
  public static final AbiEvent BATCH_VERIFIED = AbiEvent.of("BatchVerified(bytes32,address)");

  public static final AbiEvent BATCHER_BALANCE_UPDATED =
      AbiEvent.of("BatcherBalanceUpdated(address,uint256)");
  public static final AbiEvent VERIFIER_DISABLED = AbiEvent.of("VerifierDisabled(uint8)");
  public static final AbiEvent VERIFIER_ENABLED = AbiEvent.of("VerifierEnabled(uint8)");

  /** Ours: operator; stake in wei after it. 0 when the operator left. */
  public static final AbiEvent OPERATOR_STAKE_UPDATED =
      AbiEvent.of("OperatorStakeUpdated(address,uint256)");

  private ServiceManagerAbi() {}

  /** All functions. */
  public static List<AbiFunction> functions() {
    return List.of(
        CREATE_NEW_TASK,
        RESPOND_TO_TASK,
        VERIFY_BATCH_INCLUSION,
        CHECK_PUBLIC_INPUT,
        DEPOSIT_TO_BATCHER,
        WITHDRAW,
        BALANCE_OF,
        BATCHES_STATE,
        DISABLED_VERIFIERS,
        IS_VERIFIER_DISABLED,
        DISABLE_VERIFIER,
        ENABLE_VERIFIER,
        SET_DISABLED_VERIFIERS,
        SET_AGGREGATOR,
        AGGREGATOR,
        OWNER,
        PAUSE,
        UNPAUSE,
        PAUSED,
        REGISTER_OPERATOR,
        DEREGISTER_OPERATOR,
        STAKE_OF,
        TOTAL_STAKE);
  }

  /** All errors. */
  public static List<AbiFunction> errors() {
    return List.of(
        BATCH_ALREADY_SUBMITTED,
        BATCH_DOES_NOT_EXIST,
        BATCH_ALREADY_RESPONDED,
        INSUFFICIENT_FUNDS,
        INVALID_QUORUM_THRESHOLD,
        SENDER_IS_NOT_AGGREGATOR,
        INVALID_DEPOSIT_AMOUNT,
        INVALID_SIGNATURE,
        UNKNOWN_OPERATOR,
        SIGNERS_NOT_ASCENDING);
  }

  /** All events. */
  public static List<AbiEvent> events() {
    return List.of(
        NEW_BATCH,
        BATCH_VERIFIED,
        BATCHER_BALANCE_UPDATED,
        VERIFIER_DISABLED,
        VERIFIER_ENABLED,
        OPERATOR_STAKE_UPDATED);
  }
}
