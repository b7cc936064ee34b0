package io.batcherconsole.engine.fault;

/**
 * That a rule hit somebody.
 *
 * @param rule the rule's id
 * @param chance from -1 to 1: where in its jitter the delay lies
 */
record Hit(long rule, double chance) {}
