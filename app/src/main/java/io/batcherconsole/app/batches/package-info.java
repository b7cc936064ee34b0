/**
 * The batch timeline: each recent batch's steps on the clock of the lanes above it, and in words
 * how it ended.
 */
@NullMarked
package io.batcherconsole.app.batches;

import org.jspecify.annotations.NullMarked;
