package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.chain.ChainClient.Head;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.runtime.Ports;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeadWatcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(10);

  private final EngineRuntime runtime = new LiveRuntime(0);
  private final Heard heard = new Heard();

  @Test
  void aNodeThatRestartsIsToldAsTroubleRecoveryAndRewind() throws Exception {
    AnvilNode.Settings settings = new AnvilNode.Settings(0, Duration.ofMillis(100), 31337, 1, null);
    AnvilNode first = AnvilNode.start(runtime, AnvilFixture.binary(), settings, sentence -> {});
    try (ChainClient chain = new JsonRpcChain("anvil", first.url(), JsonRpcChain.CALL_TIMEOUT);
        HeadWatcher watcher = new HeadWatcher(runtime, chain, POLL, heard)) {
      watcher.start();
      Waiting.until("block 3", PATIENCE, () -> heard.last() >= 3);
      first.kill();
      Waiting.until("trouble", PATIENCE, () -> !heard.troubles.isEmpty());
      assertThat(heard.troubles).hasSize(1);
      assertThat(heard.troubles.getFirst()).contains("does not answer", chain.where());

      AnvilNode second =
          Ports.retaking(
              () ->
                  AnvilNode.start(
                      runtime,
                      AnvilFixture.binary(),
                      settings.withPort(first.port()),
                      sentence -> {}));
      try (second) {
        Waiting.until("recovery", PATIENCE, () -> !heard.recoveries.isEmpty());
        Waiting.until("block after the restart", PATIENCE, () -> !heard.rewinds.isEmpty());
        assertThat(heard.rewinds).hasSize(1);
        int heads = heard.heads.size();
        Waiting.until("more blocks", PATIENCE, () -> heard.heads.size() > heads);
      }
    } finally {
      first.close();
    }
    assertThat(heard.recoveries).hasSize(1);
    assertThat(heard.recoveries.getFirst()).isPositive();
  }

  @Test
  void numbersRiseStrictlyAndARewindIsAnnouncedBefore() {
    FakeChain chain = new FakeChain(head(5, 1), head(5, 1), head(6, 1), head(9, 1), head(9, 2));
    chain.then(head(9, 2), head(4, 3), head(4, 3), head(5, 3));
    try (HeadWatcher watcher = new HeadWatcher(runtime, chain, POLL, heard)) {
      watcher.start();
      Waiting.until("all heads", PATIENCE, () -> heard.log.size() >= 8);
    }
    assertThat(heard.log)
        .startsWith(
            "head 5", "head 6", "head 9", "rewind 9 9", "head 9", "rewind 9 4", "head 4", "head 5");
  }

  @Test
  void aBugOfTheListenerCostsOneLookAndNotTheNext() {
    FakeChain chain = new FakeChain(head(1, 1), head(2, 1), head(3, 1));
    HeadWatcher.Listener buggy =
        head -> {
          heard.onHead(head);
          if (head.number() == 1) {
            throw new IllegalStateException("provoked by a test");
          }
        };
    try (HeadWatcher watcher = new HeadWatcher(runtime, chain, POLL, buggy)) {
      watcher.start();
      Waiting.until("the blocks after it", PATIENCE, () -> heard.last() == 3);
    }
    assertThat(heard.log).containsExactly("head 1", "head 2", "head 3");
  }

  @Test
  void afterTheCloseNothingIsHeard() throws Exception {
    FakeChain chain = new FakeChain(head(1, 1));
    HeadWatcher watcher = new HeadWatcher(runtime, chain, POLL, heard);
    watcher.start();
    Waiting.until("the first head", PATIENCE, () -> heard.last() == 1);
    watcher.close();
    chain.then(head(2, 2));
    int asked = chain.asked();
    watcher.close(); // again does no harm
    assertThat(chain.asked()).isEqualTo(asked);
    assertThat(heard.last()).isEqualTo(1);
  }

  @Test
  void aListenerMayCloseTheWatcherItself() {
    FakeChain chain = new FakeChain(head(1, 1), head(2, 1), head(3, 1));
    CopyOnWriteArrayList<Long> heads = new CopyOnWriteArrayList<>();
    HeadWatcher[] watcher = new HeadWatcher[1];
    watcher[0] =
        new HeadWatcher(
            runtime,
            chain,
            POLL,
            head -> {
              heads.add(head.number());
              watcher[0].close();
            });
    watcher[0].start();
    Waiting.until("the first head", PATIENCE, () -> !heads.isEmpty());
    watcher[0].close();
    assertThat(heads).containsExactly(1L);
  }

  private static Head head(long number, long fork) {
    return new Head(number, number * 2, ContractWorld.hash(number * 1000 + fork));
  }

  private static final class Heard implements HeadWatcher.Listener {
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<Head> heads = new CopyOnWriteArrayList<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();
    final List<Duration> recoveries = new CopyOnWriteArrayList<>();
    final List<Head> rewinds = new CopyOnWriteArrayList<>();

    @Override
    public void onHead(Head head) {
      heads.add(head);
      log.add("head " + head.number());
    }

    @Override
    public void onRewind(Head before, Head now) {
      rewinds.add(now);
      log.add("rewind " + before.number() + " " + now.number());
    }

    @Override
    public void onTrouble(String sentence) {
      troubles.add(sentence);
    }

    @Override
    public void onRecovery(Duration outage) {
      recoveries.add(outage);
    }

    long last() {
      return heads.isEmpty() ? -1 : heads.getLast().number();
    }
  }
}
