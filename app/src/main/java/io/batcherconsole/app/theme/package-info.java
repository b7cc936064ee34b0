/**
 * How the window looks: two token sheets (the only place where a colour is written), the bundled
 * typefaces, and the {@link io.batcherconsole.app.theme.Look} that a window wears. Nodes are styled
 * by the sheets' looked-up colours ({@code -bc-holding}); painters on a canvas read the same files
 * through {@link io.batcherconsole.app.theme.Palette}, so the two cannot differ.
 */
@NullMarked
package io.batcherconsole.app.theme;

import org.jspecify.annotations.NullMarked;
