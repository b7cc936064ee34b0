package io.batcherconsole.engine;

import io.batcherconsole.engine.admission.AdmissionRules.NonPaying;
import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.Wallet;
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
   * Somebody else's chain, on which nothing is prepared: everything is there, and the batcher has
   * its own key.
   *
   * @param main JSON-RPC endpoint that is asked first
   * @param fallback asked when the main one does not answer
   * @param contracts the two contracts
   * @param batcher whose tasks the payment service takes
   * @param nonPaying whose proofs another wallet pays for
   */
  record Configured(
      URI main,
      Optional<URI> fallback,
      Deployment contracts,
      Wallet batcher,
      Optional<NonPaying> nonPaying)
      implements ChainChoice {}

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
