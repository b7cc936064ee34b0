package io.batcherconsole.engine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which submissions are owed their last reply, and which clients are waited for to take theirs.
 * Safe from any thread; bounded by the proofs on their way and by the clients that are there, once
 * {@link #owed} is asked now and then.
 */
final class ReplyBook {
  /** By the serial of the proof. */
  private final Map<Long, Debt> debts = new ConcurrentHashMap<>();

  /**
   * @param client whether somebody is there to get the reply
   * @param ended null while the proof is on its way
   */
  private record Debt(BooleanSupplier client, @Nullable OwedReply ended) {}

  /** By the serial of the proof. */
  private final Map<Long, AwaitedClient> awaited = new ConcurrentHashMap<>();

  void opened(Actor.Proof proof, BooleanSupplier client) {
    debts.put(proof.serial(), new Debt(client, null));
  }

  /** The proof ended; one whose client left ({@link Stage#ABANDONED}) is owed nothing. */
  void ended(Actor.Proof proof, Stage stage, long at) {
    debts.computeIfPresent(
        proof.serial(),
        (serial, debt) ->
            stage == Stage.ABANDONED
                ? null
                : new Debt(debt.client(), new OwedReply(proof, stage, at)));
  }

  void answered(Actor.Proof proof) {
    debts.remove(proof.serial());
  }

  /** Proofs that ended and whose clients are there and wait. */
  List<OwedReply> owed() {
    List<OwedReply> owed = new ArrayList<>();
    debts.forEach(
        (serial, debt) -> {
          OwedReply ended = debt.ended();
          if (ended == null) {
            return;
          }
          if (debt.client().getAsBoolean()) {
            owed.add(ended);
          } else {
            debts.remove(serial, debt);
          }
        });
    return owed;
  }

  void awaits(Actor.Proof proof, long at) {
    awaited.put(proof.serial(), new AwaitedClient(proof, at));
  }

  void awaitsNoMore(Actor.Proof proof) {
    awaited.remove(proof.serial());
  }

  List<AwaitedClient> awaited() {
    return List.copyOf(awaited.values());
  }
}
