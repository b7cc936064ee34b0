/** Faults that are injected while the engine runs. */
@NullMarked
package io.batcherconsole.engine.fault;

import org.jspecify.annotations.NullMarked;
