/**
 * The field's wire protocol as values: messages, CBOR, signatures, commitments and the Merkle tree
 * (batcher.md §1 to §3).
 */
@NullMarked
package io.batcherconsole.engine.protocol;

import org.jspecify.annotations.NullMarked;
