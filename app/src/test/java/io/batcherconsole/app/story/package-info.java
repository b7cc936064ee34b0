/**
 * A made-up moment of a batcher at work, for pictures and tests: user A's two connections take
 * turns under a verify delay, B's proofs pass beside them, C submits small ones, D is refused. The
 * numbers agree with each other wherever a real engine's would.
 */
@NullMarked
package io.batcherconsole.app.story;

import org.jspecify.annotations.NullMarked;
