package io.batcherconsole.app.story;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.LockId;
import io.batcherconsole.engine.event.LockKind;
import io.batcherconsole.engine.event.UserTag;
import java.math.BigInteger;
import java.util.List;

/** Who is in the story. */
public final class Cast {
  public static final UserTag A = new UserTag("A", "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955");
  public static final UserTag B = new UserTag("B", "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f");
  public static final UserTag C = new UserTag("C", "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65");
  public static final UserTag D = new UserTag("D", "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc");

  /** Six who only submit small proofs now and then. */
  public static final List<UserTag> OTHERS =
      List.of(
          new UserTag("E", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
          new UserTag("F", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"),
          new UserTag("G", "0x90F79bf6EB2c4f870365E785982E1f101E93b906"),
          new UserTag("H", "0x976EA74026E726554dB657fA54763abd0C3a0aa9"),
          new UserTag("I", "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"),
          new UserTag("J", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));

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
