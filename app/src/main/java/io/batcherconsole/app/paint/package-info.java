/**
 * What the painted panels share: the {@link io.batcherconsole.app.paint.TimeWindow} that says which
 * stretch of time is shown, the {@link io.batcherconsole.app.paint.TimeScale} that maps it to
 * columns of pixels, tick marks, text that fits, and an int {@link
 * io.batcherconsole.app.paint.PixelSurface} in the screen's own pixels.
 *
 * <p>A column of pixels always stands for the same stretch of absolute time. A picture therefore
 * moves by whole columns, nothing shimmers while it runs, and between two steps there is nothing to
 * repaint.
 */
@NullMarked
package io.batcherconsole.app.paint;

import org.jspecify.annotations.NullMarked;
