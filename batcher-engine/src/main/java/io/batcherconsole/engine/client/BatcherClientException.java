package io.batcherconsole.engine.client;

import io.batcherconsole.engine.protocol.ServerMessage;

/** The batcher did not do what it was asked; the message is a sentence for a person. */
public sealed class BatcherClientException extends Exception {
  private static final long serialVersionUID = 1L;

  private BatcherClientException(String message) {
    super(message);
  }

  private BatcherClientException(String message, Throwable cause) {
    super(message, cause);
  }

  /** No connection came about. */
  public static final class CannotConnect extends BatcherClientException {
    private static final long serialVersionUID = 1L;

    CannotConnect(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The connection is gone, and nothing more will come on it. */
  public static final class ConnectionClosed extends BatcherClientException {
    private static final long serialVersionUID = 1L;

    ConnectionClosed(String message) {
      super(message);
    }
  }

  /** Nothing happened within the time that was given. */
  public static final class TimedOut extends BatcherClientException {
    private static final long serialVersionUID = 1L;

    TimedOut(String message) {
      super(message);
    }
  }

  /** The other side does not speak this protocol, or a newer version of it. */
  public static final class ProtocolMismatch extends BatcherClientException {
    private static final long serialVersionUID = 1L;

    ProtocolMismatch(String message) {
      super(message);
    }

    ProtocolMismatch(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The batcher answered a query with an error. */
  public static final class Refused extends BatcherClientException {
    private static final long serialVersionUID = 1L;

    private final transient ServerMessage reply;

    Refused(String message, ServerMessage reply) {
      super(message);
      this.reply = reply;
    }

    /** The answer itself. */
    public ServerMessage reply() {
      return reply;
    }
  }
}
