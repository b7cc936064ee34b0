/** Figures with their units, written the same way everywhere in the window. */
@NullMarked
package io.batcherconsole.app.text;

import org.jspecify.annotations.NullMarked;
