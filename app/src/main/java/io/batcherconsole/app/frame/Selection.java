package io.batcherconsole.app.frame;

/**
 * Which proof is selected in a window: one for all panels. A panel that lets a person choose a
 * proof takes it in its constructor and calls {@link #select}; every panel sees the outcome as
 * {@link ConsoleFrame#selected} at the next pulse. Used on the JavaFX thread only.
 */
public final class Selection {
  /** Nothing is selected. */
  public static final long NONE = -1;

  private long serial = NONE;

  /** Serial of the selected proof, or {@link #NONE}. */
  public long serial() {
    return serial;
  }

  /** Selects the proof with that serial. */
  public void select(long serial) {
    this.serial = serial;
  }

  /** Selects nothing. */
  public void clear() {
    serial = NONE;
  }
}
