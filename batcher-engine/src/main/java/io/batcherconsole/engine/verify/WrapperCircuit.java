package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import io.batcherconsole.engine.verify.pairing.PairingEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The circuit into which a release of a zkVM wraps its proofs. It is the same for all programs, so
 * that its key is part of this installation (resource folder {@code keys}).
 *
 * @param release for people: "SP1 5"
 * @param major version of the release
 * @param scheme of the wrapping proof
 * @param hash names the circuit; its first four bytes, the selector, stand before a proof
 * @param root commits to the recursion programs that the release allows, where that is a public
 *     input; null where it is not
 * @param check verifies a proof
 */
record WrapperCircuit(
    String release, int major, Scheme scheme, Bytes hash, @Nullable BigInteger root, Check check) {
  static final int SELECTOR_BYTES = 4;

  /** A proof system for the wrapping proof. */
  enum Scheme {
    GROTH16("Groth16"),
    PLONK("PLONK");

    private final String words;

    Scheme(String words) {
      this.words = words;
    }
  }

  /** The equations of a proof system, with the circuit's key. */
  interface Check {
    /**
     * @param raw the same in gnark's own encoding, which must hold too; empty when it is not there
     */
    Verdict verify(PairingEngine engine, byte[] proof, byte[] raw, List<BigInteger> inputs)
        throws MalformedException;
  }

  /** Decodes and prepares a key. */
  interface KeyReader<K> {
    K read(PairingEngine engine) throws MalformedException;
  }

  static WrapperCircuit groth16(
      String release,
      int major,
      Bytes hash,
      @Nullable BigInteger root,
      KeyReader<Groth16Key> reader) {
    BuiltInKey<Groth16Key.Prepared> key =
        new BuiltInKey<>(engine -> reader.read(engine).prepare(engine));
    return new WrapperCircuit(
        release,
        major,
        Scheme.GROTH16,
        hash,
        root,
        (engine, proof, raw, inputs) ->
            all(
                proofs(engine, proof, raw, GnarkGroth16Format::evmProof, GnarkGroth16Format::proof),
                one ->
                    new Groth16(engine)
                        .verify(key.get(engine), new Groth16Statement(one, inputs))));
  }

  static WrapperCircuit plonk(
      String release,
      int major,
      Bytes hash,
      @Nullable BigInteger root,
      KeyReader<PlonkKey> reader) {
    BuiltInKey<PlonkKey.Prepared> key =
        new BuiltInKey<>(engine -> reader.read(engine).prepare(engine));
    return new WrapperCircuit(
        release,
        major,
        Scheme.PLONK,
        hash,
        root,
        (engine, proof, raw, inputs) ->
            all(
                proofs(engine, proof, raw, GnarkPlonkFormat::evmProof, GnarkPlonkFormat::proof),
                one ->
                    new Plonk(engine).verify(key.get(engine), new Plonk.Statement(one, inputs))));
  }

  /** Decodes a proof. */
  private interface ProofReader<P> {
    P read(PairingEngine engine, byte[] proof) throws MalformedException;
  }

  /** Verifies a decoded proof. */
  private interface ProofCheck<P> {
    Verdict verify(P proof) throws MalformedException;
  }

  /** Decodes both forms before either is verified, which takes longer. */
  private static <P> List<P> proofs(
      PairingEngine engine, byte[] proof, byte[] raw, ProofReader<P> evm, ProofReader<P> gnark)
      throws MalformedException {
    P first = evm.read(engine, proof);
    return raw.length == 0 ? List.of(first) : List.of(first, gnark.read(engine, raw));
  }

  /** The first verdict that is not valid, or that all are. */
  private static <P> Verdict all(List<P> proofs, ProofCheck<P> check) throws MalformedException {
    for (P proof : proofs) {
      Verdict verdict = check.verify(proof);
      if (!(verdict instanceof Verdict.Valid)) {
        return verdict;
      }
    }
    return new Verdict.Valid();
  }

  /** The bytes of a key that is part of this installation. */
  static byte[] resource(String name) {
    try (InputStream in = WrapperCircuit.class.getResourceAsStream("keys/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the resource keys/" + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource keys/" + name, e);
    }
  }

  /** The first four bytes in hex. */
  static String selector(byte[] bytes) {
    return HexFormat.of().formatHex(bytes, 0, SELECTOR_BYTES);
  }

  String selector() {
    return selector(hash.view());
  }

  /** "SP1 5 Groth16". */
  String title() {
    return release + " " + scheme.words;
  }

  /**
   * Verifies a proof as contracts take it: uncompressed points and scalars, big-endian, imaginary
   * parts first.
   */
  Verdict verify(PairingEngine engine, byte[] proof, List<BigInteger> inputs)
      throws MalformedException {
    return verify(engine, proof, new byte[0], inputs);
  }

  /**
   * Verifies a proof that is there twice.
   *
   * @param raw the same as gnark writes it; empty when it is not there
   */
  Verdict verify(PairingEngine engine, byte[] proof, byte[] raw, List<BigInteger> inputs)
      throws MalformedException {
    for (BigInteger input : inputs) {
      if (input.compareTo(engine.order()) >= 0) {
        throw new MalformedException("a public value is not below the group order");
      }
    }
    return check.verify(engine, proof, raw, inputs);
  }

  /**
   * A key that is prepared when it is first needed. Threads that come first at the same time may
   * each prepare it; all results serve.
   */
  private static final class BuiltInKey<K> {
    private final KeyReader<K> reader;
    private volatile @Nullable K key;

    BuiltInKey(KeyReader<K> reader) {
      this.reader = reader;
    }

    K get(PairingEngine engine) throws MalformedException {
      K prepared = key;
      if (prepared == null) {
        prepared = reader.read(engine);
        key = prepared;
      }
      return prepared;
    }
  }
}
