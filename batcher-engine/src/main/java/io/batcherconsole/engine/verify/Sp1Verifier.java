package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PointReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.jspecify.annotations.Nullable;

/**
 * SP1 proofs that are wrapped into Groth16 or PLONK, of versions 3 to 6 (verification.md §4). The
 * program is the 32-byte hash of the program's verifying key, not the ELF: only SP1's prover can
 * make the hash from the ELF. The public input is the public values; both are bound to the proof.
 *
 * <p>Accepted are the bytes that contracts take and the bincode of an SP1ProofWithPublicValues. All
 * that the latter says twice must agree. STARK proofs are recognised by their beginning, their
 * words and the public values at their end; they cannot be verified on the JVM.
 */
public final class Sp1Verifier extends ZkVmVerifier {
  /** The public values' digest is cut to what fits the scalar field. */
  private static final BigInteger DIGEST_MASK =
      BigInteger.ONE.shiftLeft(253).subtract(BigInteger.ONE);

  /** The last version that stores the program's input with a proof. */
  private static final int STORES_INPUT = 3;

  /** The first version whose programs may hash their public values with BLAKE3. */
  private static final int HASHES_WITH_BLAKE3 = 4;

  /** In versions with a root: exit code, root, nonce, public inputs that precede the points. */
  private static final int HEADER_BYTES = 3 * DIGEST_BYTES;

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  private static final int GROTH16_BYTES = 256;
  private static final int PLONK_BYTES = 864;

  private static final Traits TRAITS =
      new Traits(
          ProvingSystem.SP1,
          "an SP1 proof",
          Set.of(
              WrapperCircuit.SELECTOR_BYTES + GROTH16_BYTES,
              WrapperCircuit.SELECTOR_BYTES + HEADER_BYTES + GROTH16_BYTES,
              WrapperCircuit.SELECTOR_BYTES + PLONK_BYTES,
              WrapperCircuit.SELECTOR_BYTES + HEADER_BYTES + PLONK_BYTES),
          Map.of(
              "ffea2d2e", "SP1 3.0.0-rc1 PLONK",
              "feb5e54e", "SP1 3.0.0-rc4 Groth16",
              "58b7a3c3", "SP1 6.0.0-beta.1 Groth16"));

  public Sp1Verifier() {
    this(new EnginePool<>(Bn254::new));
  }

  Sp1Verifier(EnginePool<Bn254> engines) {
    this(engines, releasedCircuits());
  }

  Sp1Verifier(EnginePool<Bn254> engines, List<WrapperCircuit> circuits) {
    super(TRAITS, engines, circuits);
  }

  /** The circuits whose keys are part of this installation. */
  static List<WrapperCircuit> releasedCircuits() {
    List<WrapperCircuit> circuits = new ArrayList<>();
    addRelease(circuits, "3", 3, null);
    addRelease(circuits, "4", 4, null);
    addRelease(circuits, "5", 5, null);
    addRelease(
        circuits, "6.0", 6, "008cd56e10c2fe24795cff1e1d1f40d3a324528d315674da45d26afb376e8670");
    addRelease(
        circuits, "6.1", 6, "002f850ee998974d6cc00e50cd0814b098c05bfade466d28573240d057f25352");
    return circuits;
  }

  private static void addRelease(
      List<WrapperCircuit> circuits, String version, int major, @Nullable String rootInHex) {
    String release = "SP1 " + version;
    BigInteger root = rootInHex == null ? null : new BigInteger(rootInHex, 16);
    byte[] groth16 = WrapperCircuit.resource("sp1_" + version + "_groth16_vk.bin");
    byte[] plonk = WrapperCircuit.resource("sp1_" + version + "_plonk_vk.bin");
    circuits.add(
        WrapperCircuit.groth16(
            release,
            major,
            Bytes.wrap(Sha256.digest(groth16)),
            root,
            engine -> GnarkGroth16Format.key(engine, groth16)));
    circuits.add(
        WrapperCircuit.plonk(
            release,
            major,
            Bytes.wrap(Sha256.digest(plonk)),
            root,
            engine -> GnarkPlonkFormat.key(engine, plonk)));
  }

