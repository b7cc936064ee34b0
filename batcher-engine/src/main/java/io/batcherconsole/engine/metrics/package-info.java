/**
 * What Prometheus scrapes at {@code /metrics}: the original's metrics under the original's names,
 * types and labels (batcher.md §7), so that its Grafana works unchanged, and our own, which all
 * begin with {@code batcher_console_}.
 *
 * <p><b>Exact or not.</b> Gauges are read from the live state at each scrape, so none is ever stale
 * (the hazard H13). Counters, and the histograms of locks and admissions, are counted where things
 * happen and miss nothing. What is told of verifications and batch steps is made from event
 * records, which a full ring drops; how many it dropped stands beside it in {@code
 * batcher_console_events_dropped_total}.
 *
 * <p><b>Labels</b> are made of enums: no user, address or root can make their number grow.
 *
 * <p><b>The text</b> is written by us. The Prometheus client, and Micrometer on top of it, append
 * {@code _total} to every counter, which the original's names do not have; Prometheus' text format
 * 0.0.4 does not ask for it, and is what the original serves.
 *
 * <p><b>Threads.</b> Any thread counts, one or more of Jetty's scrape. No lock is held while
 * counting or scraping, but each engine lock's own for the moment in which its state is copied.
 */
@NullMarked
package io.batcherconsole.engine.metrics;

import org.jspecify.annotations.NullMarked;
