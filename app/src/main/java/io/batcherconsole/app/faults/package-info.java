/** Where faults are injected while the engine runs. */
@NullMarked
package io.batcherconsole.app.faults;

import org.jspecify.annotations.NullMarked;
