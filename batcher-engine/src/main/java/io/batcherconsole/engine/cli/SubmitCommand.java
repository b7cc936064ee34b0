package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.chain.Ether;
import io.batcherconsole.engine.client.BatcherClient;
import io.batcherconsole.engine.client.BatcherClientException;
import io.batcherconsole.engine.client.InclusionFiles;
import io.batcherconsole.engine.client.SubmissionOutcome;
import io.batcherconsole.engine.devnet.DevAccounts;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.AlignedVerificationData;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ClientMessage.SubmitProof;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.SubmissionSigner;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Submits a proof to a batcher, as the field's command line does, and keeps what it answers. */
@Command(
    name = "submit",
    description = {
      "Submits a proof to a batcher and waits until it is on chain.",
      "Saves the inclusion data of each: ROOT_INDEX.cbor and ROOT_INDEX.json."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ends 0 when all are on chain, 1 otherwise, 2 when an option or a file is wrong."
    })
final class SubmitCommand implements Callable<Integer> {
  private static final int NOT_ALL = 1;
  private static final int NO_FILE = 2;

  /** Most seconds that replies are waited for: a day. */
  private static final long LONGEST_TIMEOUT = 86_400;

  /** Amounts and the chain's number have 256 bits. */
  private static final int MOST_BITS = 256;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8080",
      description = "the batcher (default: ${DEFAULT-VALUE})")
  private URI url;

  @Mixin private ProofFiles files;

  @Option(
      names = "--user",
      paramLabel = "A…J",
      defaultValue = "A",
      description = "a development account (default: ${DEFAULT-VALUE})")
  private String user;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "a file with the user's private key as 64 hex digits, instead of --user")
  private @Nullable Path keyFile;

  @Option(
      names = "--payment-service",
      paramLabel = "ADDRESS",
      defaultValue = "0x7bc06c482DEAd17c0e297aFbC32f6e63d3846650",
      description = "the batcher's payment service (default: the field's devnet's)")
  private String paymentService;

  @Option(
      names = "--chain-id",
      paramLabel = "N",
      defaultValue = "31337",
      description = "the chain (default: ${DEFAULT-VALUE})")
  private BigInteger chainId;

  @Option(
      names = "--max-fee",
      paramLabel = "WEI",
      defaultValue = "1300000000000000",
      description = {
        "most that a proof may cost; less when earlier ones that wait offer less",
        "(default: ${DEFAULT-VALUE})"
      })
  private BigInteger maxFee;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      defaultValue = "1",
      description = "how often it is sent, in one burst (default: ${DEFAULT-VALUE})")
  private int repetitions = 1;

  @Option(
      names = "--random-address",
      description = {
        "credit each to an address of its own, made of user and nonce, so that the same proof"
            + " makes",
        "another batch each time"
      })
  private boolean ownAddresses;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "how long the replies are waited for (default: ${DEFAULT-VALUE})")
  private long timeoutSeconds = 600;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "aligned_verification_data",
      description = "where the inclusion data is saved (default: ${DEFAULT-VALUE})")
  private Path out;

  /** Made by picocli, which also fills in the options. */
  @SuppressWarnings("NullAway.Init")
  SubmitCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (repetitions < 1 || repetitions > BatcherClient.MAX_BURST) {
      throw new IllegalArgumentException(
          "--repetitions takes 1 to " + BatcherClient.MAX_BURST + ", not " + repetitions + ".");
    }
    if (timeoutSeconds < 1 || timeoutSeconds > LONGEST_TIMEOUT) {
      throw new IllegalArgumentException(
          "--timeout takes 1 to " + LONGEST_TIMEOUT + " seconds, not " + timeoutSeconds + ".");
    }
    checkNumber("--chain-id", chainId);
    checkNumber("--max-fee", maxFee);
    Address service = service();
    SubmissionSigner signer;
    VerificationData proof;
    try {
      signer = signer();
      proof = files.read();
    } catch (FileSystemException unreadable) {
      spec.commandLine().getErr().println(BatcherCommand.words(unreadable));
      return NO_FILE;
    }
    ResultFile.makeFolder("--out", out);
    try (BatcherClient client = new BatcherClient(url, new LiveRuntime(1))) {
      return submit(client, signer, proof, service);
    } catch (BatcherClientException failed) {
      spec.commandLine().getErr().println(failed.getMessage());
      return NOT_ALL;
    }
  }

  private static void checkNumber(String option, BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > MOST_BITS) {
      throw new IllegalArgumentException(
          option + " takes a whole number from 0 to 2^" + MOST_BITS + " - 1, not " + number + ".");
    }
  }

  private Address service() {
    try {
      return Address.of(paymentService);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "--payment-service takes an address, 0x and 40 hex digits, not " + paymentService + ".",
          malformed);
    }
  }

  private SubmissionSigner signer() throws IOException {
    Secp256k1 curve = Secp256k1.fastest();
    if (keyFile == null) {
      return new SubmissionSigner(curve, DevAccounts.derive(curve).user(user).key());
    }
    String hex = key(keyFile);
    try {
      return new SubmissionSigner(curve, Bytes.fromHex(hex));
    } catch (IllegalArgumentException malformed) {
      // Its own message may show what was read.
      throw new IllegalArgumentException(
          keyFile + " holds no private key; 64 hex digits belong there.");
    }
  }

  private static String key(Path file) throws FileSystemException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    } catch (FileSystemException told) {
      throw told;
    } catch (IOException unreadable) {
      throw new FileSystemException(file.toString(), null, unreadable.getMessage());
    }
  }

  private int submit(
      BatcherClient client, SubmissionSigner signer, VerificationData proof, Address service)
      throws IOException, BatcherClientException, InterruptedException {
    PrintWriter words = spec.commandLine().getOut();
    BigInteger nonce = client.nonce(signer.address());
    BigInteger fee = maxFee.min(client.lastMaxFee(signer.address()));
    words.printf(
        "%s offers %s a proof from nonce %d on%n",
        signer.address().checksummed(), Ether.text(fee), nonce);
    SubmissionOutcome outcome =
        client.submitAll(
            burst(signer, proof, service, nonce, fee), Duration.ofSeconds(timeoutSeconds));
    InclusionFiles saves = new InclusionFiles(out);
    for (AlignedVerificationData included : outcome.included()) {
      InclusionFiles.Saved saved = saves.save(included);
      words.printf(
          "number %d of batch %s: %s, %s%n",
          included.indexInBatch(), included.root(), saved.cbor(), saved.json());
    }
    words.println(outcome.ending().sentence());
    words.flush();
    return outcome.isComplete() ? 0 : NOT_ALL;
  }

  private List<SubmitProof> burst(
      SubmissionSigner signer,
      VerificationData proof,
      Address service,
      BigInteger first,
      BigInteger fee) {
    List<SubmitProof> burst = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      BigInteger nonce = first.add(BigInteger.valueOf(i));
      VerificationData data =
          new VerificationData(
              proof.system(),
              proof.proof(),
              proof.publicInput(),
              proof.verificationKey(),
              proof.program(),
              generator(signer, nonce));
      burst.add(signer.sign(new NoncedVerificationData(data, nonce, fee, chainId, service)));
    }
    return burst;
  }

  private Address generator(SubmissionSigner signer, BigInteger nonce) {
    if (!ownAddresses) {
      return signer.address();
    }
    Hash hash = Keccak.hash(signer.address().bytes(), Bytes.ofUnsigned(nonce, Hash.SIZE));
    return new Address(hash.bytes().slice(Hash.SIZE - Address.SIZE, Hash.SIZE));
  }
}
