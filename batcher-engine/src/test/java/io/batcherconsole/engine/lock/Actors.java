package io.batcherconsole.engine.lock;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.UserTag;
import java.math.BigInteger;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Makes actors for tests. */
final class Actors {
  private final AtomicLong serials = new AtomicLong();

  /** A proof of a user, known by one letter. */
  Actor.Proof proof(String user, long nonce) {
    String address = "0x" + user.toLowerCase(Locale.ROOT).repeat(40).substring(0, 40);
    return new Actor.Proof(
        serials.incrementAndGet(), new UserTag(user, address), BigInteger.valueOf(nonce), 1);
  }
}
