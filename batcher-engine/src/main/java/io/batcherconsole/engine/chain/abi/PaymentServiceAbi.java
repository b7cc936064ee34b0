package io.batcherconsole.engine.chain.abi;

import java.util.List;

/** BatcherPaymentService.sol (batcher.md §5.1). */
public final class PaymentServiceAbi {
  /** Service manager, batcher's wallet. */
  public static final AbiTuple CONSTRUCTOR = AbiTuple.of(List.of("address", "address"));

  public static final AbiFunction CREATE_NEW_TASK =
      AbiFunction.of("createNewTask(bytes32,string,address[],uint256,uint256,uint256)");
  public static final AbiFunction LOCK = AbiFunction.of("lock()");
  public static final AbiFunction UNLOCK = AbiFunction.of("unlock()");
  public static final AbiFunction WITHDRAW = AbiFunction.of("withdraw(uint256)");
  public static final AbiFunction WITHDRAW_FROM_SERVICE_MANAGER =
      AbiFunction.of("withdrawFromServiceManager(uint256,address)");
  public static final AbiFunction PAUSE = AbiFunction.of("pause()");
  public static final AbiFunction UNPAUSE = AbiFunction.of("unpause()");

  public static final AbiFunction PAUSED = AbiFunction.of("paused()", "bool");
  public static final AbiFunction OWNER = AbiFunction.of("owner()", "address");
  public static final AbiFunction BATCHER_WALLET = AbiFunction.of("batcherWallet()", "address");
  public static final AbiFunction SERVICE_MANAGER =
      AbiFunction.of("alignedLayerServiceManager()", "address");
  public static final AbiFunction USER_BALANCES =
      AbiFunction.of("user_balances(address)", "uint256");
  public static final AbiFunction USER_NONCES = AbiFunction.of("user_nonces(address)", "uint256");
  public static final AbiFunction USER_UNLOCK_BLOCK =
      AbiFunction.of("user_unlock_block(address)", "uint256");

  /** Balance, unlock time, nonce. */
  public static final AbiFunction USER_DATA =
      AbiFunction.of("userData(address)", "uint256,uint256,uint256");

  public static final AbiFunction ONLY_BATCHER_ALLOWED =
      AbiFunction.of("OnlyBatcherAllowed(address)");
  public static final AbiFunction NO_PROOF_SUBMITTERS = AbiFunction.of("NoProofSubmitters()");
  public static final AbiFunction NO_FEE_PER_PROOF = AbiFunction.of("NoFeePerProof()");

  /** Required, available. */
  public static final AbiFunction INSUFFICIENT_FEE_FOR_AGGREGATOR =
      AbiFunction.of("InsufficientFeeForAggregator(uint256,uint256)");

  public static final AbiFunction USER_HAS_NO_FUNDS_TO_UNLOCK =
      AbiFunction.of("UserHasNoFundsToUnlock(address)");
  public static final AbiFunction USER_HAS_NO_FUNDS_TO_LOCK =
      AbiFunction.of("UserHasNoFundsToLock(address)");

  /** Balance, amount. */
  public static final AbiFunction PAYER_INSUFFICIENT_BALANCE =
      AbiFunction.of("PayerInsufficientBalance(uint256,uint256)");

  /** Unlock time, now: seconds since 1970. */
  public static final AbiFunction FUNDS_LOCKED = AbiFunction.of("FundsLocked(uint256,uint256)");

  /** Submitter, balance, required. */
  public static final AbiFunction SUBMISSION_INSUFFICIENT_BALANCE =
      AbiFunction.of("SubmissionInsufficientBalance(address,uint256,uint256)");

  public static final AbiFunction INVALID_ADDRESS = AbiFunction.of("InvalidAddress(string)");

  public static final AbiEvent PAYMENT_RECEIVED = AbiEvent.of("PaymentReceived(address,uint256)");
  public static final AbiEvent FUNDS_WITHDRAWN = AbiEvent.of("FundsWithdrawn(address,uint256)");
  public static final AbiEvent BALANCE_LOCKED = AbiEvent.of("BalanceLocked(address)");

  /** User; unlock time in seconds since 1970. */
  public static final AbiEvent BALANCE_UNLOCKED = AbiEvent.of("BalanceUnlocked(address,uint256)");

  /** Root; fee per proof, number of proofs. */
  public static final AbiEvent TASK_CREATED = AbiEvent.of("TaskCreated(bytes32,uint256,uint256)");

  private PaymentServiceAbi() {}

  /** All functions. */
  public static List<AbiFunction> functions() {
    return List.of(
        CREATE_NEW_TASK,
        LOCK,
        UNLOCK,
        WITHDRAW,
        WITHDRAW_FROM_SERVICE_MANAGER,
        PAUSE,
        UNPAUSE,
        PAUSED,
        OWNER,
        BATCHER_WALLET,
        SERVICE_MANAGER,
        USER_BALANCES,
        USER_NONCES,
        USER_UNLOCK_BLOCK,
        USER_DATA);
  }

  /** All errors. */
  public static List<AbiFunction> errors() {
    return List.of(
        ONLY_BATCHER_ALLOWED,
        NO_PROOF_SUBMITTERS,
        NO_FEE_PER_PROOF,
        INSUFFICIENT_FEE_FOR_AGGREGATOR,
        USER_HAS_NO_FUNDS_TO_UNLOCK,
        USER_HAS_NO_FUNDS_TO_LOCK,
        PAYER_INSUFFICIENT_BALANCE,
        FUNDS_LOCKED,
        SUBMISSION_INSUFFICIENT_BALANCE,
        INVALID_ADDRESS);
  }

  /** All events. */
  public static List<AbiEvent> events() {
    return List.of(
        PAYMENT_RECEIVED, FUNDS_WITHDRAWN, BALANCE_LOCKED, BALANCE_UNLOCKED, TASK_CREATED);
  }
}
