/**
 * Proofs for load: thousands of different valid ones a second, and invalid ones of every kind.
 *
 * <p>A proof here proves nothing. A {@link io.batcherconsole.engine.verify.make.TrapdoorProofMaker}
 * makes its own verifying keys and keeps the secrets that an honest setup throws away. With them a
 * "proof" of any statement is three multiplications, where an honest prover works for a second; to
 * a verifier it is as good as an honest one.
 */
@NullMarked
package io.batcherconsole.engine.verify.make;

import org.jspecify.annotations.NullMarked;
