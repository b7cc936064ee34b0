/** Puts the window together. */
@NullMarked
package io.batcherconsole.app.window;

import org.jspecify.annotations.NullMarked;
