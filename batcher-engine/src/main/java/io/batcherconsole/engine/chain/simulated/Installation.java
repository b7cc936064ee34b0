package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.protocol.Address;

/**
 * Where the two contracts are put, and who has which role in them.
 *
 * @param owner of both contracts
 * @param batcher whom the payment service takes tasks from
 * @param aggregator whom the service manager takes responses from
 */
public record Installation(
    Address paymentService,
    Address serviceManager,
    Address owner,
    Address batcher,
    Address aggregator) {

  /** Where the field's newest devnet has them (batcher.md §5.1, §5.2). */
  public static Installation devnet(Address owner, Address batcher, Address aggregator) {
    return new Installation(
        Address.of("0x7bc06c482DEAd17c0e297aFbC32f6e63d3846650"),
        Address.of("0x851356ae760d987E095750cCeb3bC6014560891C"),
        owner,
        batcher,
        aggregator);
  }
}
