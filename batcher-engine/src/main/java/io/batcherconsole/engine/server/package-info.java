/** The WebSocket server: bytes in, one message at a time per connection, replies out. */
@NullMarked
package io.batcherconsole.engine.server;

import org.jspecify.annotations.NullMarked;
