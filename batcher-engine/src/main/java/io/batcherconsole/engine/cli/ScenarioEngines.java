package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.EngineConfig;
import io.batcherconsole.engine.scenario.EngineNeeds;
import io.batcherconsole.engine.scenario.Scenario;

/** Engines as scenarios need them. */
final class ScenarioEngines {
  private ScenarioEngines() {}

  /** {@code config} with what the scenario needs otherwise. */
  static EngineConfig fitted(EngineConfig config, Scenario scenario) {
    EngineNeeds needs = scenario.needs();
    EngineConfig.Builder builder = config.toBuilder();
    if (needs.queueLimit() != null) {
      EngineConfig.Limits limits = config.limits();
      builder.limits(
          new EngineConfig.Limits(
              needs.queueLimit(), limits.proofBytes(), limits.batchBytes(), limits.batchProofs()));
    }
    if (needs.lockTimeout() != null) {
      builder.lockTimeout(needs.lockTimeout());
    }
    if (needs.receiptTimeout() != null) {
      builder.receiptTimeout(needs.receiptTimeout());
    }
    if (needs.blockTime() != null) {
      builder.blockTime(needs.blockTime());
    }
    return builder.build();
  }
}
