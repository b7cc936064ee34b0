package io.batcherconsole.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The decoders on damaged messages: each gives a value that survives a round trip, or a
 * DecodeException, and allocates no more than in proportion to the input.
 *
 * <p>{@code -Dfuzz.cases=N -Dfuzz.seed=S} makes a longer or another run.
 */
class CborMutationTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 10_000);
  private static final long SEED = Long.getLong("fuzz.seed", 5_470_113);

  /** Bytes a decoder may allocate for an input of no size, and for each byte of it. */
  private static final long FIXED = 64 << 10;

  private static final long PER_BYTE = 64;

  /** Heads that claim a lot: lengths of 2^31 to 2^64, indefinite lengths, tags, nesting. */
  private static final List<Bytes> NASTY =
      List.of(
          Bytes.fromHex("5bffffffffffffffff"),
          Bytes.fromHex("5b000000007fffffff"),
          Bytes.fromHex("5a7fffffff"),
          Bytes.fromHex("7b7fffffffffffffff"),
          Bytes.fromHex("7a80000000"),
          Bytes.fromHex("9bffffffffffffffff"),
          Bytes.fromHex("9a7fffffff"),
          Bytes.fromHex("bb7fffffffffffffff"),
          Bytes.fromHex("ba7fffffff"),
          Bytes.fromHex("5f"),
          Bytes.fromHex("7f"),
          Bytes.fromHex("9f"),
          Bytes.fromHex("bf"),
          Bytes.fromHex("ff"),
          Bytes.fromHex("f6"),
          Bytes.fromHex("f7"),
          Bytes.fromHex("fb7ff0000000000000"),
          Bytes.fromHex("c2"),
          Bytes.fromHex("dbffffffffffffffff"),
          Bytes.fromHex("1bffffffffffffffff"),
          Bytes.fromHex("3bffffffffffffffff"),
          Bytes.fromHex("81".repeat(400)),
          Bytes.fromHex("a1616181".repeat(300)));

  private static final CborCodec CODEC = new CborCodec();

  private final Random random = new Random(SEED);
  private final List<byte[]> corpus = corpus();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** One way to read a message, and to write it again. */
  private enum Way {
    CLIENT {
      @Override
      byte[] roundTrip(byte[] message) throws DecodeException {
        return CODEC.encode(CODEC.decodeClient(message));
      }
    },
    SUBMIT_REPLY {
      @Override
      byte[] roundTrip(byte[] message) throws DecodeException {
        return CODEC.encode(CODEC.decodeSubmitProofResponse(message));
      }
    },
    NONCE_REPLY {
      @Override
      byte[] roundTrip(byte[] message) throws DecodeException {
        return CODEC.encode(CODEC.decodeGetNonceResponse(message));
      }
    },
    FEE_REPLY {
      @Override
      byte[] roundTrip(byte[] message) throws DecodeException {
        return CODEC.encode(CODEC.decodeGetLastMaxFeeResponse(message));
      }
    },
    BATCH {
      @Override
      byte[] roundTrip(byte[] message) throws DecodeException {
        return CODEC.encodeBatch(CODEC.decodeBatch(message));
      }
    },
    ALIGNED {
      @Override
      byte[] roundTrip(byte[] message) throws DecodeException {
        return CODEC.encode(CODEC.decodeAlignedVerificationData(message));
      }
    };

    /** What is written for what was read: the canonical form. */
    abstract byte[] roundTrip(byte[] message) throws DecodeException;
  }

  @Test
  void damagedMessagesAreReadOrRefused() {
    int read = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] message = mutate(corpus.get(random.nextInt(corpus.size())));
      for (Way way : Way.values()) {
        if (survives(way, message, i)) {
          read++;
        }
      }
    }
    // Neither all refused nor all read: the mutations reach deep and do damage.
    assertThat(read).isBetween(CASES / 50, CASES);
  }

  private boolean survives(Way way, byte[] message, int index) {
    try {
      byte @Nullable [] written = attempt(way, message); // the first time, the JVM links code
      long before = threads.getCurrentThreadAllocatedBytes();
      byte @Nullable [] again = attempt(way, message);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(again).isEqualTo(written);
      assertThat(allocated).isLessThan(FIXED + PER_BYTE * message.length);
      if (written == null) {
        return false;
      }
      assertThat(way.roundTrip(written)).isEqualTo(written);
      return true;
    } catch (DecodeException | RuntimeException | Error bug) {
      throw new AssertionError(
          "seed %d, case %d, %s: %s".formatted(SEED, index, way, Bytes.wrap(message).toHex()), bug);
    }
  }

  private static byte @Nullable [] attempt(Way way, byte[] message) {
    try {
      return way.roundTrip(message);
    } catch (DecodeException refused) {
      return null;
    }
  }

  private byte[] mutate(byte[] original) {
    byte[] message = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      message = mutateOnce(message);
    }
    return message;
  }

  private byte[] mutateOnce(byte[] message) {
    if (message.length == 0) {
      return corpus.getFirst();
    }
    int at = random.nextInt(message.length);
    int to = at + random.nextInt(message.length - at + 1);
    return switch (random.nextInt(7)) {
      case 0 -> {
        message[at] ^= (byte) (1 << random.nextInt(8));
        yield message;
      }
      case 1 -> {
        message[at] = (byte) random.nextInt(256);
        yield message;
      }
      case 2 -> Arrays.copyOf(message, at);
      case 3 -> splice(message, at, NASTY.get(random.nextInt(NASTY.size())).view(), at);
      case 4 -> splice(message, at, NASTY.get(random.nextInt(NASTY.size())).view(), to);
      case 5 -> splice(message, at, Arrays.copyOfRange(message, at, to), at);
      default -> {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        yield splice(
            message, at, Arrays.copyOfRange(other, random.nextInt(other.length), other.length), to);
      }
    };
  }

  /** The message with the bytes from {@code from} to {@code to} replaced. */
  private static byte[] splice(byte[] message, int from, byte[] middle, int to) {
    byte[] whole = new byte[from + middle.length + message.length - to];
    System.arraycopy(message, 0, whole, 0, from);
    System.arraycopy(middle, 0, whole, from, middle.length);
    System.arraycopy(message, to, whole, from + middle.length, message.length - to);
    return whole;
  }

  private static List<byte[]> corpus() {
    List<byte[]> corpus = new ArrayList<>(Vectors.messages().values());
    corpus.add(CODEC.encode(new ServerMessage.LastMaxFee(Vectors.SIGNATURE.r())));
    corpus.add(CODEC.encode(new ServerMessage.ErrorMessage("what went wrong")));
    corpus.add(
        CODEC.encode(
            new AlignedVerificationData(
                VerificationCommitment.of(Vectors.PROOF),
                Vectors.hash("/merkle/root"),
                Vectors.hashes("/merkle/path_of_2"),
                2)));
    corpus.add(CODEC.encodeBatch(List.of(Vectors.PROOF, Vectors.proof("00"))));
    return corpus;
  }
}