  @Override
  Verdict verifyStored(Bn254 engine, int variant, BincodeReader in, VerificationData data)
      throws MalformedException {
    return switch (variant) {
      case 0 -> core(in, data);
      case 1 -> recogniseStark("an SP1 compressed proof", in.rest(), data);
      case 2 -> verifyStoredWrapped(engine, WrapperCircuit.Scheme.PLONK, in, data);
      default -> verifyStoredWrapped(engine, WrapperCircuit.Scheme.GROTH16, in, data);
    };
  }

  /** Proofs of the shards of a run: how many, and the proofs. */
  private static Verdict core(BincodeReader in, VerificationData data) throws MalformedException {
    if (in.u64("proof, shards") == 0) {
      throw new MalformedException("proof: there are no shards");
    }
    return recogniseStark("an SP1 core proof", in.rest(), data);
  }

  /**
   * A STARK begins with a commitment. Its end is as that of all stored proofs; what is between is
   * another one in each version.
   */
  private static Verdict recogniseStark(String what, byte[] proof, VerificationData data)
      throws MalformedException {
    if (!StarkWords.isDigestAt(proof, 0) || !StarkWords.areIn(proof)) {
      throw new MalformedException("proof: it says that it is %s, but is none".formatted(what));
    }
    isProgramHash(data);
    return stark(what, Sp1Ending.versionBehind(publicValues(data), proof));
  }

  /** Whether the program is the hash that is proved, and not an ELF; fails when it is neither. */
  private static boolean isProgramHash(VerificationData data) throws MalformedException {
    Bytes program = Parts.program(data);
    boolean elf =
        program.size() > ELF.length
            && Arrays.equals(program.view(), 0, ELF.length, ELF, 0, ELF.length);
    if (program.size() != DIGEST_BYTES && !elf) {
      throw new MalformedException(
          "program: %d bytes are neither the 32-byte hash of a program's verifying key nor an ELF"
              .formatted(program.size()));
    }
    return program.size() == DIGEST_BYTES;
  }

  /** The proof, then public values and version. */
  private Verdict verifyStoredWrapped(
      Bn254 engine, WrapperCircuit.Scheme scheme, BincodeReader in, VerificationData data)
      throws MalformedException {
    Sp1WrappedProof proof = Sp1WrappedProof.read(in);
    if (proof.encoded().size() == 0) {
      return new Verdict.Rejected("a mock proof, made by SP1's mock prover");
    }
    byte[] wrapped = proof.encoded().view();
    byte[] behind = in.rest();
    WrapperCircuit circuit = circuit(proof.circuitHash().view());
    if (circuit != null && circuit.scheme() != scheme) {
      throw new MalformedException("proof: the circuit's hash is that of " + circuit.title());
    }
    int major =
        circuit != null
            ? circuit.major()
            : Sp1Ending.major(Sp1Ending.versionBehind(publicValues(data), behind));
    BincodeReader rest = new BincodeReader(behind);
    if (major <= STORES_INPUT) {
      skipInput(rest);
    }
    byte[] values = rest.bytes("proof, public values");
    Sp1Ending.version(rest);
    if (!Arrays.equals(values, publicValues(data))) {
      return new Verdict.Rejected("the proof is for other public values than the submitted ones");
    }
    if (circuit == null) {
      return unknownCircuit(engine, WrapperCircuit.selector(proof.circuitHash().view()), wrapped);
    }
    if (!digests(circuit, values).contains(proof.digest())) {
      return new Verdict.Rejected("the proof's digest is not that of its public values");
    }
    if (!proof.header().equals(header(engine, circuit, wrapped))) {
      throw new MalformedException("proof: its public inputs are not those before its points");
    }
    return verifyForProgram(engine, circuit, proof, data);
  }

  /** All but whether an ELF has the hash that the proof is for can be verified. */
  private static Verdict verifyForProgram(
      Bn254 engine, WrapperCircuit circuit, Sp1WrappedProof proof, VerificationData data)
      throws MalformedException {
    boolean elf = !isProgramHash(data);
    if (!elf && !proof.program().equals(Parts.program(data).toUnsigned())) {
      return new Verdict.Rejected("the proof is for another program than the submitted one");
    }
    byte[] points = points(circuit, proof.encoded().view());
    Verdict verdict = circuit.verify(engine, points, proof.raw().view(), proof.inputs());
    return elf && verdict instanceof Verdict.Valid
        ? new Verdict.Unsupported(
            "a valid proof for the program with the hash %064x; whether that is the submitted ELF's hash only SP1's prover can tell"
                .formatted(proof.program()))
        : verdict;
  }

