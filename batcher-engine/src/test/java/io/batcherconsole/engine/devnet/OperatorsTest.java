package io.batcherconsole.engine.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.HeadWatcher;
import io.batcherconsole.engine.chain.PaymentService.NewTask;
import io.batcherconsole.engine.chain.ServiceManager;
import io.batcherconsole.engine.chain.ServiceManager.Inclusion;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.chain.simulated.SimulatedChain;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.CborCodec;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.MerkleTree;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.verify.GnarkGroth16Bn254Verifier;
import io.batcherconsole.engine.verify.SampleProofs;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators and aggregator on a simulated chain, with real proofs and files over HTTP. */
@Timeout(60)
class OperatorsTest {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final BigInteger FEE = BigInteger.TEN.pow(15);
  private static final OperatorSettings SETTINGS =
      new OperatorSettings(
          Duration.ofMillis(1),
          0,
          new OperatorSettings.Download(1 << 20, Duration.ofSeconds(10), 3, Duration.ofMillis(5)),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5));

  private final LiveRuntime runtime = new LiveRuntime(1);
  private final Secp256k1 curve = Secp256k1.fastest();
  private final Recorder recorder = new Recorder();
  private final GnarkGroth16Bn254Verifier verifier = new GnarkGroth16Bn254Verifier();
  private volatile boolean nodeMissed;
  private BatchFileServer files;
  private Devnet devnet;
  private SimulatedChain chain;
  private @Nullable Operators operators;
  private @Nullable HeadWatcher heads;

  @BeforeEach
  void open() throws Exception {
    files = new BatchFileServer();
    // It mines on demand: nobody waits an hour for a block.
    Path assets = Path.of(System.getProperty("assets.dir", "../assets"));
    devnet =
        new DevnetOpener(
                runtime,
                curve,
                new DevnetOpener.Settings(assets, Duration.ofHours(1), 4),
                sentence -> {})
            .openSimulated();
    chain = (SimulatedChain) devnet.chain();
  }

  @AfterEach
  void close() {
    if (heads != null) {
      heads.close();
    }
    if (operators != null) {
      operators.stop();
    }
    devnet.close();
    files.close();
  }

  private void start(OperatorSettings settings) throws ChainException {
    Operators started =
        new Operators(
            runtime,
            curve,
            devnet,
            settings,
            ProofCheck.with(List.of(verifier), Set.of()),
            chain.head().number(),
            recorder);
    started.start();
    operators = started;
    heads =
        new HeadWatcher(
            runtime,
            chain,
            Duration.ofMillis(5),
            new HeadWatcher.Listener() {
              @Override
              public void onHead(Head head) {
                started.onHead(head);
              }

              @Override
              public void onTrouble(String sentence) {
                nodeMissed = true;
              }
            });
    heads.start();
  }

  private static OperatorSettings disagreeing(int count) {
    return new OperatorSettings(
        SETTINGS.delay(),
        count,
        SETTINGS.download(),
        SETTINGS.quorumPatience(),
        SETTINGS.receiptPatience());
  }

  /** A sample proof for a generator, which makes its leaf its own. */
  private static VerificationData proof(int sample, boolean valid, long generator) {
    String folder = "gnark_groth16_bn254/";
    return new VerificationData(
        ProvingSystem.GNARK_GROTH16_BN254,
        SampleProofs.read(folder + "valid_" + sample + ".proof"),
        SampleProofs.read(folder + (valid ? "valid_" : "wrong_input_") + sample + ".pub"),
        SampleProofs.read(folder + "groth16.vk"),
        null,
        Address.of("0x%040x".formatted(generator)));
  }

  private static MerkleTree tree(List<VerificationData> proofs) {
    return MerkleTree.of(
        proofs.stream().map(proof -> VerificationCommitment.of(proof).leaf()).toList());
  }

  /** Stores and posts a batch, mines it, and returns its root. */
  private Hash post(List<VerificationData> proofs) throws Exception {
    Hash root = tree(proofs).root();
    String pointer = files.put(root.bytes().toHex() + ".json", new CborCodec().encodeBatch(proofs));
    return post(root, pointer, proofs.size());
  }

  private Hash post(Hash root, String pointer, int proofs) throws Exception {
    Address user = devnet.accounts().user("A").address();
    Wallet batcher = devnet.batcher();
    devnet
        .payments()
        .send(
            batcher,
            chain.transactionCount(batcher.address()),
            chain.gasPrice(),
            new NewTask(
                root, pointer, Collections.nCopies(proofs, user), BigInteger.ZERO, FEE, FEE));
    chain.mine();
    assertThat(devnet.tasks().batchState(id(root)).exists()).isTrue();
    return root;
  }

  private Hash id(Hash root) {
    return ServiceManager.batchId(root, devnet.payments().address());
  }

  private boolean isVerified(Hash root) throws ChainException {
    return devnet.tasks().batchState(id(root)).responded();
  }

  /** Waits for what needs that no batch is given up. */
  private void await(String what, Callable<Boolean> condition) throws Exception {
    until(
        () -> {
          assertThat(recorder.unverifiable).as("while waiting for %s", what).isEmpty();
          return condition.call();
        });
  }

  private void until(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      runtime.sleep(Duration.ofMillis(2));
    }
  }

  /** Mines as soon as the aggregator has responded. */
  private void awaitVerified(Hash root) throws Exception {
    await("the response", () -> chain.pending() > 0);
    chain.mine();
    assertThat(isVerified(root)).isTrue();
  }

  private String awaitUnverifiable(Hash root) throws Exception {
    until(() -> recorder.unverifiable.containsKey(root));
    return String.valueOf(recorder.unverifiable.get(root));
  }

  @Test
  void aBatchOfValidProofsIsVerifiedAndItsProofsAreFound() throws Exception {
    start(SETTINGS);
    List<VerificationData> proofs =
        IntStream.range(0, 5).mapToObj(i -> proof(i, true, 100 + i)).toList();
    Wallet aggregator = devnet.aggregator().orElseThrow();
    Hash root = post(proofs);
    awaitVerified(root);
    await("all signatures", () -> recorder.signed.getOrDefault(root, 0) == 4);

    assertThat(recorder.refused).isEmpty();
    assertThat(files.requests).hasValue(4);
    assertThat(devnet.tasks().balanceOf(devnet.payments().address())).isLessThan(ETHER);
    assertThat(chain.transactionCount(aggregator.address())).isEqualTo(1);
    MerkleTree tree = tree(proofs);
    for (int i = 0; i < proofs.size(); i++) {
      VerificationCommitment commitment = VerificationCommitment.of(proofs.get(i));
      assertThat(
              devnet
                  .tasks()
                  .verifyInclusion(
                      new Inclusion(
                          commitment.proofCommitment(),
                          commitment.publicInputCommitment(),
                          commitment.auxDataCommitment(),
                          commitment.generator(),
                          root,
                          tree.path(i),
                          i,
                          devnet.payments().address())))
          .isTrue();
    }
  }

  @Test
  void batchesAreVerifiedOneAfterAnother() throws Exception {
    start(SETTINGS);
    Hash first = post(List.of(proof(0, true, 1)));
    Hash second = post(List.of(proof(0, true, 2), proof(1, true, 2)));
    awaitVerified(first);
    awaitVerified(second);
  }

  @Test
  void oneOfFourMayDisagree() throws Exception {
    start(disagreeing(1));
    Hash root = post(List.of(proof(0, true, 1)));
    awaitVerified(root);
    await("the refusal", () -> !recorder.refused.isEmpty());
    assertThat(recorder.refused)
        .containsExactly(devnet.operators().getLast().address() + " it is set to disagree");
    assertThat(recorder.signed).containsEntry(root, 3);
  }

  @Test
  void twoOfFourThatDisagreeMakeABatchUnverifiable() throws Exception {
    start(disagreeing(2));
    Hash root = post(List.of(proof(0, true, 1)));
    assertThat(awaitUnverifiable(root))
        .contains("of 4 operators signed", "67 %", "it is set to disagree");
    assertThat(isVerified(root)).isFalse();
    assertThat(chain.pending()).isZero();
  }

  @Test
  void aWrongProofIsNamed() throws Exception {
    start(SETTINGS);
    Hash root = post(List.of(proof(0, true, 1), proof(1, false, 1), proof(2, true, 1)));
    assertThat(awaitUnverifiable(root)).contains("proof 2 of 3 (GnarkGroth16Bn254) does not hold");
    assertThat(isVerified(root)).isFalse();
  }

  @Test
  void aProofOfASystemWithoutVerifierIsNotVouchedFor() throws Exception {
    start(SETTINGS);
    VerificationData sp1 =
        new VerificationData(
            ProvingSystem.SP1, Bytes.fromHex("00"), null, null, Bytes.fromHex("01"), Address.ZERO);
    assertThat(awaitUnverifiable(post(List.of(sp1)))).contains("SP1", "cannot be verified");
  }

  @Test
  void aDisabledVerifiersProofIsNotVouchedFor() throws Exception {
    Wallet owner = devnet.accounts().deployer();
    devnet
        .tasks()
        .setDisabledVerifiers(
            owner,
            chain.transactionCount(owner.address()),
            chain.gasPrice(),
            BigInteger.ONE.shiftLeft(ProvingSystem.GNARK_GROTH16_BN254.id()));
    chain.mine();
    start(SETTINGS);
    assertThat(awaitUnverifiable(post(List.of(proof(0, true, 1)))))
        .contains("GnarkGroth16Bn254, whose verifier is disabled");
  }

  @Test
  void aFileOfOtherProofsIsRefused() throws Exception {
    start(SETTINGS);
    String pointer =
        files.put("other.json", new CborCodec().encodeBatch(List.of(proof(1, true, 1))));
    Hash root = post(tree(List.of(proof(0, true, 1))).root(), pointer, 1);
    assertThat(awaitUnverifiable(root)).contains("not the one on chain");
  }

  @Test
  void filesThatAreNoBatchAreRefused() throws Exception {
    start(SETTINGS);
    Map<String, byte[]> bad =
        Map.of(
            "cannot be read", new byte[] {1, 2, 3},
            "no proofs", new CborCodec().encodeBatch(List.of()),
            "could not be downloaded in 3 tries", new byte[(1 << 20) + 1]);
    for (Map.Entry<String, byte[]> file : bad.entrySet()) {
      Hash root = new Hash(Bytes.fromHex("%064x".formatted(file.getValue().length)));
      String pointer = files.put(root.bytes().toHex(), file.getValue());
      assertThat(awaitUnverifiable(post(root, pointer, 1))).contains(file.getKey());
    }
  }

  @Test
  void aMissingFileIsAskedForThreeTimes() throws Exception {
    start(SETTINGS);
    Hash root = post(Hash.ZERO, files.url("missing.json"), 1);
    assertThat(awaitUnverifiable(root)).contains("3 tries", "status 404");
    until(() -> files.requests.get() == 12);
  }

  @Test
  void aServerThatStallsIsGivenUp() throws Exception {
    start(
        new OperatorSettings(
            SETTINGS.delay(),
            0,
            new OperatorSettings.Download(1 << 20, Duration.ofMillis(500), 3, Duration.ofMillis(5)),
            SETTINGS.quorumPatience(),
            SETTINGS.receiptPatience()));
    files.stalls = true;
    Hash root = post(Hash.ZERO, files.put("slow.json", new byte[1]), 1);
    assertThat(awaitUnverifiable(root)).contains("not complete within");
  }

  @Test
  void ofSeveralPointersTheOneThatAnswersCounts() throws Exception {
    start(SETTINGS);
    List<VerificationData> proofs = List.of(proof(0, true, 1));
    String good = files.put("good.json", new CborCodec().encodeBatch(proofs));
    awaitVerified(post(tree(proofs).root(), files.url("gone.json") + "," + good, 1));
  }

  @Test
  void aPointerThatIsNoUrlIsRefused() throws Exception {
    start(SETTINGS);
    assertThat(awaitUnverifiable(post(Hash.ZERO, "file:///etc/passwd", 1))).contains("no http URL");
  }

  @Test
  void theAggregatorOffersMoreWhenGasGetsDearer() throws Exception {
    start(
        new OperatorSettings(
            SETTINGS.delay(),
            0,
            SETTINGS.download(),
            SETTINGS.quorumPatience(),
            Duration.ofMillis(50)));
    chain.setGasPrice(BigInteger.TEN.pow(9));
    Hash root = post(List.of(proof(0, true, 1)));
    await("the response", () -> chain.pending() > 0);
    chain.setGasPrice(BigInteger.TEN.pow(11));
    await(
        "a response at the new price",
        () -> {
          chain.mine();
          return isVerified(root);
        });
  }

  @Test
  void aSilentNodeDelaysAndLosesNothing() throws Exception {
    start(SETTINGS);
    Hash root = post(List.of(proof(0, true, 1)));
    chain.setSilent(true);
    until(() -> nodeMissed);
    chain.setSilent(false);
    awaitVerified(root);
  }

  @Test
  void aBatchThatIsPostedAgainAfterARewindIsVerifiedAgain() throws Exception {
    start(SETTINGS);
    long before = chain.head().number();
    List<VerificationData> proofs = List.of(proof(0, true, 1));
    Hash root = post(proofs);
    awaitVerified(root);
    await("all signatures", () -> recorder.signed.getOrDefault(root, 0) == 4);
    chain.rewind(before);
    assertThat(devnet.tasks().batchState(id(root)).exists()).isFalse();
    post(proofs);
    awaitVerified(root);
  }

  @Test
  void stoppingEndsEverything() throws Exception {
    start(SETTINGS);
    files.stalls = true;
    post(Hash.ZERO, files.put("slow.json", new byte[1]), 1);
    await("everyone downloads", () -> files.requests.get() == 4);
    Operators running = Objects.requireNonNull(operators);
    running.stop();
    running.onHead(chain.mine());
    assertThat(files.requests).hasValue(4);
    assertThat(recorder.unverifiable).isEmpty();
  }

  /** Keeps what it is told. */
  private static final class Recorder implements OperatorListener {
    final Map<Hash, Integer> signed = new ConcurrentHashMap<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    final Map<Hash, String> unverifiable = new ConcurrentHashMap<>();

    @Override
    public void onSigned(Hash root, int count, int of) {
      signed.put(root, count);
    }

    @Override
    public void onRefused(Hash root, Address operator, String reason) {
      refused.add(operator + " " + reason);
    }

    @Override
    public void onUnverifiable(Hash root, String sentence) {
      unverifiable.put(root, sentence);
    }
  }
}
