/** Who holds which lock and who waits for it, from the locks' own snapshots. */
@NullMarked
package io.batcherconsole.app.locks;

import org.jspecify.annotations.NullMarked;
