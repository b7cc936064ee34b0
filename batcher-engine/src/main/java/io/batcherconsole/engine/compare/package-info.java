/**
 * Locking designs side by side: the same load was played under each, and what was measured is put
 * into one table, one file and one picture.
 *
 * <p>Ratios carry the conclusion. Times depend on the machine, and so every figure that says which
 * design is better is a ratio to the same figure of one of them, the measure; or, for isolation, a
 * ratio of two runs under the same design.
 *
 * <p>Nothing here starts an engine: who does hands in what it saw, a {@link
 * io.batcherconsole.engine.compare.ProofStages} that listened meanwhile, and the run's report.
 */
@NullMarked
package io.batcherconsole.engine.compare;

import org.jspecify.annotations.NullMarked;
