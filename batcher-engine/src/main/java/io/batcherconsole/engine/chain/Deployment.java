package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;

/** Where the two contracts are on a chain. */
public record Deployment(Address serviceManager, Address paymentService) {}
