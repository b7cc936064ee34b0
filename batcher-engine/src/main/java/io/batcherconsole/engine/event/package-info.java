/**
 * What the engine tells about itself: the vocabulary, the event records, and the immutable views
 * that screens and reports read.
 */
@NullMarked
package io.batcherconsole.engine.event;

import org.jspecify.annotations.NullMarked;
