/** Starts scenarios and tells how they go. */
@NullMarked
package io.batcherconsole.app.scenarios;

import org.jspecify.annotations.NullMarked;
