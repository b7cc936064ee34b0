/**
 * What is wrong, in sentences: the engine's findings as rows, the worst first, and the invariants
 * that hold. Shape says how bad a finding is, colour says it again; what is by design is quiet.
 */
@NullMarked
package io.batcherconsole.app.findings;

import org.jspecify.annotations.NullMarked;
