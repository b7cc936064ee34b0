/**
 * Where batch files go: operators and anyone who wants to check a batch download them from the
 * address that is written on chain. A file is the CBOR of a batch and is named by its Merkle root,
 * so the same name never means two contents, and storing a batch twice does no harm (batcher.md
 * §3.5).
 */
@NullMarked
package io.batcherconsole.engine.storage;

import org.jspecify.annotations.NullMarked;
