package io.batcherconsole.engine.batch;

import java.time.Duration;

/**
 * How batches are posted (batcher.md §3.7).
 *
 * @param blockInterval least number of blocks between the starts of two batches
 * @param receiptTimeout how long a transaction's receipt is waited for before it is cancelled
 * @param receiptPoll how often the receipt is asked for
 * @param operators how many operators may sign, 0 when unknown
 */
public record PostingSettings(
    long blockInterval, Duration receiptTimeout, Duration receiptPoll, int operators) {}
