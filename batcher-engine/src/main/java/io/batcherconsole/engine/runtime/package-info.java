/** The seam between the engine and its machine: clock, threads, parking, sleep and randomness. */
@NullMarked
package io.batcherconsole.engine.runtime;

import org.jspecify.annotations.NullMarked;
