/** The Ethereum side behind one interface: anvil, any JSON-RPC node, or a simulated chain. */
@NullMarked
package io.batcherconsole.engine.chain;

import org.jspecify.annotations.NullMarked;
