package io.batcherconsole.engine.diagnose;

import static io.batcherconsole.engine.diagnose.Look.START;
import static io.batcherconsole.engine.diagnose.Look.THRESHOLDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.event.FindingView;
import io.batcherconsole.engine.event.FindingView.Severity;
import io.batcherconsole.engine.locking.LockingDesign;
import io.batcherconsole.engine.state.Entries;
import io.batcherconsole.engine.state.StateAudit;
import io.batcherconsole.engine.state.StateAudit.UserAudit;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks of the books: what each finds, what it leaves alone, and when a finding ends. */
class BooksChecksTest {
  private final Entries entries = new Entries();

  /** A's nonces from 5 to {@code last}, the next expected one, and how many proofs there are. */
  private UserAudit user(long last, long next, int queued, long committed, @Nullable Long sum) {
    return new UserAudit(
        entries.entry('A', last, 100),
        BigInteger.valueOf(5),
        BigInteger.valueOf(last),
        BigInteger.valueOf(next),
        queued,
        0,
        BigInteger.valueOf(committed),
        sum == null ? null : BigInteger.valueOf(sum));
  }

  private static StateAudit audit(int queued, UserAudit... users) {
    return new StateAudit(START, queued, List.of(users));
  }

  @Test
  void aHoleInTheMiddleOfAUsersNonces() {
    Look look = new Look(new NonceGapCheck());
    assertThat(look.open()).as("nothing was read yet").isZero();

    look.audit = audit(2, user(7, 8, 2, 0, 0L));
    FindingView found = look.finding();
    assertThat(found.severity()).isEqualTo(Severity.VIOLATION);
    assertThat(found.hazard()).isEqualTo("arbitrary-eviction");
    assertThat(found.sentence())
        .isEqualTo("User A is left with a gap: 1 nonce of 5 to 7 nobody has.");

    look.audit = audit(3, user(7, 8, 3, 0, 0L));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aGapBeyondTheLastIsASilentDropAndADoubleNonceIsLostExclusion() {
    Look look = new Look(new NonceGapCheck());
    look.audit = audit(2, user(6, 8, 2, 0, 0L));
    assertThat(look.finding().hazard()).isEqualTo("silent-drop-on-restore");

    Look twice = new Look(new NonceGapCheck());
    twice.design = LockingDesign.PER_USER_DRAFT;
    twice.audit = audit(3, user(6, 7, 3, 0, 0L));
    assertThat(twice.finding().hazard()).isEqualTo("lost-exclusion");
    assertThat(twice.finding().sentence()).startsWith("User A has a nonce twice");
  }

  @Test
  void feesThatAreNotWhatTheProofsOffer() {
    Look look = new Look(new FeesCheck());
    look.audit = audit(2, user(6, 7, 2, 200, 200L));
    assertThat(look.open()).isZero();
    look.audit = audit(2, user(6, 7, 2, 200, null));
    assertThat(look.open()).as("not added up this time").isZero();

    look.audit = audit(2, user(6, 7, 2, 300, 200L));
    assertThat(look.finding().severity()).isEqualTo(Severity.VIOLATION);
    assertThat(look.finding().sentence())
        .isEqualTo(
            "User A's books say that 300 wei are spoken for, and the proofs come to 200 wei.");
    assertThat(look.finding().detail()).startsWith("A difference of 100 wei over 2 proofs");

    look.audit = audit(2, user(6, 7, 2, 300, null));
    assertThat(look.ends()).as("they are not added up each time and stay wrong").isFalse();

    look.audit = audit(2, user(6, 7, 2, 200, 200L));
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aQueueOverItsLimit() {
    Look look = new Look(new QueueLimitCheck());
    look.design = LockingDesign.PER_USER_DRAFT;
    look.queued = 10;
    assertThat(look.open()).as("full is within").isZero();

    look.queued = 12;
    assertThat(look.finding().hazard()).isEqualTo("queue-overflow");
    assertThat(look.finding().sentence())
        .isEqualTo("The queue holds 12 proofs, 2 more than its limit of 10.");

    look.queued = 9;
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aProofThatStaysUnaccountedFor() {
    Look look = new Look(new ConservationCheck(THRESHOLDS));
    look.counters = Look.counters(5, 4);
    assertThat(look.open()).as("one may be in motion").isZero();
    look.counters = Look.counters(5, 5);
    assertThat(look.later(1900).open()).isZero();
    look.counters = Look.counters(5, 4);
    assertThat(look.later(200).open()).as("off anew").isZero();

    assertThat(look.later(THRESHOLDS.unbalanced().toMillis()).finding().sentence())
        .isEqualTo("5 proofs came in and 4 are accounted for.");

    look.counters = Look.counters(5, 5);
    assertThat(look.ends()).isTrue();
  }

  @Test
  void aQueueThatHoldsMoreThanItsUsersBooks() {
    Look look = new Look(new ConservationCheck(THRESHOLDS));
    look.audit = audit(2, user(6, 7, 2, 0, 0L));
    assertThat(look.open()).isZero();

    look.audit = audit(3, user(6, 7, 2, 0, 0L));
    assertThat(look.finding().severity()).isEqualTo(Severity.VIOLATION);
    assertThat(look.finding().sentence())
        .isEqualTo("The queue holds 3 proofs, and by their users' books there are 2.");
  }
}
