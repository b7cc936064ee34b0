/** Proof verification: one verifier per proving system, and the pool that bounds them. */
@NullMarked
package io.batcherconsole.engine.verify;

import org.jspecify.annotations.NullMarked;
