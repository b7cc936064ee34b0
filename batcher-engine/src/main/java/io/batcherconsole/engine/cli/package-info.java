/**
 * The command line: the engine without a window. Results go to standard output, the log to standard
 * error; exit 0 means that what was asked for came true.
 */
@NullMarked
package io.batcherconsole.engine.cli;

import org.jspecify.annotations.NullMarked;
