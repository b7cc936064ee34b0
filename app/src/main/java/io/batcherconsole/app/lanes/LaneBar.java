package io.batcherconsole.app.lanes;

import io.batcherconsole.engine.event.Timeline.Interval;

/**
 * A stretch of a lane that belongs to one proof and is wide enough for words: a wait, or a hold
 * with everything done in it.
 *
 * @param from first column
 * @param to column after the last
 * @param main the longest interval in it
 * @param first the first interval in it
 */
record LaneBar(Fill fill, int from, int to, Interval main, Interval first) {}
