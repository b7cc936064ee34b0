package io.batcherconsole.engine.locking;

import io.batcherconsole.engine.admission.AdmissionListener;
import io.batcherconsole.engine.admission.AdmissionRules;
import io.batcherconsole.engine.admission.MessageRouter;
import io.batcherconsole.engine.batch.FeeRules;
import io.batcherconsole.engine.batch.Market;
import io.batcherconsole.engine.chain.Retry;
import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockBoard.LockView;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockOrderMonitor;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.lock.LockTimeoutException;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ClientMessage;
import io.batcherconsole.engine.protocol.NoncedVerificationData;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.Secp256k1;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.SignatureRecovery;
import io.batcherconsole.engine.protocol.SubmissionSigner;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.runtime.Awaiting;
import io.batcherconsole.engine.runtime.EngineRuntime;
import io.batcherconsole.engine.runtime.LiveRuntime;
import io.batcherconsole.engine.server.ReplySink;
import io.batcherconsole.engine.state.BatchState;
import io.batcherconsole.engine.state.QueueEntry;
import io.batcherconsole.engine.state.UserNames;
import io.batcherconsole.engine.verify.ProofVerifier;
import io.batcherconsole.engine.verify.Verdict;
import io.batcherconsole.engine.verify.VerifierPool;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * The engine's own pipeline, state and locks under one design; chain and verifier are doubles, and
 * users A, B and C sign for real.
 */
final class World implements AutoCloseable {
  private static final BigInteger CHAIN = BigInteger.valueOf(31_337);
  private static final List<String> USERS = List.of("A", "B", "C");

  final EngineRuntime runtime = new LiveRuntime(1);
  final Journal journal = new Journal(runtime, 1 << 12);
  final LockOrderMonitor lockOrder;
  final LockRegistry registry;
  final BatchState state;
  final LockingStrategy locking;
  final Findings findings;
  final AtomicLong serials = new AtomicLong();
  final FakePayments payments = new FakePayments();
  final GatedFaults atVerify = new GatedFaults(journal);
  final Market market = new Market(FeeRules.DEFAULT.at(BigInteger.ZERO), BigInteger.ZERO);
  final Retry retry = new Retry(runtime, Retry.Backoff.UNDER_A_LOCK);

  private final CountingVerifier verifier = new CountingVerifier();
  private final VerifierPool pool =
      new VerifierPool(runtime, List.of(verifier), 2, new SecureRandom());
  private final Secp256k1 curve = Secp256k1.fastest();
  private final MessageRouter router;
  private final List<Thread> clients = new ArrayList<>();
  private final AtomicLong connections = new AtomicLong();

  World(LockingDesign design, Duration timeout, int queueLimit) {
    this(design, timeout, queueLimit, strategy -> strategy);
  }

  private World(
      LockingDesign design,
      Duration timeout,
      int queueLimit,
      UnaryOperator<LockingStrategy> change) {
    this.lockOrder = new LockOrderMonitor(runtime, design.order());
    this.registry = new LockRegistry(runtime, journal, lockOrder);
    this.state = new BatchState(registry.create(LockKind.BATCH, "batch"), timeout, queueLimit, 10);
    this.locking = change.apply(design.create(registry, timeout));
    this.findings = new Findings(this);
    this.router =
        new MessageRouter(
            new AdmissionRules(
                CHAIN, payments.address(), 1 << 20, true, Set.of(), Set.of(), Optional.empty()),
            () -> market,
            payments,
            retry,
            new SignatureRecovery(curve),
            new UserNames(Map.of(address("A"), "A", address("B"), "B", address("C"), "C")),
            locking,
            state,
            pool,
            atVerify,
            journal,
            AdmissionListener.NONE,
            serials);
  }

  /** A world in which nobody waits in vain. */
  static World of(LockingDesign design, int queueLimit) {
    return new World(design, Duration.ofSeconds(30), queueLimit);
  }

  /** A world in which nobody waits in vain, with a change of the design. */
  static World of(LockingDesign design, int queueLimit, UnaryOperator<LockingStrategy> change) {
    return new World(design, Duration.ofSeconds(30), queueLimit, change);
  }

  /** Finds every proof valid, and counts. */
  private static final class CountingVerifier implements ProofVerifier {
    private final AtomicInteger verified = new AtomicInteger();

    @Override
    public ProvingSystem system() {
      return ProvingSystem.GNARK_GROTH16_BN254;
    }

