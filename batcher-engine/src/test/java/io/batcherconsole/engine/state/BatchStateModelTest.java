package io.batcherconsole.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.Journal;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.LockSite;
import io.batcherconsole.engine.lock.LockRegistry;
import io.batcherconsole.engine.runtime.LiveRuntime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories against a straightforward model. After each step the invariants of {@code
 * package-info} hold, and the state's rulings agree with the model's sums.
 */
class BatchStateModelTest {
  private static final int LIMIT = 12;
  private static final char[] USERS = {'A', 'B', 'C', 'D'};

  private final Map<Character, Model> models = new HashMap<>();
  private final Entries entries = new Entries();
  private final LiveRuntime runtime = new LiveRuntime(1);
  private final BatchState state =
      new BatchState(
          new LockRegistry(runtime, new Journal(runtime, 1 << 10)).create(LockKind.BATCH, "batch"),
          Duration.ofSeconds(5),
          LIMIT,
          10);
  private final Random random = new Random();
  private List<QueueEntry> batch = List.of();

  /** What one user has; {@code chainNonce} grows with every settled proof. */
  private static final class Model {
    private long chainNonce;
    private final TreeMap<Long, QueueEntry> queued = new TreeMap<>();
    private final TreeMap<Long, QueueEntry> inFlight = new TreeMap<>();
  }