  /** Buffers, how far they were read, and proofs that the program verified. */
  private static void skipInput(BincodeReader in) throws MalformedException {
    long buffers = in.u64("proof, input");
    for (long i = 0; i < buffers; i++) {
      in.bytes("proof, input");
    }
    in.u64("proof, input");
    if (in.u64("proof, input") != 0) {
      throw new MalformedException(
          "proof: the input has proofs in it; submit the bytes that contracts take");
    }
  }

  @Override
  Verdict verifyWrapped(Bn254 engine, WrapperCircuit circuit, byte[] wrapped, VerificationData data)
      throws MalformedException {
    if (!isProgramHash(data)) {
      decode(engine, wrapped);
      return new Verdict.Unsupported(
          "the program must be the 32-byte hash of its verifying key; the hash of an ELF of %d bytes cannot be made on this installation"
              .formatted(Parts.program(data).size()));
    }
    List<BigInteger> digests = digests(circuit, publicValues(data));
    Verdict verdict = verify(engine, circuit, wrapped, data, digests.getFirst());
    return verdict instanceof Verdict.Rejected && digests.size() > 1
        ? verify(engine, circuit, wrapped, data, digests.getLast())
        : verdict;
  }

  private static Verdict verify(
      Bn254 engine,
      WrapperCircuit circuit,
      byte[] wrapped,
      VerificationData data,
      BigInteger digest)
      throws MalformedException {
    List<BigInteger> inputs = new ArrayList<>();
    inputs.add(Parts.program(data).toUnsigned());
    inputs.add(digest);
    inputs.addAll(header(engine, circuit, wrapped));
    return circuit.verify(engine, points(circuit, wrapped), inputs);
  }

  /** Exit code, root and nonce before the points, which must be right; empty where are none. */
  private static List<BigInteger> header(Bn254 engine, WrapperCircuit circuit, byte[] wrapped)
      throws MalformedException {
    BigInteger root = circuit.root();
    if (root == null) {
      return List.of();
    }
    PointReader in = new PointReader(engine, wrapped);
    List<BigInteger> header = in.scalars(3, "proof, exit code, root of the recursion keys, nonce");
    if (header.getFirst().signum() != 0) {
      throw new MalformedException("the program ended with exit code " + header.getFirst());
    }
    if (!header.get(1).equals(root)) {
      throw new MalformedException(
          "the proof was made with other recursion keys than those of " + circuit.release());
    }
    return header;
  }

  private static byte[] points(WrapperCircuit circuit, byte[] wrapped) {
    return circuit.root() == null
        ? wrapped
        : Arrays.copyOfRange(wrapped, HEADER_BYTES, wrapped.length);
  }

  /** What the public values' digest can be: the program chooses the hash, and no proof tells it. */
  private static List<BigInteger> digests(WrapperCircuit circuit, byte[] values) {
    BigInteger sha = new BigInteger(1, Sha256.digest(values)).and(DIGEST_MASK);
    return circuit.major() < HASHES_WITH_BLAKE3
        ? List.of(sha)
        : List.of(sha, new BigInteger(1, blake3(values)).and(DIGEST_MASK));
  }

  @Override
  void decode(Bn254 engine, byte[] wrapped) throws MalformedException {
    boolean bare = wrapped.length == GROTH16_BYTES || wrapped.length == PLONK_BYTES;
    int header = bare ? 0 : Math.min(HEADER_BYTES, wrapped.length);
    new PointReader(engine, wrapped).scalars(header / DIGEST_BYTES, "proof, header");
    byte[] points = Arrays.copyOfRange(wrapped, header, wrapped.length);
    if (points.length == GROTH16_BYTES) {
      GnarkGroth16Format.evmProof(engine, points);
    } else {
      GnarkPlonkFormat.evmProof(engine, points);
    }
  }

  private static byte[] publicValues(VerificationData data) {
    Bytes values = data.publicInput();
    return values == null ? new byte[0] : values.view();
  }

  private static byte[] blake3(byte[] message) {
    Blake3Digest blake3 = new Blake3Digest();
    blake3.update(message, 0, message.length);
    byte[] digest = new byte[DIGEST_BYTES];
    blake3.doFinal(digest, 0);
    return digest;
  }
}
