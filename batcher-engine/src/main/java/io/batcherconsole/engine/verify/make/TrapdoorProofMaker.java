package io.batcherconsole.engine.verify.make;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.verify.make.TrapdoorScheme.Made;
import io.batcherconsole.engine.verify.pairing.Bls12381;
import io.batcherconsole.engine.verify.pairing.Bn254;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes distinct proofs for load: valid ones, and ones with a {@link Flaw}. It keeps the trapdoor
 * of its keys on purpose, so its proofs prove nothing. The same seed makes the same proofs. Not
 * thread-safe; making one takes some tenths of a second for its tables.
 */
public final class TrapdoorProofMaker {
  private static final Set<ProvingSystem> SYSTEMS =
      Set.of(
          ProvingSystem.GNARK_GROTH16_BN254,
          ProvingSystem.CIRCOM_GROTH16_BN256,
          ProvingSystem.GNARK_PLONK_BN254,
          ProvingSystem.GNARK_PLONK_BLS12_381);

  private final ProvingSystem system;
  private final Settings settings;
  private final Random random;
  private final TrapdoorScheme scheme;

  /** A key that no proof is made for, for {@link Flaw#WRONG_KEY}; made when it is needed. */
  private @Nullable Bytes otherKey;

  /**
   * @param seed of all randomness
   * @param publicInputs of each proof, at least 1; PLONK fixes the first one by its circuit
   * @param freshKeys whether every proof gets a key of its own, as upstream's generator makes them
   * @param generator credited with the proofs
   */
  public record Settings(long seed, int publicInputs, boolean freshKeys, Address generator) {
    public Settings {
      if (publicInputs < 1 || publicInputs > 1024) {
        throw new IllegalArgumentException(
            "a proof can have 1 to 1024 public inputs, not " + publicInputs);
      }
    }
  }

  /**
   * @throws IllegalArgumentException when there is no maker for the system; see {@link #canMake}
   */
  public TrapdoorProofMaker(ProvingSystem system, Settings settings) {
    this.system = system;
    this.settings = settings;
    random = new Random(settings.seed());
    scheme =
        switch (system) {
          case GNARK_GROTH16_BN254 ->
              new TrapdoorGroth16(
                  new Bn254(), new GnarkGroth16Writer(), settings.publicInputs(), random);
          case CIRCOM_GROTH16_BN256 ->
              new TrapdoorGroth16(
                  new Bn254(), new CircomGroth16Writer(), settings.publicInputs(), random);
          case GNARK_PLONK_BN254 -> new TrapdoorPlonk(new Bn254(), settings.publicInputs(), random);
          case GNARK_PLONK_BLS12_381 ->
              new TrapdoorPlonk(new Bls12381(), settings.publicInputs(), random);
          case SP1, RISC0, MINA, MINA_ACCOUNT ->
              throw new IllegalArgumentException(
                  "no proofs of " + system.wireName() + " can be made here");
        };
  }

  /** Whether there is a maker for the system. */
  public static boolean canMake(ProvingSystem system) {
    return SYSTEMS.contains(system);
  }

  /** The next valid proof, different from all before. */
  public VerificationData valid() {
    return encode(next(this::make));
  }

  /**
   * The next proof, for these public inputs; the first one of a PLONK proof is another, which its
   * circuit fixes.
   *
   * @param inputs as many as the settings say, from 0 to the group's order less one
   */
  public VerificationData valid(List<BigInteger> inputs) {
    if (inputs.size() != settings.publicInputs()) {
      throw new IllegalArgumentException(
          "%d public inputs instead of %d".formatted(inputs.size(), settings.publicInputs()));
    }
    return encode(next(() -> scheme.make(inputs)));
  }

  /** The next proof with that flaw, which every correct verifier refuses. */
  public VerificationData invalid(Flaw flaw) {
    return encode(
        switch (flaw) {
          case WRONG_INPUT -> withWrongInput(next(this::make));
          case FLIPPED_BIT -> withFlippedBit(next(this::make));
          case TRUNCATED -> truncated(next(this::make));
          case WRONG_KEY -> withKey(next(this::make), otherKey());
          case OFF_CURVE -> next(scheme::makeOffCurve);
          case OUTSIDE_SUBGROUP -> next(scheme::makeOutsideSubgroup);
        });
  }

  private Made next(Supplier<Made> make) {
    if (settings.freshKeys()) {
      scheme.renewKey();
    }
    return make.get();
  }

  private Made make() {
    return scheme.make(scheme.newInputs());
  }

  private Made withWrongInput(Made made) {
    List<BigInteger> inputs = new ArrayList<>(made.inputs());
    int index = random.nextInt(inputs.size());
    inputs.set(index, inputs.get(index).add(BigInteger.ONE).mod(scheme.order()));
    return new Made(made.proof(), inputs, made.key());
  }

  private Made withFlippedBit(Made made) {
    byte[] proof = made.proof().toArray();
    proof[random.nextInt(proof.length)] ^= (byte) (1 << random.nextInt(8));
    return new Made(Bytes.wrap(proof), made.inputs(), made.key());
  }

  private Made truncated(Made made) {
    int length = random.nextInt(made.proof().size());
    Bytes proof = Bytes.wrap(Arrays.copyOf(made.proof().view(), length));
    return new Made(proof, made.inputs(), made.key());
  }

  private static Made withKey(Made made, Bytes key) {
    return new Made(made.proof(), made.inputs(), key);
  }

  /** The key of another setup; the current one stays in use. */
  private Bytes otherKey() {
    Bytes other = otherKey;
    if (other == null) {
      other = scheme.anotherKey();
      otherKey = other;
    }
    return other;
  }

  private VerificationData encode(Made made) {
    return new VerificationData(
        system,
        made.proof(),
        scheme.encodeInputs(made.inputs()),
        made.key(),
        null,
        settings.generator());
  }
}
