/**
 * Why somebody waits, in a sentence. {@link io.batcherconsole.app.sentence.Waits} finds the facts
 * in a frame, {@link io.batcherconsole.app.sentence.WaitSentence} puts them into words, {@link
 * io.batcherconsole.app.sentence.BlockerWalk} follows who is in whose way. None needs a stage.
 */
@NullMarked
package io.batcherconsole.app.sentence;

import org.jspecify.annotations.NullMarked;
