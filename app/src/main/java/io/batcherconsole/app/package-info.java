/** The console window. Of the engine it sees snapshots, scenarios and faults, nothing else. */
@NullMarked
package io.batcherconsole.app;

import org.jspecify.annotations.NullMarked;
