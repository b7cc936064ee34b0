package io.batcherconsole.engine.admission;

/** Ends a submission's way. A control-flow signal within this package: it carries no stack. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Rejection rejection;

  Refusal(Rejection rejection, String detail) {
    super(detail, null, false, false);
    this.rejection = rejection;
  }

  Rejection rejection() {
    return rejection;
  }

  /** The figures, for the log; may be empty. */
  String detail() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
