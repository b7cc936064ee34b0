/**
 * The field's wire protocol as values: messages, CBOR, signatures, commitments and the Merkle tree
 * (batcher.md §1 to §3).
 *
 * <p>Everything here is a pure function of its arguments, immutable and safe from any thread. What
 * strangers send is read by {@link io.batcherconsole.engine.protocol.CborCodec} alone, which throws
 * one checked exception and allocates no more than the input is long.
 */
@NullMarked
package io.batcherconsole.engine.protocol;

import org.jspecify.annotations.NullMarked;
