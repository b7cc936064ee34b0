package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Bytes;

/** The chain did not do what it was asked; the message is a sentence for a person. */
public sealed class ChainException extends Exception {
  private static final long serialVersionUID = 1L;

  private ChainException(String message, Throwable cause) {
    super(message, cause);
  }

  private ChainException(String message) {
    super(message);
  }

  /** The node did not answer, or not in a way that can be understood: trying again may help. */
  public static final class Unavailable extends ChainException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }

    public Unavailable(String message) {
      super(message);
    }
  }

  /** The node answered with an error that is no revert (a nonce too low, …): final. */
  public static final class Refused extends ChainException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }

  /** A contract reverted: final. */
  public static final class Reverted extends ChainException {
    private static final long serialVersionUID = 1L;

    private final transient Bytes data;

    public Reverted(String message, Bytes data) {
      super(message);
      this.data = data;
    }

    /** The revert data: a 4-byte selector and its arguments, or empty. */
    public Bytes data() {
      return data;
    }
  }
}
