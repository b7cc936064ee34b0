/** How long verifications take, for each proving system, the injected part apart. */
@NullMarked
package io.batcherconsole.app.latency;

import org.jspecify.annotations.NullMarked;
