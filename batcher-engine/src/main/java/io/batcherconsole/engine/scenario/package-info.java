/**
 * Scenarios: what clients do, what is injected, and what must hold afterwards, as a file; and the
 * runner that plays one with real clients against a running engine.
 */
@NullMarked
package io.batcherconsole.engine.scenario;

import org.jspecify.annotations.NullMarked;
