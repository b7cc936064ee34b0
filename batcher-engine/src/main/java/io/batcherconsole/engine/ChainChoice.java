package io.batcherconsole.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Which chain an engine works on. */
public sealed interface ChainChoice {
  /** Anvil when it is installed, else the simulated chain. */
  record Auto() implements ChainChoice {}

  /** A managed anvil. */
  record Anvil() implements ChainChoice {}

  /** The simulated chain, in memory. */
  record Simulated() implements ChainChoice {}

  /**
   * Somebody else's node.
   *
   * @param url its JSON-RPC endpoint
   * @param deployment the field's deployment file with the contracts' addresses; empty finds or
   *     deploys ours
   */
  record Node(URI url, Optional<Path> deployment) implements ChainChoice {}

  /**
   * From the command line's word: auto, anvil, simulated or a URL.
   *
   * @throws IllegalArgumentException when it is none of them; the message says what is
   */
  static ChainChoice parse(String word, Optional<Path> deployment) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "auto" -> new Auto();
      case "anvil" -> new Anvil();
      case "simulated" -> new Simulated();
      default -> {
        if (!word.startsWith("http://") && !word.startsWith("https://")) {
          throw new IllegalArgumentException(
              "The chain is auto, anvil, simulated or an http(s) URL; \"" + word + "\" is not.");
        }
        yield new Node(URI.create(word), deployment);
      }
    };
  }
}
