/**
 * The user lanes: who holds a lock, who waits and why, over time.
 *
 * <p>Three steps lead from a {@link io.batcherconsole.engine.event.Timeline} to the screen, each
 * without a stage and tested alone. {@link io.batcherconsole.app.lanes.LaneRows} chooses which lane
 * goes where. {@link io.batcherconsole.app.lanes.LaneColumns} merges a lane's intervals into
 * columns of pixels: what is narrower than a column survives as a column of its own unless
 * something worse happened there, so that thousands of short holds cost as much as a few long ones
 * and none is lost to sight. {@link io.batcherconsole.app.lanes.LanePainter} draws the columns;
 * shape comes first and colour second. Words and marks go on a canvas above.
 */
@NullMarked
package io.batcherconsole.app.lanes;

import org.jspecify.annotations.NullMarked;
