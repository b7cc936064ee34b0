package io.batcherconsole.engine.verify;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.verify.pairing.MalformedException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bincode of RISC Zero's inner receipts, as of release 1.0 and later, to the last byte.
 * Receipts that claim anything else than what was submitted are refused. Of a STARK no more is
 * known then than that it could be one.
 */
final class Risc0ReceiptReader {
  private static final int DIGEST_BYTES = Risc0Claim.DIGEST_BYTES;

  /** Composite receipts have receipts of their assumptions in them, which may be composite. */
  private static final int MOST_NESTED = 4;

  private static final int MOST_NAME_BYTES = 32;

  private static final Pattern HASH_NAME = Pattern.compile("[a-z0-9_-]+");

  private final BincodeReader in;

  /** Whether segments end with the version of their circuit, as around release 2.0. */
  private final boolean versionedSegments;

  private Risc0ReceiptReader(BincodeReader in, boolean versionedSegments) {
    this.in = in;
    this.versionedSegments = versionedSegments;
  }

  /**
   * A proof with a name for what it must be verified with.
   *
   * @param seal the proof; empty when it is a STARK
   * @param parameters digest of the parameters of the verifier
   */
  record Receipt(Bytes seal, Bytes parameters) {}

  /**
   * Segments that follow each other, receipts of their assumptions, parameters.
   *
   * @param in behind the receipt's variant
   */
  static Receipt composite(BincodeReader in, Risc0Claim expected) throws MalformedException {
    BincodeReader again = in.copy();
    try {
      return new Risc0ReceiptReader(in, false).wholeComposite(expected);
    } catch (MalformedException other) {
      try {
        return new Risc0ReceiptReader(again, true).wholeComposite(expected);
      } catch (MalformedException neither) {
        throw other;
      }
    }
  }

  private Receipt wholeComposite(Risc0Claim expected) throws MalformedException {
    Receipt receipt = composite(expected, 0);
    in.end("receipt");
    return receipt;
  }

  /** Seal, recursion program, claim, hash, parameters, and the program's place among all. */
  static Receipt succinct(BincodeReader in, Risc0Claim expected) throws MalformedException {
    Risc0ReceiptReader reader = new Risc0ReceiptReader(in, false);
    Receipt receipt = reader.succinct(() -> reader.claim(expected));
    in.end("receipt");
    return receipt;
  }

  /** Seal, claim, parameters. */
  static Receipt groth16(BincodeReader in, Risc0Claim expected) throws MalformedException {
    Risc0ReceiptReader reader = new Risc0ReceiptReader(in, false);
    Receipt receipt = reader.groth16(() -> reader.claim(expected));
    in.end("receipt");
    return receipt;
  }

  private Receipt composite(@Nullable Risc0Claim expected, int depth) throws MalformedException {
    long segments = in.u64("receipt, segments");
    if (segments == 0) {
      throw new MalformedException("receipt: there are no segments");
    }
    Risc0Claim first = segment();
    Risc0Claim last = first;
    for (long i = 1; i < segments; i++) {
      last = segment();
    }
    if (expected != null) {
      first.mustLeadTo(last, expected);
    }
    long assumptions = in.u64("receipt, assumptions");
    for (long i = 0; i < assumptions; i++) {
      assumption(depth + 1);
    }
    return new Receipt(Bytes.EMPTY, digest("receipt, verifier parameters"));
  }

  private Risc0Claim segment() throws MalformedException {
    starkSeal("receipt, segment");
    in.u32("receipt, segment's index");
    hashName();
    digest("receipt, segment's parameters");
    Risc0Claim claim = Risc0Claim.read(in);
    if (versionedSegments && (in.variant("receipt, segment's version") & ~1) != 0) {
      throw new MalformedException("receipt, segment's version: neither of the two");
    }
    return claim;
  }

  private void assumption(int depth) throws MalformedException {
    if (depth > MOST_NESTED) {
      throw new MalformedException("receipt: assumptions of assumptions go too deep");
    }
    switch (in.variant("receipt, assumption")) {
      case 0 -> composite(null, depth);
      case 1 -> succinct(this::prunedClaim);
      case 2 -> groth16(this::prunedClaim);
      default -> throw new MalformedException("receipt: an assumption without a proof");
    }
  }

  private Receipt succinct(ClaimReader claim) throws MalformedException {
    starkSeal("receipt, seal");
    digest("receipt, control id");
    claim.read();
    hashName();
    Bytes parameters = digest("receipt, verifier parameters");
    in.u32("receipt, control id's index");
    long digests = in.u64("receipt, control id's path");
    for (long i = 0; i < digests; i++) {
      digest("receipt, control id's path");
    }
    return new Receipt(Bytes.EMPTY, parameters);
  }

  private Receipt groth16(ClaimReader claim) throws MalformedException {
    byte[] seal = in.bytes("receipt, seal");
    claim.read();
    return new Receipt(Bytes.wrap(seal), digest("receipt, verifier parameters"));
  }

  private interface ClaimReader {
    void read() throws MalformedException;
  }

  private void claim(Risc0Claim expected) throws MalformedException {
    Bytes digest =
        Risc0Claim.prunedOr(
            in,
            "receipt, claim",
            () -> {
              Risc0Claim claim = Risc0Claim.read(in);
              claim.mustLeadTo(claim, expected);
              return expected.digest();
            });
    if (!digest.equals(expected.digest())) {
      throw new MalformedException(
          "receipt: it is for another program or journal than the submitted one");
    }
  }

  /** What assumptions claim is known by its digest only. */
  private void prunedClaim() throws MalformedException {
    if (in.variant("receipt, assumption's claim") != 1) {
      throw new MalformedException("receipt: an assumption's claim that is not pruned");
    }
    digest("receipt, assumption's claim");
  }

  private void starkSeal(String part) throws MalformedException {
    long words = in.u64(part);
    if (words > in.remaining() / Integer.BYTES) {
      throw new MalformedException(
          "%s: a length of %d words, but only %d bytes follow"
              .formatted(part, words, in.remaining()));
    }
    byte[] seal = in.fixed((int) words * Integer.BYTES, part);
    if (!StarkWords.areIn(seal)) {
      throw new MalformedException(part + ": these bytes are no STARK proof");
    }
  }

  private void hashName() throws MalformedException {
    if (!HASH_NAME.matcher(in.string(MOST_NAME_BYTES, "receipt, name of the hash")).matches()) {
      throw new MalformedException("receipt: the hash has no name");
    }
  }

  private Bytes digest(String part) throws MalformedException {
    return Bytes.wrap(in.fixed(DIGEST_BYTES, part));
  }
}
