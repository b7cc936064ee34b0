/**
 * The queue as the next batch sees it: the offers from high to low against the fee that a batch of
 * so many would cost each.
 */
@NullMarked
package io.batcherconsole.app.queue;

import org.jspecify.annotations.NullMarked;
