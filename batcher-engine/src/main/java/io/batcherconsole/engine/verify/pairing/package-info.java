/**
 * Pairings on BN254 and BLS12-381 in plain Java, from field elements to a product of pairings.
 *
 * <p>From the bottom up:
 *
 * <ul>
 *   <li>{@link io.batcherconsole.engine.verify.pairing.PrimeField}: Fp in signed reduced-radix
 *       Montgomery form. Sums need no carries, which makes the towers above nearly three times as
 *       fast as with full 64-bit limbs; in exchange limbs grow, and every product asserts that its
 *       operands have not grown too far. A test runs it all on bounds instead of elements, and so
 *       proves that none can.
 *   <li>{@link io.batcherconsole.engine.verify.pairing.Fp2Field}, {@link
 *       io.batcherconsole.engine.verify.pairing.Fp6Field}, {@link
 *       io.batcherconsole.engine.verify.pairing.Fp12Field}: the tower Fp2 = Fp[u]/(u²+1), Fp6 =
 *       Fp2[v]/(v³-ξ), Fp12 = Fp6[w]/(w²-v).
 *   <li>{@link io.batcherconsole.engine.verify.pairing.Curve}: y² = x³ + b over Fp (G1) and over
 *       Fp2 (the twist, G2), one code for both.
 *   <li>{@link io.batcherconsole.engine.verify.pairing.PairingEngine}: Miller loop and final
 *       exponentiation, with what differs between the curves in {@link
 *       io.batcherconsole.engine.verify.pairing.Bn254}.
 *   <li>{@link io.batcherconsole.engine.verify.pairing.PointReader}: strict decoding of points.
 * </ul>
 *
 * <p>Arithmetic writes to its first argument, which may be one of its operands. Fields above Fp,
 * curves and engines own scratch elements, so each thread needs its own {@link
 * io.batcherconsole.engine.verify.pairing.PairingEngine}; points, prepared points and {@link
 * io.batcherconsole.engine.verify.pairing.Fp12} results are not written to after they are made and
 * may be shared. Nothing here is constant in time: a verifier handles no secrets.
 */
@NullMarked
package io.batcherconsole.engine.verify.pairing;

import org.jspecify.annotations.NullMarked;
