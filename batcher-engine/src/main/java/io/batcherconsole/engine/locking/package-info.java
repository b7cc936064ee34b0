/**
 * Locking designs. The admission pipeline is written once; a strategy decides only which lock is
 * held from validation until a proof is queued, so that a comparison of two designs differs in
 * nothing else.
 */
@NullMarked
package io.batcherconsole.engine.locking;

import org.jspecify.annotations.NullMarked;
