package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a RISC Zero receipt says that a program did (verification.md §4). Its parts are digests.
 *
 * @param pre of the memory before the run, which is the program's image id
 * @param post of the memory after it
 * @param output of journal and assumptions
 * @param systemExit 0 when the program halted
 * @param userExit the program's own exit code
 */
record Risc0Claim(Bytes input, Bytes pre, Bytes post, Bytes output, int systemExit, int userExit) {
  static final int DIGEST_BYTES = 32;
  private static final Bytes ZERO = Bytes.wrap(new byte[DIGEST_BYTES]);

  /** "This image ran, ended well and wrote this journal", which is what is submitted. */
  static Risc0Claim ok(Bytes imageId, Bytes journal) {
    return new Risc0Claim(ZERO, imageId, state(ZERO, 0), output(sha(journal)), 0, 0);
  }

  Bytes digest() {
    return tagged(
        "risc0.ReceiptClaim", 4, input, pre, post, output, word(systemExit), word(userExit));
  }

  private static Bytes state(Bytes root, int pc) {
    return tagged("risc0.SystemState", 1, root, word(pc));
  }

  /** Of a run without assumptions, or whose assumptions are proved. */
  private static Bytes output(Bytes journal) {
    return tagged("risc0.Output", 2, journal, ZERO);
  }

  /** Fails when a run that ends with {@code last} and began with this is not the expected one. */
  void mustLeadTo(Risc0Claim last, Risc0Claim expected) throws MalformedException {
    if (!pre.equals(expected.pre)) {
      throw new MalformedException("receipt: it is for another program than the submitted one");
    }
    if (!last.output.equals(expected.output)) {
      throw new MalformedException("receipt: it is for another journal than the submitted one");
    }
    if (last.systemExit != 0 || last.userExit != 0) {
      throw new MalformedException(
          "receipt: the program did not end well but with exit code %d, %d"
              .formatted(last.systemExit, last.userExit));
    }
  }

  /** Reads a claim in full. */
  static Risc0Claim read(BincodeReader in) throws MalformedException {
    Bytes pre = prunedOr(in, "claim, state before", () -> readState(in));
    Bytes post = prunedOr(in, "claim, state after", () -> readState(in));
    int system = in.variant("claim, exit code");
    if (system < 0 || system > 3) {
      throw new MalformedException("claim, exit code: unknown variant " + system);
    }
    // Halted and paused have a code; split and out of cycles have none.
    int user = system <= 1 ? in.u32("claim, exit code") : 0;
    Bytes input = prunedOr(in, "claim, input", () -> readInput(in));
    Bytes output = prunedOr(in, "claim, output", () -> readOutput(in));
    return new Risc0Claim(input, pre, post, output, system, user);
  }

  /** A part of a claim whose digest can be made. */
  interface Part {
    Bytes digest() throws MalformedException;
  }

  /** Reads a part, or the digest that stands in its place. */
  static Bytes prunedOr(BincodeReader in, String name, Part part) throws MalformedException {
    return switch (in.variant(name)) {
      case 0 -> part.digest();
      case 1 -> Bytes.wrap(in.fixed(DIGEST_BYTES, name));
      default -> throw new MalformedException(name + ": neither there nor pruned");
    };
  }

  private static Bytes readState(BincodeReader in) throws MalformedException {
    int pc = in.u32("claim, program counter");
    return state(Bytes.wrap(in.fixed(DIGEST_BYTES, "claim, memory root")), pc);
  }

  /** There is no input but in a pruned form. */
  private static Bytes readInput(BincodeReader in) throws MalformedException {
    if (in.isSome("claim, input")) {
      throw new MalformedException("claim, input: there cannot be one");
    }
    return ZERO;
  }

  private static Bytes readOutput(BincodeReader in) throws MalformedException {
    if (!in.isSome("claim, output")) {
      return ZERO;
    }
    Bytes journal =
        prunedOr(in, "claim, journal", () -> sha(Bytes.wrap(in.bytes("claim, journal"))));
    prunedOr(in, "claim, assumptions", () -> readAssumptions(in));
    return output(journal);
  }

  /** Assumptions have receipts of their own, and leave the claim with them. */
  private static Bytes readAssumptions(BincodeReader in) throws MalformedException {
    long count = in.u64("claim, assumptions");
    for (long i = 0; i < count; i++) {
      prunedOr(
          in,
          "claim, assumption",
          () -> Bytes.wrap(in.fixed(2 * DIGEST_BYTES, "claim, assumption")));
    }
    return ZERO;
  }

  /** SHA-256 of the tag's digest, digests and numbers, and how many of these are digests. */
  private static Bytes tagged(String tag, int digests, Bytes... parts) {
    byte[][] all = new byte[parts.length + 2][];
    all[0] = Sha256.digest(tag.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < parts.length; i++) {
      all[i + 1] = parts[i].view();
    }
    all[all.length - 1] = new byte[] {(byte) digests, 0};
    return Bytes.wrap(Sha256.digest(all));
  }

  private static Bytes sha(Bytes message) {
    return Bytes.wrap(Sha256.digest(message.view()));
  }

  private static Bytes word(int value) {
    return Bytes.wrap(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }
}
