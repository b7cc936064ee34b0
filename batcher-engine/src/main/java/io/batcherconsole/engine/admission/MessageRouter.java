package io.batcherconsole.engine.admission;

import io.batcherconsole.engine.batch.Market;
import io.batcherconsole.engine.chain.ChainException;
import io.batcherconsole.engine.chain.PaymentService;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.ConnectionsView;
import io.batcherconsole.engine.event.ContentionView.NoLock;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.fault.FaultInjector;
import io.batcherconsole.engine.fault.FaultPoint;
import io.batcherconsole.engine.fault.FaultSubject;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.locking.LockingStrategy;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.ClientMessage;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.ServerMessage.GetLastMaxFeeResponse;
import io.batcherconsole.engine.protocol.ServerMessage.GetNonceResponse;
import io.batcherconsole.engine.protocol.SignatureRecovery;
import io.batcherconsole.engine.server.MessageHandler;
import io.batcherconsole.engine.server.ReplySink;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.UserNames;
import io.batcherconsole.engine.verify.VerifierPool;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages of all connections: submissions go down the pipeline, questions are answered
 * here. A question takes the batch lock alone, so that it never waits behind a verification, unless
 * the locking strategy has it otherwise.
 */
public final class MessageRouter implements MessageHandler {
  private static final Logger log = LoggerFactory.getLogger(MessageRouter.class);

  private final AdmissionPipeline pipeline;
  private final MessageChecks checks;
  private final AdmissionRules rules;
  private final LockingStrategy locking;
  private final BatchState state;
  private final PaymentService payments;
  private final Retry retry;
  private final UserNames names;
  private final FaultInjector faults;
  private final Journal journal;
  private final AtomicLong serials;

  /**
   * @param market what submissions are measured by, replaced once a block
   * @param listener told how each submission's admission ends
   * @param serials where actors get their numbers from, shared by the whole engine
   */
  public MessageRouter(
      AdmissionRules rules,
      Supplier<Market> market,
      PaymentService payments,
      Retry retry,
      SignatureRecovery signatures,
      UserNames names,
      LockingStrategy locking,
      BatchState state,
      VerifierPool verifiers,
      FaultInjector faults,
      Journal journal,
      AdmissionListener listener,
      AtomicLong serials) {
    this.checks = new MessageChecks(rules, market, payments, retry, signatures, names, serials);
    this.pipeline =
        new AdmissionPipeline(
            rules,
            checks,
            payments,
            retry,
            locking,
            state,
            new VerificationStep(rules, market, locking, verifiers, faults, journal),
            journal,
            listener);
    this.rules = rules;
    this.locking = locking;
    this.state = state;
    this.payments = payments;
    this.retry = retry;
    this.names = names;
    this.faults = faults;
    this.journal = journal;
    this.serials = serials;
  }

  @Override
  public void opened(ReplySink client) {
    journal.connection(client.connection(), true);
  }

  @Override
  public void handle(ReplySink client, ClientMessage message, long receivedAt)
      throws InterruptedException {
    long startedAt = journal.now();
    try {
      switch (message) {
        case ClientMessage.SubmitProof submission -> pipeline.admit(client, submission, receivedAt);
        case ClientMessage.GetNonceForAddress(Address user) -> client.send(nonce(user));
        case ClientMessage.GetLastMaxFee(Address user) -> client.send(lastMaxFee(user));
      }
    } finally {
      journal
          .contention()
          .used(NoLock.OWN_CONNECTION, startedAt - receivedAt, journal.now() - startedAt);
    }
  }

  private GetNonceResponse nonce(Address asked) throws InterruptedException {
    Address user = rules.payerFor(asked);
    BigInteger known;
    Actor.Query query = query(user);
    try {
      locking.beforeNonceQuery(query);
      try (BatchState.Access access = state.enter(query, LockSite.NONCE_QUERY)) {
        known = access.standing(user).nextNonce();
      }
    } catch (LockTimeoutException timeout) {
      log.warn("nonce of {} not told: {}", user, timeout.getMessage());
      return new ServerMessage.ServerBusy();
    }
    if (known != null) {
      return new ServerMessage.Nonce(known);
    }
    try {
      return new ServerMessage.Nonce(retry.call("nonce", () -> payments.nonce(user)));
    } catch (ChainException unavailable) {
      log.warn("nonce of {} not told: {}", user, unavailable.getMessage());
      return new ServerMessage.NonceEthRpcError("Eth RPC error");
    }
  }

  private GetLastMaxFeeResponse lastMaxFee(Address asked) throws InterruptedException {
    Address user = rules.payerFor(asked);
    try (BatchState.Access access = state.enter(query(user), LockSite.LAST_MAX_FEE_QUERY)) {
      return new ServerMessage.LastMaxFee(access.maxFeeLimit(user));
    } catch (LockTimeoutException timeout) {
      log.warn("last max fee of {} not told: {}", user, timeout.getMessage());
      return new ServerMessage.ServerBusy();
    }
  }

  private Actor.Query query(Address user) {
    return new Actor.Query(serials.incrementAndGet(), names.tag(user));
  }

  @Override
  public void undecodable(ReplySink client, String reason, int bytes) {
    journal.undecodable();
    log.info(
        "{} bytes on connection {} are no protocol message and got no reply: {}",
        bytes,
        client.connection(),
        reason);
  }

  @Override
  public List<ConnectionsView.Lane> lanes(ReplySink client) {
    return checks.usersOf(client).entrySet().stream()
        .map(user -> new ConnectionsView.Lane(names.tag(user.getKey()), user.getValue()))
        .toList();
  }

  @Override
  public boolean asksBeforeReplies(ReplySink client) {
    return faults.armed(FaultPoint.REPLY);
  }

  /** Replies to a connection over which several users' proofs came count as each one's. */
  @Override
  public boolean beforeReply(ReplySink client) throws InterruptedException {
    Map<Address, Integer> users = checks.usersOf(client);
    if (users.isEmpty()) {
      return !faults
          .pass(FaultPoint.REPLY, FaultSubject.of("reply on connection " + client.connection()))
          .isLost();
    }
    boolean written = true;
    for (Map.Entry<Address, Integer> user : users.entrySet()) {
      UserTag tag = names.tag(user.getKey());
      FaultSubject subject =
          new FaultSubject("reply to " + tag.name(), null, tag, user.getValue(), null);
      written &= !faults.pass(FaultPoint.REPLY, subject).isLost();
    }
    return written;
  }

  @Override
  public void closed(ReplySink client) {
    checks.connectionClosed(client);
    journal.connection(client.connection(), false);
  }
}