  private Model of(char user) {
    return models.computeIfAbsent(user, name -> new Model());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 2014, 2017, 77})
  void everyHistoryKeepsTheInvariants(long seed) throws Exception {
    random.setSeed(seed);
    for (char user : USERS) {
      of(user).chainNonce = random.nextInt(5);
    }
    for (int step = 0; step < 4_000; step++) {
      String what = step();
      check("seed " + seed + ", step " + step + ": " + what);
    }
  }

  private String step() throws Exception {
    int choice = random.nextInt(100);
    try (BatchState.Access access = state.enter(new Actor.Upkeep(1, "test"), LockSite.VALIDATE)) {
      if (choice < 60) {
        return submit(access);
      }
      if (choice < 70) {
        return replace(access);
      }
      if (choice < 90) {
        return batch.isEmpty() ? take(access) : finish(access);
      }
      if (choice < 95) {
        char user = user();
        removed(access.removeQueued(Entries.address(user)));
        return "removed what " + user + " had queued";
      }
      if (choice < 97) {
        removed(access.flush());
        return "flushed";
      }
      return submit(access);
    }
  }

  private String submit(BatchState.Access access) {
    char user = user();
    long fee = Math.min(limit(user), 1 + random.nextInt(1000));
    QueueEntry entry = entries.entry(user, next(user), fee);
    Ruling ruling = access.judge(entry.sender(), entry.nonce(), entry.maxFee(), funds(user));
    assertThat(ruling).isEqualTo(new Ruling.Append());
    switch (access.roomFor(entry.maxFee())) {
      case Room.Free() -> assertThat(state.size()).isLessThan(LIMIT);
      case Room.None() -> {
        assertThat(lowest().maxFee()).isGreaterThanOrEqualTo(entry.maxFee());
        return user + " found no room";
      }
      case Room.InsteadOf(QueueEntry victim) -> {
        assertThat(victim).isEqualTo(lowest());
        assertThat(name(victim))
            .as("fees never rise, so nobody evicts their own")
            .isNotEqualTo(user);
        access.remove(victim);
        removed(List.of(victim));
      }
    }
    access.push(entry, funds(user));
    of(user).queued.put(entry.nonce().longValueExact(), entry);
    return user + " submitted " + entry.nonce();
  }

  private String replace(BatchState.Access access) {
    char user = user();
    if (of(user).queued.isEmpty()) {
      return user + " has nothing to replace";
    }
    List<Long> nonces = List.copyOf(of(user).queued.keySet());
    long nonce = nonces.get(random.nextInt(nonces.size()));
    QueueEntry old = Objects.requireNonNull(of(user).queued.get(nonce));
    long fee = old.maxFee().longValueExact() + random.nextInt(200);
    QueueEntry replacement = entries.entry(user, nonce, fee);
    Ruling ruling =
        access.judge(replacement.sender(), replacement.nonce(), replacement.maxFee(), funds(user));
    QueueEntry before = before(user, nonce);
    long least = old.maxFee().longValueExact() + old.maxFee().longValueExact() * 10 / 100;
    if (fee < least) {
      assertThat(ruling)
          .isEqualTo(
              new Ruling.Refused(
                  Ruling.Reason.BUMP_TOO_SMALL,
                  BigInteger.valueOf(fee),
                  BigInteger.valueOf(least)));
      return "bump below " + least;
    }
    if (before != null && before.maxFee().longValueExact() < fee) {
      assertThat(ruling)
          .isEqualTo(
              new Ruling.Refused(
                  Ruling.Reason.CHEAPER_PROOF_BEFORE, BigInteger.valueOf(fee), before.maxFee()));
      return "a cheaper one before it";
    }
    assertThat(ruling).isEqualTo(new Ruling.Replace(old));
    access.replace(old, replacement);
    of(user).queued.put(nonce, replacement);
    return user + " replaced " + nonce;
  }

  private String take(BatchState.Access access) {
    List<QueueEntry> highest = new ArrayList<>();
    int count = random.nextInt(LIMIT);
    for (QueueEntry entry : state.fromHighest()) {
      if (highest.size() == count) {
        break;
      }
      highest.add(entry);
    }
    batch = highest.reversed();
    access.take(batch);
    for (QueueEntry entry : batch) {
      long nonce = entry.nonce().longValueExact();
      of(name(entry)).queued.remove(nonce);
      of(name(entry)).inFlight.put(nonce, entry);
    }
    return "took " + batch.size();
  }

  private String finish(BatchState.Access access) {
    List<QueueEntry> finished = batch;
    batch = List.of();
    int choice = random.nextInt(3);
    if (choice == 0) {
      access.settle(finished, BigInteger.valueOf(3));
      for (QueueEntry entry : finished) {
        of(name(entry)).inFlight.remove(entry.nonce().longValueExact());
        of(name(entry)).chainNonce++;
      }
      return "settled " + finished.size();
    }
    if (choice == 1) {
      List<QueueEntry> overflow = access.restore(finished);
      unflown(finished);
      finished.forEach(entry -> of(name(entry)).queued.put(entry.nonce().longValueExact(), entry));
      removed(overflow);
      return "restored " + finished.size() + ", no room for " + overflow.size();
    }
    char broke = name(finished.isEmpty() ? entries.entry('A', 0, 1) : finished.getFirst());
    List<QueueEntry> unpaid = finished.stream().filter(entry -> name(entry) == broke).toList();
    List<QueueEntry> others = finished.stream().filter(entry -> name(entry) != broke).toList();
    List<QueueEntry> gone = access.giveUp(unpaid);
    List<QueueEntry> overflow = access.restore(others);
    unflown(finished);
    others.forEach(entry -> of(name(entry)).queued.put(entry.nonce().longValueExact(), entry));
    removed(gone);
    removed(overflow);
    return broke + " could not pay";
  }

  private void check(String what) throws Exception {
    int inQueue = models.values().stream().mapToInt(ofUser -> ofUser.queued.size()).sum();
    assertThat(state.size()).as(what).isEqualTo(inQueue).isLessThanOrEqualTo(LIMIT);
    long bytes =
        9
            + models.values().stream()
                .flatMap(ofUser -> ofUser.queued.values().stream())
                .mapToLong(QueueEntry::sizeBound)
                .sum();
    assertThat(state.bytes()).as(what).isEqualTo(bytes);
    for (char user : USERS) {
      checkUser(user, what);
    }
  }

  private void checkUser(char user, String what) throws Exception {
    List<QueueEntry> all = new ArrayList<>(of(user).inFlight.values());
    all.addAll(of(user).queued.values());
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).nonce())
          .as(what + ": nonces of " + user + " without a gap")
          .isEqualTo(all.get(i - 1).nonce().add(BigInteger.ONE));
      assertThat(all.get(i).maxFee())
          .as(what + ": fees of " + user + " never rise")
          .isLessThanOrEqualTo(all.get(i - 1).maxFee());
    }
    BigInteger committed =
        all.stream().map(QueueEntry::maxFee).reduce(BigInteger.ZERO, BigInteger::add);
    try (BatchState.Access access = state.enter(new Actor.Upkeep(1, "test"), LockSite.VALIDATE)) {
      Standing standing = access.standing(Entries.address(user));
      BigInteger next = BigInteger.valueOf(next(user));
      assertThat(standing.nextNonce())
          .as(what + ": next nonce of " + user)
          .isEqualTo(all.isEmpty() ? null : next);
      BigInteger fee = BigInteger.ONE;
      Funds exact = new Funds(next, all.isEmpty(), committed.add(fee), standing.charged());
      Funds short1 = new Funds(next, all.isEmpty(), committed, standing.charged());
      assertThat(access.judge(Entries.address(user), next, fee, exact))
          .as(what + ": the sum of fees of " + user)
          .isEqualTo(new Ruling.Append());
      assertThat(access.judge(Entries.address(user), next, fee, short1))
          .as(what + ": the sum of fees of " + user)
          .isEqualTo(
              new Ruling.Refused(
                  Ruling.Reason.INSUFFICIENT_BALANCE, committed.add(fee), committed));
    }
  }

  private void removed(List<QueueEntry> gone) {
    gone.forEach(
        entry -> {
          of(name(entry)).queued.remove(entry.nonce().longValueExact(), entry);
          of(name(entry)).inFlight.remove(entry.nonce().longValueExact(), entry);
        });
  }

  private void unflown(List<QueueEntry> finished) {
    finished.forEach(entry -> of(name(entry)).inFlight.remove(entry.nonce().longValueExact()));
  }

  private QueueEntry lowest() {
    return models.values().stream()
        .flatMap(ofUser -> ofUser.queued.values().stream())
        .min(QueueEntry.LEAVES_FIRST)
        .orElseThrow();
  }

  private @Nullable QueueEntry before(char user, long nonce) {
    var lower = of(user).queued.lowerEntry(nonce);
    if (lower == null) {
      lower = of(user).inFlight.lowerEntry(nonce);
    }
    return lower == null ? null : lower.getValue();
  }

  private Funds funds(char user) {
    boolean idle = of(user).queued.isEmpty() && of(user).inFlight.isEmpty();
    return new Funds(BigInteger.valueOf(next(user)), idle, BigInteger.TEN.pow(18), BigInteger.ZERO);
  }

  private long next(char user) {
    if (!of(user).queued.isEmpty()) {
      return of(user).queued.lastKey() + 1;
    }
    return of(user).inFlight.isEmpty() ? of(user).chainNonce : of(user).inFlight.lastKey() + 1;
  }

  private long limit(char user) {
    if (!of(user).queued.isEmpty()) {
      return of(user).queued.lastEntry().getValue().maxFee().longValueExact();
    }
    return of(user).inFlight.isEmpty()
        ? Long.MAX_VALUE
        : of(user).inFlight.lastEntry().getValue().maxFee().longValueExact();
  }

  private static char name(QueueEntry entry) {
    return entry.proof().user().name().charAt(0);
  }

  private char user() {
    return USERS[random.nextInt(USERS.length)];
  }
}
