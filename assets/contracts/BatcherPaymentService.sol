// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AlignedLayerServiceManager} from "./AlignedLayerServiceManager.sol";

/// Holds the users' deposits and pays batches from them.
///
/// Written for Batcher Console with the interface of Aligned Layer's contract of the same name, so that the field's clients
/// work with it: every selector, event and error that a batcher or a client uses is the same, and so are the rules. It is
/// made for development chains: a constructor stands in place of the upgradeable proxy.
contract BatcherPaymentService {
    struct UserInfo {
        uint256 balance; // wei
        uint256 unlockBlockTime; // a timestamp in seconds in spite of its name; 0 while the balance is locked
        uint256 nonce; // proofs that were paid
    }

    error OnlyBatcherAllowed(address caller);
    error NoProofSubmitters();
    error NoFeePerProof();
    error InsufficientFeeForAggregator(uint256 required, uint256 available);
    error UserHasNoFundsToUnlock(address user);
    error UserHasNoFundsToLock(address user);
    error PayerInsufficientBalance(uint256 balance, uint256 amount);
    error FundsLocked(uint256 unlockBlockTime, uint256 currentBlockTime);
    error SubmissionInsufficientBalance(address sender, uint256 balance, uint256 required);
    error InvalidAddress(string param);

    event PaymentReceived(address indexed sender, uint256 amount);
    event FundsWithdrawn(address indexed recipient, uint256 amount);
    event BalanceLocked(address indexed user);
    event BalanceUnlocked(address indexed user, uint256 unlockBlockTime);
    event TaskCreated(bytes32 indexed batchMerkleRoot, uint256 feePerProof, uint256 amountOfProofs);

    /// Seconds between unlock and withdraw: enough for a batcher to notice and to drop the user's queued proofs.
    uint256 public constant UNLOCK_BLOCK_TIME = 3600;

    AlignedLayerServiceManager public immutable alignedLayerServiceManager;
    address public immutable batcherWallet;
    address public immutable owner;
    bool public paused;
    mapping(address => UserInfo) public userData;

    modifier onlyOwner() {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _;
    }

    modifier onlyBatcher() {
        if (msg.sender != batcherWallet) revert OnlyBatcherAllowed(msg.sender);
        _;
    }

    modifier whenNotPaused() {
        require(!paused, "Pausable: paused");
        _;
    }

    constructor(AlignedLayerServiceManager serviceManager, address batcher) {
        if (address(serviceManager) == address(0)) revert InvalidAddress("alignedServiceManager");
        if (batcher == address(0)) revert InvalidAddress("batcherWallet");
        alignedLayerServiceManager = serviceManager;
        batcherWallet = batcher;
        owner = msg.sender;
    }

    /// Deposits for the sender. A deposit locks the balance again. What the service manager pays back is no deposit.
    receive() external payable {
        if (msg.sender == address(alignedLayerServiceManager)) return;
        UserInfo storage user = userData[msg.sender];
        user.balance += msg.value;
        user.unlockBlockTime = 0;
        emit PaymentReceived(msg.sender, msg.value);
    }

    /// Posts a batch: each submitter pays `feePerProof`, one entry per proof; `feeForAggregator` goes along to the service
    /// manager and the rest to the batcher. A single submitter who cannot pay reverts the whole batch. Signatures, nonces
    /// and max fees are the batcher's business.
    function createNewTask(
        bytes32 batchMerkleRoot,
        string calldata batchDataPointer,
        address[] calldata proofSubmitters,
        uint256 feeForAggregator,
        uint256 feePerProof,
        uint256 respondToTaskFeeLimit
    ) external onlyBatcher whenNotPaused {
        uint256 proofs = proofSubmitters.length;
        if (proofs == 0) revert NoProofSubmitters();
        if (feePerProof == 0) revert NoFeePerProof();
        uint256 fees = feePerProof * proofs;
        if (fees <= feeForAggregator) revert InsufficientFeeForAggregator(feeForAggregator, fees);

        for (uint256 i = 0; i < proofs; i++) {
            UserInfo storage user = userData[proofSubmitters[i]];
            uint256 balance = user.balance;
            if (balance < feePerProof) {
                revert SubmissionInsufficientBalance(proofSubmitters[i], balance, feePerProof);
            }
            unchecked {
                user.balance = balance - feePerProof;
                user.nonce++;
            }
        }

        alignedLayerServiceManager.createNewTask{value: feeForAggregator}(
            batchMerkleRoot, batchDataPointer, respondToTaskFeeLimit
        );
        emit TaskCreated(batchMerkleRoot, feePerProof, proofs);
        _pay(batcherWallet, fees - feeForAggregator);
    }

    /// Makes the sender's balance withdrawable in an hour. Again: the hour starts anew.
    function unlock() external whenNotPaused {
        UserInfo storage user = userData[msg.sender];
        if (user.balance == 0) revert UserHasNoFundsToUnlock(msg.sender);
        user.unlockBlockTime = block.timestamp + UNLOCK_BLOCK_TIME;
        emit BalanceUnlocked(msg.sender, user.unlockBlockTime);
    }

    function lock() external whenNotPaused {
        UserInfo storage user = userData[msg.sender];
        if (user.balance == 0) revert UserHasNoFundsToLock(msg.sender);
        user.unlockBlockTime = 0;
        emit BalanceLocked(msg.sender);
    }

    /// Pays out a part of an unlocked balance; what is left is locked again.
    function withdraw(uint256 amount) external whenNotPaused {
        UserInfo storage user = userData[msg.sender];
        if (user.balance < amount) revert PayerInsufficientBalance(user.balance, amount);
        if (user.unlockBlockTime == 0 || user.unlockBlockTime > block.timestamp) {
            revert FundsLocked(user.unlockBlockTime, block.timestamp);
        }
        user.balance -= amount;
        user.unlockBlockTime = 0;
        emit BalanceLocked(msg.sender);
        _pay(msg.sender, amount);
        emit FundsWithdrawn(msg.sender, amount);
    }

    /// Takes a part of this contract's standing balance out of the service manager.
    function withdrawFromServiceManager(uint256 amount, address recipient) external onlyOwner {
        alignedLayerServiceManager.withdraw(amount);
        _pay(recipient, amount);
    }

    /// Stops everything but deposits.
    function pause() external onlyOwner {
        paused = true;
    }

    function unpause() external onlyOwner {
        paused = false;
    }

    function user_balances(address user) external view returns (uint256) {
        return userData[user].balance;
    }

    function user_nonces(address user) external view returns (uint256) {
        return userData[user].nonce;
    }

    function user_unlock_block(address user) external view returns (uint256) {
        return userData[user].unlockBlockTime;
    }

    /// Called last, after all state is written: the recipient's code runs here.
    function _pay(address recipient, uint256 amount) private {
        (bool paid,) = recipient.call{value: amount}("");
        require(paid, "the recipient refused the payment");
    }
}
