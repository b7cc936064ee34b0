/**
 * The batcher engine: a headless library that runs Aligned Layer's proof batcher in-process and can
 * be looked into while it runs.
 */
@NullMarked
package io.batcherconsole.engine;

import org.jspecify.annotations.NullMarked;
