package io.batcherconsole.engine.server;

/** The server cannot listen; the message says where, why and what to do. */
public final class ServerStartException extends Exception {
  private static final long serialVersionUID = 1L;

  ServerStartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
