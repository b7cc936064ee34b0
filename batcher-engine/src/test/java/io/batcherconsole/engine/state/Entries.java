package io.batcherconsole.engine.state;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.protocol.ServerMessage;
import io.batcherconsole.engine.protocol.VerificationCommitment;
import io.batcherconsole.engine.protocol.VerificationData;
import io.batcherconsole.engine.server.ReplySink;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Queue entries for tests: users by letter, fees and nonces by number. */
public final class Entries {
  private long serial;

  /** Keeps what it was sent. */
  public static final class RecordingSink implements ReplySink {
    private final List<ServerMessage> sent = new CopyOnWriteArrayList<>();

    public List<ServerMessage> sent() {
      return sent;
    }

    @Override
    public long connection() {
      return 1;
    }

    @Override
    public void send(ServerMessage message) {
      sent.add(message);
    }

    @Override
    public boolean awaitSent(Duration timeout) {
      return true;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** The address of the user with that letter. */
  public static Address address(char user) {
    byte[] bytes = new byte[Address.SIZE];
    bytes[Address.SIZE - 1] = (byte) user;
    return new Address(Bytes.wrap(bytes));
  }

  /** A proof of {@code user} with a max fee in wei and 100 bytes. */
  public QueueEntry entry(char user, long nonce, long maxFee) {
    return entry(user, nonce, maxFee, 100);
  }

  /** A proof of {@code user} with a max fee in wei and a proof of {@code bytes} bytes. */
  public QueueEntry entry(char user, long nonce, long maxFee, int bytes) {
    serial++;
    VerificationData data =
        new VerificationData(
            ProvingSystem.GNARK_GROTH16_BN254,
            Bytes.wrap(new byte[bytes]),
            null,
            null,
            null,
            address(user));
    Actor.Proof proof =
        new Actor.Proof(
            serial,
            new UserTag(String.valueOf(user), address(user).toString()),
            BigInteger.valueOf(nonce),
            1);
    return new QueueEntry(
        proof,
        address(user),
        BigInteger.valueOf(nonce),
        BigInteger.valueOf(maxFee),
        data,
        VerificationCommitment.of(data),
        new RecordingSink(),
        serial,
        0);
  }
}
