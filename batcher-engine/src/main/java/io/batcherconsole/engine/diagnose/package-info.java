/**
 * What is wrong with a running engine, found while it runs and said in sentences.
 *
 * <p>{@link io.batcherconsole.engine.diagnose.Watchdog} looks a few times a second. One look is an
 * {@link io.batcherconsole.engine.diagnose.Observation}: snapshots that the engine's parts hand out
 * anyway. One small class per {@link io.batcherconsole.engine.diagnose.Check} reads it and reports
 * the causes that it sees now; {@link io.batcherconsole.engine.diagnose.FindingLog} makes findings
 * of them that keep their identity, end when their cause ends, and can be silenced.
 *
 * <p>No false alarms, by construction:
 *
 * <ul>
 *   <li>The lock board is read twice, and only the holds and waits that are in both readings count.
 *       Each of them lasted for all of the time between, so they existed side by side, although
 *       every lock is read for itself: a cycle among them is a deadlock, two holds are two holders.
 *   <li>What a person injected, and what the protocol demands, is {@link
 *       io.batcherconsole.engine.event.FindingView.Severity#BY_DESIGN}: told, and not counted.
 * </ul>
 *
 * <p>A hazard is named only when its pattern is seen and the design at work has it: then the
 * finding is that hazard, as read in batcher.md.
 */
@NullMarked
package io.batcherconsole.engine.diagnose;

import org.jspecify.annotations.NullMarked;
