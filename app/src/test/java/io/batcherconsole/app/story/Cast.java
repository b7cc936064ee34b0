package io.batcherconsole.app.story;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.UserTag;
import java.math.BigInteger;
import java.util.List;

/** Who is in the story. */
public final class Cast {
  public static final UserTag A = new UserTag("A", "0x14dc79964da2c08b23698b3d3cc7ca32193d9955");
  public static final UserTag B = new UserTag("B", "0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f");
  public static final UserTag C = new UserTag("C", "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65");
  public static final UserTag D = new UserTag("D", "0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc");

  /** Six who only submit small proofs now and then. */
  public static final List<UserTag> OTHERS =
      List.of(
          new UserTag("E", "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"),
          new UserTag("F", "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"),
          new UserTag("G", "0x90f79bf6eb2c4f870365e785982e1f101e93b906"),
          new UserTag("H", "0x976ea74026e726554db657fa54763abd0c3a0aa9"),
          new UserTag("I", "0xa0ee7a142d267c1f36714e4a8f75612f20a79720"),
          new UserTag("J", "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"));

  private Cast() {}

  /** Everyone, in order of first contact. */
  public static List<UserTag> users() {
    List<UserTag> all = new java.util.ArrayList<>(List.of(A, B, C, D));
    all.addAll(OTHERS);
    return List.copyOf(all);
  }

  /** The user's proof with that nonce. Its serial follows from both, so that it is stable. */
  public static Actor.Proof proof(UserTag user, int nonce, int connection) {
    long serial = (user.name().charAt(0) - 'A' + 1) * 1000L + nonce;
    return new Actor.Proof(serial, user, BigInteger.valueOf(nonce), connection);
  }

  /** The lock of {@code user}. */
  public static LockId lockOf(UserTag user) {
    return new LockId(LockKind.USER, "user " + user.name(), 2 + user.name().charAt(0) - 'A');
  }

  public static LockId batchLock() {
    return new LockId(LockKind.BATCH, "batch", 1);
  }
}
