package io.batcherconsole.engine;

import io.batcherconsole.engine.chain.AnvilNode;
import io.batcherconsole.engine.devnet.Devnet;
import io.batcherconsole.engine.devnet.DevnetException;
import io.batcherconsole.engine.devnet.DevnetOpener;
import java.util.function.Consumer;

/** Opens the chain that the configuration chooses. */
final class Devnets {
  private final DevnetOpener opener;
  private final AnvilNode.Listener anvilListener;
  private final String searchPath;

  /**
   * @param progress told what is being done, in half a sentence
   * @param anvilListener told when an anvil of ours ends by itself
   */
  Devnets(
      Core core, EngineConfig config, Consumer<String> progress, AnvilNode.Listener anvilListener) {
    this.opener =
        new DevnetOpener(
            core.runtime(),
            core.curve(),
            new DevnetOpener.Settings(
                config.assets(), config.blockTime(), config.operators().count()),
            progress);
    this.anvilListener = anvilListener;
    String path = System.getenv("PATH");
    this.searchPath = path == null ? "" : path;
  }

  Devnet open(ChainChoice choice) throws DevnetException, InterruptedException {
    int anvilPort = DevnetOpener.DEFAULT_ANVIL_PORT;
    return switch (choice) {
      case ChainChoice.Auto() -> opener.openBest(searchPath, anvilPort, anvilListener);
      case ChainChoice.Anvil() -> opener.openAnvil(searchPath, anvilPort, anvilListener);
      case ChainChoice.Simulated() -> opener.openSimulated();
      case ChainChoice.Node node ->
          node.deployment().isPresent()
              ? opener.openNode(node.url(), node.deployment().get())
              : opener.openNode(node.url());
    };
  }
}