    @Override
    public Verdict verify(VerificationData data) {
      verified.incrementAndGet();
      return new Verdict.Valid();
    }
  }

  /** One connection with one submission on its way. */
  static final class Client implements ReplySink {
    private final long connection;
    private final List<ServerMessage> replies = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean done;

    /** Closed for a client that does not read. */
    final Gate reading = new Gate();

    private Client(long connection) {
      this.connection = connection;
    }

    List<ServerMessage> replies() {
      return replies;
    }

    /** Whether admission is through with the submission. */
    boolean done() {
      return done;
    }

    @Override
    public long connection() {
      return connection;
    }

    @Override
    public void send(ServerMessage message) {
      replies.add(message);
    }

    @Override
    public boolean awaitSent(Duration timeout) throws InterruptedException {
      reading.pass();
      return true;
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static Bytes key(String user) {
    return Bytes.fromHex("%064x".formatted(USERS.indexOf(user) + 1));
  }

  Address address(String user) {
    return curve.address(key(user));
  }

  /** Submits on a connection of its own, and returns at once. */
  Client submit(String user, long nonce, long maxFee) {
    VerificationData data =
        new VerificationData(
            ProvingSystem.GNARK_GROTH16_BN254,
            Bytes.wrap(new byte[] {(byte) nonce}),
            Bytes.EMPTY,
            Bytes.EMPTY,
            null,
            address(user));
    ClientMessage message =
        new SubmissionSigner(curve, key(user))
            .sign(
                new NoncedVerificationData(
                    data,
                    BigInteger.valueOf(nonce),
                    BigInteger.valueOf(maxFee),
                    CHAIN,
                    payments.address()));
    return send(message);
  }

  /** Asks for the user's nonce, and returns at once. */
  Client ask(String user) {
    return send(new ClientMessage.GetNonceForAddress(address(user)));
  }

  private Client send(ClientMessage message) {
    Client client = new Client(connections.incrementAndGet());
    clients.add(
        runtime.spawn(
            "client",
            () -> {
              try {
                router.handle(client, message, runtime.nanoTime());
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              client.done = true;
            }));
    return client;
  }

  /** Submits and waits until admission is through with it. */
  Client admit(String user, long nonce, long maxFee) {
    Client client = submit(user, nonce, maxFee);
    Awaiting.until(user + "·" + nonce + " is through", client::done);
    return client;
  }

  /** What the batcher answers to the user's question for a nonce. */
  ServerMessage nonceOf(String user) {
    Client client = ask(user);
    Awaiting.until("the question of " + user + " is answered", client::done);
    return client.replies().getFirst();
  }

  int verified() {
    return verifier.verified.get();
  }

  /** "A·0" and so on, highest fee first. */
  List<String> queued() {
    List<String> labels = new ArrayList<>();
    for (QueueEntry entry : state.fromHighest()) {
      labels.add(entry.proof().label());
    }
    return labels;
  }

  /** How many lock objects of that kind are held now. */
  long held(LockKind kind) {
    return locks(kind).stream().filter(lock -> lock.holder() != null).count();
  }

  /** How many wait for locks of that kind now. */
  int waiting(LockKind kind) {
    return locks(kind).stream().mapToInt(lock -> lock.waiters().size()).sum();
  }

  /** "B waits for A" for whoever is first in line of a lock of that kind. */
  List<String> blockers(LockKind kind) {
    List<String> sentences = new ArrayList<>();
    for (LockView lock : locks(kind)) {
      if (lock.holder() != null && !lock.waiters().isEmpty()) {
        sentences.add(
            lock.waiters().getFirst().actor().label()
                + " waits for "
                + lock.holder().actor().label());
      }
    }
    return sentences;
  }

  BooleanSupplier waits(LockKind kind, int count) {
    return () -> waiting(kind) == count;
  }

  private List<LockView> locks(LockKind kind) {
    return registry.board().locks().stream().filter(lock -> lock.id().kind() == kind).toList();
  }

  /** Takes the batch lock, as something else in the engine would. */
  BatchState.Access holdBatchLock() throws InterruptedException, LockTimeoutException {
    return state.enter(
        new Actor.Upkeep(serials.incrementAndGet(), "test"), LockSite.UNLOCK_REMOVAL);
  }

  @Override
  public void close() {
    registry.cancelAll();
    clients.forEach(Thread::interrupt);
    pool.stop();
    findings.close();
  }
}
