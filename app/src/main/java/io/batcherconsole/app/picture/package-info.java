/** Pictures of the window as PNG files, with or without a display. */
@NullMarked
package io.batcherconsole.app.picture;

import org.jspecify.annotations.NullMarked;
