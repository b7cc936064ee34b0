/**
 * What a person can tell the window to do. {@link io.batcherconsole.app.command.Command} is the one
 * list of it; the keys, the key sheet and the palette are made from that list.
 */
@NullMarked
package io.batcherconsole.app.command;

import org.jspecify.annotations.NullMarked;
