/**
 * The contracts' interface in bytes: functions, errors and events with their selectors, topics and
 * argument codecs. The wrappers in {@code chain} write with it what the simulated chain reads with
 * it; a test compares both with the compiled contracts and with upstream's selectors.
 */
@NullMarked
package io.batcherconsole.engine.chain.abi;

import org.jspecify.annotations.NullMarked;
