/**
 * Proof verification: one verifier per proving system, and the pool that bounds them.
 *
 * <p>Proofs, keys and inputs come from strangers. Whatever they contain, a {@link
 * io.batcherconsole.engine.verify.ProofVerifier} answers with a {@link
 * io.batcherconsole.engine.verify.Verdict} in bounded time and memory: decoding is strict, every
 * count is bounded by the bytes that remain and by a limit, and the only exception of the decoders,
 * {@link io.batcherconsole.engine.verify.pairing.MalformedException}, is checked and ends in a
 * rejection.
 *
 * <p>A verifier serves all threads. What it needs per thread, a {@link
 * io.batcherconsole.engine.verify.pairing.PairingEngine} with its scratch space, it borrows for one
 * verification; what is worth keeping, prepared keys, is immutable.
 */
@NullMarked
package io.batcherconsole.engine.verify;

import org.jspecify.annotations.NullMarked;
