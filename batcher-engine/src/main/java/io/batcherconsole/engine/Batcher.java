package io.batcherconsole.engine;

import io.batcherconsole.engine.admission.AdmissionRules;
import io.batcherconsole.engine.admission.MessageRouter;
import io.batcherconsole.engine.batch.BatchPoster;
import io.batcherconsole.engine.batch.ChainFollower;
import io.batcherconsole.engine.batch.PostingSettings;
import io.batcherconsole.engine.batch.QueueFlush;
import io.batcherconsole.engine.batch.TaskSender;
import io.batcherconsole.engine.batch.UnlockPoller;
import io.batcherconsole.engine.chain.ChainClient;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.HeadWatcher;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.devnet.OperatorListener;
import io.batcherconsole.engine.devnet.OperatorSettings;
import io.batcherconsole.engine.devnet.Operators;
import io.batcherconsole.engine.devnet.ProofCheck;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.fault.FaultPoint;
import io.batcherconsole.engine.fault.FaultSubject;
import io.batcherconsole.engine.fault.FaultyStore;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.metrics.MetricsServer;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.SignatureRecovery;
import io.batcherconsole.engine.server.ServerSettings;
import io.batcherconsole.engine.server.ServerStartException;
import io.batcherconsole.engine.server.WebSocketServer;
import io.batcherconsole.engine.storage.BatchStore;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running batcher: server, admission, poster and follower over one chain. Started and closed
 * once.
 */
