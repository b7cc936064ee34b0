/**
 * The original's configuration as it is: the batcher's YAML file, the deployment file and the key
 * store that it names, and the environment variables of the store (batcher.md §3.7).
 *
 * <p>Reading has two results only, a {@link io.batcherconsole.engine.config.BatcherConfig} or a
 * {@link io.batcherconsole.engine.config.ConfigException} that names everything that is wrong at
 * once, each with file, line, key, reason and what belongs there. What a file may cost is bounded
 * before it is read. A key or a password is never part of a sentence.
 */
@NullMarked
package io.batcherconsole.engine.config;

import org.jspecify.annotations.NullMarked;
