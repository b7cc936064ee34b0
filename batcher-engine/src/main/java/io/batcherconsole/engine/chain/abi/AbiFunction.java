package io.batcherconsole.engine.chain.abi;

import io.batcherconsole.engine.protocol.Bytes;
import java.util.Arrays;

/**
 * A function or an error of a contract: a selector of 4 bytes, then the arguments. An error has no
 * results.
 */
public final class AbiFunction {
  /** Bytes of a selector. */
  public static final int SELECTOR_SIZE = 4;

  private final AbiSignature signature;
  private final Bytes selector;
  private final AbiTuple arguments;
  private final AbiTuple results;

  private AbiFunction(AbiSignature signature, String results) {
    this.signature = signature;
    this.selector = signature.hash().bytes().slice(0, SELECTOR_SIZE);
    this.arguments = signature.arguments();
    this.results = AbiTuple.of(AbiSignature.typeList(results));
  }

  /** A function that returns nothing, or an error. */
  static AbiFunction of(String signature) {
    return of(signature, "");
  }

  /**
   * A function.
   *
   * @param results types, comma-separated
   */
  static AbiFunction of(String signature, String results) {
    return new AbiFunction(new AbiSignature(signature), results);
  }

  public String signature() {
    return signature.text();
  }

  public String name() {
    return signature.name();
  }

  /** The first 4 bytes of the signature's Keccak-256. */
  public Bytes selector() {
    return selector;
  }

  /** Whether calldata or revert data starts with the selector. */
  public boolean matches(Bytes data) {
    return data.size() >= SELECTOR_SIZE
        && Arrays.equals(data.view(), 0, SELECTOR_SIZE, selector.view(), 0, SELECTOR_SIZE);
  }

  /** Calldata or revert data: selector and arguments. */
  public Bytes encode(Object... values) {
    byte[] tail = arguments.encode(values).view();
    byte[] data = Arrays.copyOf(selector.view(), SELECTOR_SIZE + tail.length);
    System.arraycopy(tail, 0, data, SELECTOR_SIZE, tail.length);
    return Bytes.wrap(data);
  }

  /**
   * The arguments in calldata or revert data that {@link #matches}.
   *
   * @throws IllegalArgumentException when they are malformed
   */
  public AbiValues arguments(Bytes data) {
    return arguments.decode(data, SELECTOR_SIZE);
  }

  /** Codec of what the function returns. */
  public AbiTuple results() {
    return results;
  }

  @Override
  public String toString() {
    return signature.text();
  }
}
