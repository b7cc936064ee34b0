package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.pairing.Bn254;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PointReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.jspecify.annotations.Nullable;

/**
 * SP1 proofs that are wrapped into Groth16 or PLONK, of versions 3 to 6 (verification.md §4). The
 * program is the 32-byte hash of the program's verifying key, not the ELF: only SP1's prover can
 * make the hash from the ELF. The public input is the public values; both are bound to the proof.
 *
 * <p>Accepted are the bytes that contracts take and the bincode of an SP1ProofWithPublicValues. Of
 * the latter, the proof's raw form and what follows from other parts is read over. STARK proofs are
 * recognised, and cannot be verified on the JVM.
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

  /** A field element in decimal has no more digits, an encoded proof has more. */
  private static final int MOST_DIGITS = 78;

  /** The length in bincode, the version, and since version 4 an optional integrity proof. */
  private static final Pattern VERSION =
      Pattern.compile("[\\x05-\\x20]\\x00{7}(v?[0-9]+(?:\\.[0-9]+)+[-.0-9A-Za-z]*)\\x00?$");

  /** Enough for a version and what is around it. */
  private static final int TAIL_BYTES = 64;

  private static final Traits TRAITS =
      new Traits(
          ProvingSystem.SP1,
          "an SP1 proof",
          Set.of(4 + 256, 4 + HEADER_BYTES + 256, 4 + 864, 4 + HEADER_BYTES + 864),
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
      case 0 -> stark("an SP1 core proof", storedVersion(in.rest()));
      case 1 -> stark("an SP1 compressed proof", storedVersion(in.rest()));
      case 2 -> verifyStoredWrapped(engine, WrapperCircuit.Scheme.PLONK, in, data);
      default -> verifyStoredWrapped(engine, WrapperCircuit.Scheme.GROTH16, in, data);
    };
  }

  /**
   * The public inputs as decimals, the encoded proof and the raw one in hex, the circuit's hash;
   * then public values and version. The inputs are two, or five since version 6.
   */
  private Verdict verifyStoredWrapped(
      Bn254 engine, WrapperCircuit.Scheme scheme, BincodeReader in, VerificationData data)
      throws MalformedException {
    String program = in.string("proof, program hash");
    in.string("proof, digest of the public values");
    String encoded = in.string("proof, encoded proof");
    boolean five = !encoded.isEmpty() && encoded.length() <= MOST_DIGITS;
    if (five) {
      in.string("proof, root of the recursion keys");
      in.string("proof, nonce");
      encoded = in.string("proof, encoded proof");
    }
    in.string("proof, raw proof");
    byte[] circuitHash = in.fixed(DIGEST_BYTES, "proof, circuit hash");
    if (encoded.isEmpty()) {
      return new Verdict.Rejected("a mock proof, made by SP1's mock prover");
    }
    WrapperCircuit circuit = circuit(circuitHash);
    if (circuit == null) {
      return unknownCircuit(WrapperCircuit.selector(circuitHash));
    }
    if (circuit.scheme() != scheme) {
      throw new MalformedException("proof: the circuit's hash is that of " + circuit.title());
    }
    if (circuit.major() <= STORES_INPUT) {
      skipInput(in);
    }
    byte[] values = in.bytes("proof, public values");
    in.string("proof, version");
    if (circuit.major() > STORES_INPUT && in.remaining() > 0) {
      in.optionalBytes("proof, integrity proof");
    }
    in.end("proof");
    if (!Arrays.equals(values, publicValues(data))) {
      return new Verdict.Rejected("the proof is for other public values than the submitted ones");
    }
    if (!program.equals(new BigInteger(1, Parts.program(data).view()).toString())) {
      return new Verdict.Rejected("the proof is for another program than the submitted one");
    }
    return verifyWrapped(engine, circuit, hex(encoded), data);
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

  private static byte[] hex(String text) throws MalformedException {
    try {
      byte[] bytes = HexFormat.of().parseHex(text);
      if (HexFormat.of().formatHex(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException notHex) {
      // Said below.
    }
    throw new MalformedException("proof, encoded proof: not lower-case hex");
  }

  /** The version at the end of a stored proof; null when there is none. */
  private static @Nullable String storedVersion(byte[] proof) {
    Matcher version =
        VERSION.matcher(
            new String(
                proof,
                Math.max(0, proof.length - TAIL_BYTES),
                Math.min(TAIL_BYTES, proof.length),
                StandardCharsets.ISO_8859_1));
    return version.find() ? version.group(1) : null;
  }

  @Override
  Verdict verifyWrapped(Bn254 engine, WrapperCircuit circuit, byte[] wrapped, VerificationData data)
      throws MalformedException {
    Bytes program = Parts.program(data);
    if (program.size() != DIGEST_BYTES) {
      return new Verdict.Unsupported(
          "the program must be the 32-byte hash of its verifying key; the hash of an ELF of %d bytes cannot be made on this installation"
              .formatted(program.size()));
    }
    byte[] points = wrapped;
    List<BigInteger> header = List.of();
    BigInteger root = circuit.root();
    if (root != null) {
      PointReader in = new PointReader(engine, wrapped);
      header = in.scalars(3, "proof, exit code, root of the recursion keys, nonce");
      points = Arrays.copyOfRange(wrapped, HEADER_BYTES, wrapped.length);
      if (header.getFirst().signum() != 0) {
        return new Verdict.Rejected("the program ended with exit code " + header.getFirst());
      }
      if (!header.get(1).equals(root)) {
        return new Verdict.Rejected(
            "the proof was made with other recursion keys than those of " + circuit.release());
      }
    }
    byte[] values = publicValues(data);
    Verdict verdict = verify(engine, circuit, points, program, Sha256.digest(values), header);
    if (verdict instanceof Verdict.Rejected && circuit.major() >= HASHES_WITH_BLAKE3) {
      // The program chooses the hash, and nothing in the proof tells which.
      verdict = verify(engine, circuit, points, program, blake3(values), header);
    }
    return verdict;
  }

  private static Verdict verify(
      Bn254 engine,
      WrapperCircuit circuit,
      byte[] points,
      Bytes program,
      byte[] digest,
      List<BigInteger> header)
      throws MalformedException {
    List<BigInteger> inputs = new ArrayList<>();
    inputs.add(new BigInteger(1, program.view()));
    inputs.add(new BigInteger(1, digest).and(DIGEST_MASK));
    inputs.addAll(header);
    return circuit.verify(engine, points, inputs);
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