final class Batcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Batcher.class);

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final Core core;
  private final StatusBoard status;
  private final WebSocketServer server;
  private final QueueFlush flush;
  private final ChainFollower follower;
  private final BatchStore store;
  private final BatchPoster poster;
  private final Optional<Operators> operators;
  private final HeadWatcher watcher;
  private final URI url;
  private final Optional<MetricsServer> metrics;
  private final Thread posting;
  private final Thread following;
  private final UnlockPoller unlockPoller;
  private final Thread polling;

  /** Opens the port and begins to follow the chain. */
  Batcher(Core core, EngineConfig config, Workplace real, StatusBoard status)
      throws ChainException, ServerStartException, InterruptedException {
    this.core = core;
    this.status = status;
    Workplace workplace = real.through(core.faults(), core.names());
    ChainClient chain = workplace.chain();
    // The gas price is known before the port opens, so that the least fee is never 0.
    Retry retry = new Retry(core.runtime(), Retry.Backoff.UNDER_A_LOCK);
    Retry patient = new Retry(core.runtime(), Retry.Backoff.UPSTREAM);
    core.market()
        .set(
            retry.call(
                "prices and disabled verifiers",
                () -> ChainFollower.market(chain, workplace.tasks(), config.fees())));
    warnOfWhatIsNotVerified(config.verification());
    long head = retry.call("head", chain::head).number();
    AdmissionRules rules =
        new AdmissionRules(
            retry.call("chain id", chain::chainId),
            workplace.payments().address(),
            config.limits().proofBytes(),
            config.verification().enabled(),
            config.verification().disabled(),
            config.verification().acceptedUnverified(),
            workplace.nonPaying());
    this.flush =
        new QueueFlush(
            core.journal(),
            core.state(),
            core.locking(),
            core.serials(),
            () -> askForNonceOfPayer(workplace, retry));
    this.follower =
        new ChainFollower(
            core.runtime(),
            core.journal(),
            chain,
            workplace.tasks(),
            workplace.payments().address(),
            config.fees(),
            core.market(),
            flush,
            head);
    this.server = server(config, workplace, rules, retry);
    this.url = server.start();
    this.metrics = metrics(config);
    log.info("batch files go to {}", config.storage().told(config.batchFolder()));
    this.store =
        config
            .storage()
            .open(
                core.runtime(),
                config.batchFolder(),
                server.downloadEndpoint(),
                core.metrics().storeListener());
    this.poster = poster(config, workplace, patient);
    this.posting = poster.start();
    this.following = follower.start(poster);
    this.unlockPoller =
        new UnlockPoller(
            core.runtime(),
            core.journal(),
            chain,
            workplace.payments(),
            patient,
            core.state(),
            core.locking(),
            core.serials(),
            config.unlockPolling(),
            head);
    this.polling = unlockPoller.start();
    this.operators = operators(config, workplace, head);
    operators.ifPresent(Operators::start);
    this.watcher = new HeadWatcher(core.runtime(), chain, workplace.headPoll(), new Heads());
    watcher.start();
  }

  private static void warnOfWhatIsNotVerified(EngineConfig.Verification verification) {
    if (!verification.enabled()) {
      log.warn("Verification is off: every proof is accepted and not verified");
    } else if (!verification.acceptedUnverified().isEmpty()) {
      log.warn(
          "Proofs of {} that cannot be verified on this installation are accepted and not verified",
          verification.acceptedUnverified().stream()
              .map(ProvingSystem::wireName)
              .sorted()
              .collect(Collectors.joining(", ")));
    }
  }

  /** Metrics are worth a warning, not a batcher: it runs without them. */
  private Optional<MetricsServer> metrics(EngineConfig config) {
    if (config.metricsPort().isEmpty()) {
      return Optional.empty();
    }
    int port = config.metricsPort().getAsInt();
    try {
      MetricsServer opened = MetricsServer.start(config.host(), port, core.metrics()::scrape);
      log.info("Prometheus scrapes {}", opened.url());
      return Optional.of(opened);
    } catch (ServerStartException cannot) {
      log.warn("no metrics for Prometheus: {}", cannot.getMessage());
      return Optional.empty();
    }
  }

  private static void askForNonceOfPayer(Workplace workplace, Retry retry)
      throws ChainException, InterruptedException {
    if (workplace.nonPaying().isPresent()) {
      Address payer = workplace.nonPaying().get().payer();
      retry.call("nonce", () -> workplace.payments().nonce(payer));
    }
  }

  private Optional<Operators> operators(EngineConfig config, Workplace workplace, long head) {
    return workplace
        .devnet()
        .filter(devnet -> !devnet.operators().isEmpty())
        .map(
            devnet ->
                new Operators(
                    core.runtime(),
                    core.curve(),
                    devnet,
                    OperatorSettings.of(
                        config.operators().delay(), config.operators().disagreeing()),
                    ProofCheck.with(core.verifiers(), config.verification().acceptedUnverified()),
                    head,
                    new Votes()));
  }

  private WebSocketServer server(
      EngineConfig config, Workplace workplace, AdmissionRules rules, Retry retry) {
    MessageRouter router =
        new MessageRouter(
            rules,
            core.market()::get,
            workplace.payments(),
            retry,
            new SignatureRecovery(core.curve()),
            core.names(),
            core.locking(),
            core.state(),
            core.pool(),
            core.faults(),
            core.journal(),
            core.metrics().admissionListener(),
            core.serials());
    return new WebSocketServer(
        core.runtime(),
        new ServerSettings(
            config.host(),
            config.port(),
            config.storage().buckets().isEmpty() ? config.batchFolder() : null,
            ServerSettings.Limits.defaults()),
        core.codec(),
        router,
        core.metrics().serverListener());
  }

  private BatchPoster poster(EngineConfig config, Workplace workplace, Retry retry) {
    PostingSettings settings =
        new PostingSettings(
            config.blockInterval(),
            config.receiptTimeout(),
            workplace.receiptPoll(),
            config.operators().count());
    return new BatchPoster(
        core.runtime(),
        core.journal(),
        core.state(),
        core.locking(),
        core.builder(),
        core.market()::get,
        core.codec(),
        core.metrics().watched(new FaultyStore(store, core.faults())),
        new TaskSender(
            core.runtime(),
            workplace.chain(),
            workplace.payments(),
            workplace.tasks(),
            workplace.batcher(),
            retry,
            settings,
            core.locking(),
            core.metrics().postingListener()),
        settings,
        core.serials(),
        follower);
  }

  /** Where clients connect: ws://host:port. */
  URI url() {
    return url;
  }

  /** Where Prometheus scrapes; empty when that is switched off or its port was taken. */
  Optional<URI> metrics() {
    return metrics.map(MetricsServer::url);
  }

  /** Tells batches what their operators do. */
  private final class Votes implements OperatorListener {
    @Override
    public void onSigned(Hash root, int signed, int of) {
      follower.unverified(root).ifPresent(batch -> batch.signed(signed, of));
    }

    @Override
    public void onRefused(Hash root, Address operator, String reason) {
      log.warn("operator {} does not sign batch {}: {}", operator, root, reason);
    }

    @Override
    public void onUnverifiable(Hash root, String sentence) {
      log.warn("batch {} will not be verified: {}", root, sentence);
      follower.unverified(root).ifPresent(batch -> batch.unverifiable(sentence));
    }
  }

  /** New heads and outages, to whom they concern. */
  private final class Heads implements HeadWatcher.Listener {
    @Override
    public void onHead(ChainClient.Head head) {
      if (!arrives(head)) {
        return;
      }
      status.head(head.number());
      follower.onHead(head);
      operators.ifPresent(all -> all.onHead(head));
    }

    private boolean arrives(ChainClient.Head head) {
      try {
        return !core.faults()
            .pass(FaultPoint.BLOCK, FaultSubject.of("block " + head.number()))
            .isLost();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void onRewind(ChainClient.Head before, ChainClient.Head now) {
      unlockPoller.onRewind(now.number());
      follower.onRewind();
    }

    @Override
    public void onTrouble(String sentence) {
      status.unreachable(sentence);
    }

    @Override
    public void onRecovery(Duration outage) {
      status.reachable();
    }
  }

  ConnectionsView connections() {
    return server.connections();
  }

  /**
   * Answers what is queued, says goodbye to the clients, then ends the work on batches. Bounded.
   */
  @Override
  public void close() {
    server.stopTaking();
    answerQueued();
    server.stop();
    core.registry().cancelAll();
    watcher.close();
    operators.ifPresent(Operators::stop);
    end(polling, unlockPoller::stop);
    end(following, follower::stop);
    end(posting, poster::stop);
    store.close();
    metrics.ifPresent(MetricsServer::close);
  }

  /**
   * The queue ends with the batcher. Designs that hold locks while they answer leave it at that.
   */
  private void answerQueued() {
    if (core.state().size() == 0 || core.locking().flushesUnderLocks()) {
      return;
    }
    try {
      flush.run("the batcher stops");
    } catch (LockTimeoutException timeout) {
      log.warn(
          "the batcher stops, and {} queued proofs get no answer: {}",
          core.state().size(),
          timeout.getMessage());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Thread loop, Runnable stop) {
    stop.run();
    loop.interrupt();
    try {
      if (!loop.join(STOP_PATIENCE)) {
        log.warn("{} does not end", loop.getName());
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
