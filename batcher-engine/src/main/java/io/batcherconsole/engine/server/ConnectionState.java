package io.batcherconsole.engine.server;

import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * How far a connection is on its way from open to over. It is over when its socket is closed and
 * its last message has been handled, in whichever order. Every field is guarded by the object's
 * monitor.
 */
final class ConnectionState {
  private enum Phase {
    OPEN,
    /** Replies are flushed, then the connection is closed. */
    CLOSING,
    GONE
  }

  private Phase phase = Phase.OPEN;
  private long closingSince;
  private int goodbye = StatusCode.NORMAL;
  private boolean handled;
  private boolean disconnected;

  synchronized boolean isOpen() {
    return phase == Phase.OPEN;
  }

  /**
   * Begins to close it.
   *
   * @param code to close with once the last reply is written
   * @return false when it was not open any more
   */
  synchronized boolean close(int code, long now) {
    if (phase != Phase.OPEN) {
      return false;
    }
    phase = Phase.CLOSING;
    closingSince = now;
    goodbye = code;
    return true;
  }

  /** The client is gone, or is to be; returns false when that was known. */
  synchronized boolean end() {
    boolean news = phase != Phase.GONE;
    phase = Phase.GONE;
    return news;
  }

  /** The code to close with. */
  synchronized int goodbye() {
    return goodbye;
  }

  /** How long it has been closing, ns; 0 when it is not. */
  synchronized long closingFor(long now) {
    return phase == Phase.CLOSING ? now - closingSince : 0;
  }

  /** Its last message has been handled; returns whether it is over with that. */
  synchronized boolean handled() {
    boolean now = disconnected && !handled;
    handled = true;
    return now;
  }

  /** Its socket is closed; returns whether it is over with that. */
  synchronized boolean disconnected() {
    boolean now = handled && !disconnected;
    disconnected = true;
    return now;
  }
}
