/**
 * How the window gets its data: once a pulse the {@code FramePump} pulls one immutable {@link
 * io.batcherconsole.app.frame.ConsoleFrame} from the engine's view and hands it to the panels that
 * are visible. Nothing in the engine ever calls into the window.
 */
@NullMarked
package io.batcherconsole.app.frame;

import org.jspecify.annotations.NullMarked;
