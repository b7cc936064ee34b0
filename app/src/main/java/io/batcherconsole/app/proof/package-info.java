/** One proof's way through the batcher, stage by stage. */
@NullMarked
package io.batcherconsole.app.proof;

import org.jspecify.annotations.NullMarked;
