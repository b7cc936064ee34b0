package io.batcherconsole.engine.chain.simulated;

import io.batcherconsole.engine.chain.abi.AbiFunction;
import io.batcherconsole.engine.chain.abi.AbiValues;
import io.batcherconsole.engine.protocol.Bytes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contract's functions by selector, with what Solidity does before a body runs: an unknown
 * selector, arguments that do not decode, and value sent to a function that takes none all revert
 * without data.
 */
final class FunctionTable {
  /** A body that changes the state and returns nothing. */
  @FunctionalInterface
  interface Body {
    void run(AbiValues arguments, Message message, Execution execution) throws Revert;
  }

  /** A body that answers. */
  @FunctionalInterface
  interface View {
    Object[] ask(AbiValues arguments) throws Revert;
  }

  private record Entry(AbiFunction function, boolean payable, Body body, @Nullable View view) {}

  private final Map<Bytes, Entry> entries = new HashMap<>();

  /** A function that takes no value. */
  FunctionTable on(AbiFunction function, Body body) {
    return put(new Entry(function, false, body, null));
  }

  /** A function that takes value. */
  FunctionTable onPayable(AbiFunction function, Body body) {
    return put(new Entry(function, true, body, null));
  }

  /** A function that only answers. */
  FunctionTable onView(AbiFunction function, View view) {
    return put(new Entry(function, false, (arguments, message, execution) -> {}, view));
  }

  private FunctionTable put(Entry entry) {
    entries.put(entry.function().selector(), entry);
    return this;
  }

  /** Runs the function that the message names. */
  Bytes dispatch(Message message, Execution execution) throws Revert {
    byte[] data = message.data().view();
    Bytes selector =
        Bytes.wrap(Arrays.copyOf(data, Math.min(data.length, AbiFunction.SELECTOR_SIZE)));
    Entry entry = entries.get(selector);
    if (entry == null) {
      throw Revert.silent("no function " + selector);
    }
    if (message.value().signum() != 0 && !entry.payable()) {
      throw Revert.silent(entry.function() + " takes no value");
    }
    AbiValues arguments = decode(entry.function(), message.data());
    entry.body().run(arguments, message, execution);
    View view = entry.view();
    return view == null ? Bytes.EMPTY : entry.function().results().encode(view.ask(arguments));
  }

  private static AbiValues decode(AbiFunction function, Bytes data) throws Revert {
    try {
      return function.arguments(data);
    } catch (IllegalArgumentException malformed) {
      throw Revert.silent("malformed arguments of " + function);
    }
  }
}
