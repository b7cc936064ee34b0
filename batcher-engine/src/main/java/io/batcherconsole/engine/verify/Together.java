package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * Proofs that share a key on their way to their verdicts. Each step may reject some alone; what is
 * left is decided by one check of all with random weights, and only when that fails one by one: the
 * small exponents test of M. Bellare, J. Garay, T. Rabin, "Fast batch verification for modular
 * exponentiation and digital signatures", 1998, §3.
 *
 * @param <S> what is known of a proof by now
 */
final class Together<S> {
  /** An invalid proof passes with a chance of 2^-128. */
  private static final int WEIGHT_BITS = 128;

  /** The proofs without a verdict by their places. */
  private final Map<Integer, S> open;

  private final ObjIntConsumer<Verdict> answer;

  private Together(Map<Integer, S> open, ObjIntConsumer<Verdict> answer) {
    this.open = open;
    this.answer = answer;
  }

  /**
   * All of them.
   *
   * @param answer gets each one's verdict and place once
   */
  static <S> Together<S> of(List<S> all, ObjIntConsumer<Verdict> answer) {
    Map<Integer, S> open = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      open.put(i, all.get(i));
    }
    return new Together<>(open, answer);
  }

  /** What a step makes of one proof. */
  interface Step<S, T> {
    /**
     * @throws MalformedException when the proof is rejected
     */
    T of(S proof) throws MalformedException;
  }

  /** Those that pass a step; the others are rejected here. */
  <T> Together<T> each(Step<S, T> step) {
    Map<Integer, T> passed = new LinkedHashMap<>();
    open.forEach(
        (place, proof) -> {
          try {
            passed.put(place, step.of(proof));
          } catch (MalformedException malformed) {
            answer.accept(new Verdict.Rejected(malformed.reason()), place);
          }
        });
    return new Together<>(passed, answer);
  }

  /** Rejects them all for the same reason. */
  void rejectAll(String reason) {
    open.keySet().forEach(place -> answer.accept(new Verdict.Rejected(reason), place));
  }

  /** A check of several proofs at once. */
  interface Check<S> {
    /**
     * What is wrong with {@code Σ weights[i] · equation(proofs[i])}; empty when it holds.
     *
     * @param proofs at least one
     * @param weights as many, below the group order
     */
    Optional<String> problem(List<S> proofs, List<BigInteger> weights);
  }

  /** Gives every proof its verdict. */
  void decide(SecureRandom random, Check<S> check) {
    List<S> proofs = new ArrayList<>(open.values());
    if (proofs.size() > 1) {
      List<BigInteger> weights = new ArrayList<>();
      proofs.forEach(proof -> weights.add(new BigInteger(WEIGHT_BITS, random)));
      if (check.problem(proofs, Collections.unmodifiableList(weights)).isEmpty()) {
        open.keySet().forEach(place -> answer.accept(new Verdict.Valid(), place));
        return;
      }
    }
    open.forEach((place, proof) -> answer.accept(verdict(check, proof), place));
  }

  /** The verdict of one proof that is checked alone. */
  static <S> Verdict verdict(Check<S> check, S proof) {
    return check
        .problem(List.of(proof), List.of(BigInteger.ONE))
        .<Verdict>map(Verdict.Rejected::new)
        .orElseGet(Verdict.Valid::new);
  }
}
