// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Knows the batches and which of them were verified.
///
/// Written for Batcher Console with the interface of Aligned Layer's contract of the same name for all that batchers and
/// clients use. The aggregator's side is ours: upstream checks an aggregated BLS signature against stakes restaked in
/// EigenLayer; here operators register a stake of their own and each signs with the key of its account. It is made for
/// development chains: whoever registers counts, and a constructor stands in place of the upgradeable proxy.
contract AlignedLayerServiceManager {
    struct BatchState {
        uint32 taskCreatedBlock; // 0 for a batch that does not exist
        bool responded;
        uint256 respondToTaskFeeLimit; // wei
    }

    error BatchAlreadySubmitted(bytes32 batchIdentifier);
    error BatchDoesNotExist(bytes32 batchIdentifier);
    error BatchAlreadyResponded(bytes32 batchIdentifier);
    error InsufficientFunds(address batcher, uint256 required, uint256 available);
    error InvalidQuorumThreshold(uint256 signedStake, uint256 requiredStake); // both scaled: see respondToTask
    error SenderIsNotAggregator(address sender, address alignedAggregator);
    error InvalidDepositAmount(uint256 amount);
    error InvalidSignature(uint256 index);
    error UnknownOperator(address signer);
    error SignersNotAscending(address previous, address signer);

    event NewBatchV3(
        bytes32 indexed batchMerkleRoot,
        address senderAddress,
        uint32 taskCreatedBlock,
        string batchDataPointer,
        uint256 respondToTaskFeeLimit
    );
    event BatchVerified(bytes32 indexed batchMerkleRoot, address senderAddress);
    event BatcherBalanceUpdated(address indexed batcher, uint256 newBalance);
    event VerifierDisabled(uint8 indexed verifierIdx);
    event VerifierEnabled(uint8 indexed verifierIdx);
    event OperatorStakeUpdated(address indexed operator, uint256 stake);

    uint256 private constant QUORUM_PERCENT = 67;
    /// Gas of respondToTask that cannot be measured from inside: the transaction itself and the payment at its end.
    uint256 private constant UNMEASURED_GAS = 70_000;
    uint256 private constant SIGNATURE_LENGTH = 65;

    uint8 private constant PAUSED_CREATE = 0;
    uint8 private constant PAUSED_RESPOND = 1;
    uint8 private constant PAUSED_VERIFY = 2;
    uint8 private constant PAUSED_WITHDRAW = 3;
    uint8 private constant PAUSED_DEPOSIT_TO_BATCHER = 4;
    uint8 private constant PAUSED_RECEIVE = 5;

    address public immutable owner;
    address public alignedAggregator;
    /// A bit per pause flag.
    uint256 public paused;
    /// A bit per proving system.
    uint256 public disabledVerifiers;
    /// By keccak256(root, payment service).
    mapping(bytes32 => BatchState) public batchesState;
    /// The batchers' standing balances in wei, by payment service.
    mapping(address => uint256) private batchersBalances;
    /// The operators' stakes in wei.
    mapping(address => uint256) public stakeOf;
    uint256 public totalStake;

    modifier onlyOwner() {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _;
    }

    modifier onlyWhenNotPaused(uint8 flag) {
        require(paused & (1 << flag) == 0, "Pausable: index is paused");
        _;
    }

    constructor(address aggregator) {
        owner = msg.sender;
        alignedAggregator = aggregator;
    }

    // ---- Batches

    /// Creates a batch for the sender, a payment service. The value is added to its standing balance first; that must then
    /// cover what the response may cost.
    function createNewTask(bytes32 batchMerkleRoot, string calldata batchDataPointer, uint256 respondToTaskFeeLimit)
        external
        payable
        onlyWhenNotPaused(PAUSED_CREATE)
    {
        bytes32 id = _batchIdentifier(batchMerkleRoot, msg.sender);
        if (batchesState[id].taskCreatedBlock != 0) revert BatchAlreadySubmitted(id);
        if (msg.value > 0) _setBalance(msg.sender, batchersBalances[msg.sender] + msg.value);
        uint256 balance = batchersBalances[msg.sender];
        if (balance < respondToTaskFeeLimit) revert InsufficientFunds(msg.sender, respondToTaskFeeLimit, balance);
        batchesState[id] = BatchState(uint32(block.number), false, respondToTaskFeeLimit);
        emit NewBatchV3(
            batchMerkleRoot, msg.sender, uint32(block.number), batchDataPointer, respondToTaskFeeLimit
        );
    }

    /// Marks a batch as verified when operators with at least 67 % of all stake signed its identifier. Each signature is
    /// r, s and v (27 or 28) over the identifier itself, in ascending order of the signers' addresses, which also excludes
    /// duplicates. The aggregator gets its gas back from the batcher's standing balance, at most the batch's limit.
    function respondToTask(bytes32 batchMerkleRoot, address senderAddress, bytes[] calldata signatures)
        external
        onlyWhenNotPaused(PAUSED_RESPOND)
    {
        uint256 gasAtStart = gasleft();
        if (msg.sender != alignedAggregator) revert SenderIsNotAggregator(msg.sender, alignedAggregator);
        bytes32 id = _batchIdentifier(batchMerkleRoot, senderAddress);
        BatchState storage batch = batchesState[id];
        if (batch.taskCreatedBlock == 0) revert BatchDoesNotExist(id);
        if (batch.responded) revert BatchAlreadyResponded(id);
        uint256 limit = batch.respondToTaskFeeLimit;
        uint256 balance = batchersBalances[senderAddress];
        if (balance < limit) revert InsufficientFunds(senderAddress, limit, balance);

        uint256 signed = _stakeBehind(id, signatures);
        if (signed == 0 || signed * 100 < totalStake * QUORUM_PERCENT) {
            revert InvalidQuorumThreshold(signed * 100, totalStake * QUORUM_PERCENT);
        }
        batch.responded = true;
        emit BatchVerified(batchMerkleRoot, senderAddress);

        uint256 cost = (gasAtStart - gasleft() + UNMEASURED_GAS) * tx.gasprice;
        if (cost > limit) cost = limit;
        _setBalance(senderAddress, balance - cost);
        _pay(msg.sender, cost);
    }

    /// Whether a proof is in a verified batch. The path holds 32 bytes a level, from the leaf up; a batch of one proof has
    /// none. An index outside the tree is refused, so that a proof has one index only.
    function verifyBatchInclusion(
        bytes32 proofCommitment,
        bytes32 pubInputCommitment,
        bytes32 provingSystemAuxDataCommitment,
        bytes20 proofGeneratorAddr,
        bytes32 batchMerkleRoot,
        bytes calldata merkleProof,
        uint256 verificationDataBatchIndex,
        address senderAddress
    ) external view onlyWhenNotPaused(PAUSED_VERIFY) returns (bool) {
        if (!batchesState[_batchIdentifier(batchMerkleRoot, senderAddress)].responded) return false;
        if (merkleProof.length % 32 != 0) return false;
        bytes32 node = keccak256(
            abi.encodePacked(proofCommitment, pubInputCommitment, provingSystemAuxDataCommitment, proofGeneratorAddr)
        );
        uint256 index = verificationDataBatchIndex;
        for (uint256 i = 0; i < merkleProof.length; i += 32) {
            bytes32 sibling = bytes32(merkleProof[i:i + 32]);
            node = index & 1 == 0
                ? keccak256(abi.encodePacked(node, sibling))
                : keccak256(abi.encodePacked(sibling, node));
            index >>= 1;
        }
        return index == 0 && node == batchMerkleRoot;
    }

    function checkPublicInput(bytes calldata publicInput, bytes32 hash) external pure returns (bool) {
        return keccak256(publicInput) == hash;
    }

    // ---- Standing balances

    function balanceOf(address account) external view returns (uint256) {
        return batchersBalances[account];
    }

    function depositToBatcher(address account) external payable onlyWhenNotPaused(PAUSED_DEPOSIT_TO_BATCHER) {
        _deposit(account);
    }

    receive() external payable onlyWhenNotPaused(PAUSED_RECEIVE) {
        _deposit(msg.sender);
    }

    function withdraw(uint256 amount) external onlyWhenNotPaused(PAUSED_WITHDRAW) {
        uint256 balance = batchersBalances[msg.sender];
        if (balance < amount) revert InsufficientFunds(msg.sender, amount, balance);
        _setBalance(msg.sender, balance - amount);
        _pay(msg.sender, amount);
    }

    // ---- Operators

    /// Adds the value to the sender's stake.
    function registerOperator() external payable {
        if (msg.value == 0) revert InvalidDepositAmount(0);
        totalStake += msg.value;
        stakeOf[msg.sender] += msg.value;
        emit OperatorStakeUpdated(msg.sender, stakeOf[msg.sender]);
    }

    /// Gives the sender's stake back.
    function deregisterOperator() external {
        uint256 stake = stakeOf[msg.sender];
        if (stake == 0) revert UnknownOperator(msg.sender);
        totalStake -= stake;
        delete stakeOf[msg.sender];
        emit OperatorStakeUpdated(msg.sender, 0);
        _pay(msg.sender, stake);
    }

    // ---- The owner's settings

    function setAggregator(address aggregator) external onlyOwner {
        alignedAggregator = aggregator;
    }

    function isVerifierDisabled(uint8 verifierIdx) external view returns (bool) {
        return disabledVerifiers & (1 << verifierIdx) != 0;
    }

    function disableVerifier(uint8 verifierIdx) external onlyOwner {
        disabledVerifiers |= 1 << verifierIdx;
        emit VerifierDisabled(verifierIdx);
    }

    function enableVerifier(uint8 verifierIdx) external onlyOwner {
        disabledVerifiers &= ~(1 << verifierIdx);
        emit VerifierEnabled(verifierIdx);
    }

    function setDisabledVerifiers(uint256 bitmap) external onlyOwner {
        disabledVerifiers = bitmap;
    }

    /// Sets pause flags: those that are set stay set.
    function pause(uint256 newPausedStatus) external onlyOwner {
        require(paused & newPausedStatus == paused, "Pausable.pause: invalid attempt to unpause functionality");
        paused = newPausedStatus;
    }

    /// Clears pause flags: none is added.
    function unpause(uint256 newPausedStatus) external onlyOwner {
        require(
            ~paused & ~newPausedStatus == ~paused, "Pausable.unpause: invalid attempt to pause functionality"
        );
        paused = newPausedStatus;
    }

    // ---- Inside

    function _batchIdentifier(bytes32 batchMerkleRoot, address senderAddress) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(batchMerkleRoot, senderAddress));
    }

    function _stakeBehind(bytes32 message, bytes[] calldata signatures) private view returns (uint256 stake) {
        address previous = address(0);
        for (uint256 i = 0; i < signatures.length; i++) {
            bytes calldata signature = signatures[i];
            if (signature.length != SIGNATURE_LENGTH) revert InvalidSignature(i);
            bytes32 r = bytes32(signature[0:32]);
            bytes32 s = bytes32(signature[32:64]);
            address signer = ecrecover(message, uint8(signature[64]), r, s);
            if (signer == address(0)) revert InvalidSignature(i);
            if (signer <= previous) revert SignersNotAscending(previous, signer);
            if (stakeOf[signer] == 0) revert UnknownOperator(signer);
            stake += stakeOf[signer];
            previous = signer;
        }
    }

    function _deposit(address account) private {
        if (msg.value == 0) revert InvalidDepositAmount(0);
        _setBalance(account, batchersBalances[account] + msg.value);
    }

    function _setBalance(address account, uint256 balance) private {
        batchersBalances[account] = balance;
        emit BatcherBalanceUpdated(account, balance);
    }

    /// Called last, after all state is written: the recipient's code runs here.
    function _pay(address recipient, uint256 amount) private {
        (bool paid,) = recipient.call{value: amount}("");
        require(paid, "the recipient refused the payment");
    }
}
