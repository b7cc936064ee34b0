package io.batcherconsole.app.command;

import java.util.List;
import javafx.scene.input.KeyCode;

/** Everything the window can be told to do, with the keys that mean it. */
public enum Command {
  FREEZE(Category.PICTURE, "Freeze the picture, follow again", Chord.key(KeyCode.SPACE)),
  ZOOM_IN(Category.PICTURE, "Show less time", Chord.key(KeyCode.W), Chord.key(KeyCode.UP)),
  ZOOM_OUT(Category.PICTURE, "Show more time", Chord.key(KeyCode.S), Chord.key(KeyCode.DOWN)),
  EARLIER(Category.PICTURE, "Earlier", Chord.key(KeyCode.A), Chord.key(KeyCode.LEFT)),
  LATER(Category.PICTURE, "Later", Chord.key(KeyCode.D), Chord.key(KeyCode.RIGHT)),
  NOW(Category.PICTURE, "Back to now", Chord.key(KeyCode.HOME)),
  THEME(Category.PICTURE, "Light or dark", Chord.key(KeyCode.T)),

  TO_BLOCKER(Category.PROOF, "Select who is in the way", Chord.character('[')),
  BACK(Category.PROOF, "Back to who waits", Chord.character(']')),
  NEXT_PROOF(Category.PROOF, "Next proof in the lane", Chord.character('.')),
  PREVIOUS_PROOF(Category.PROOF, "Previous proof in the lane", Chord.character(',')),
  FIND(Category.PROOF, "Find a proof", Chord.character('/')),
  DESELECT(Category.PROOF, "Select nothing, close what is open", Chord.key(KeyCode.ESCAPE)),

  USERS(Category.PANELS, "Users, large", Chord.key(KeyCode.U)),
  BATCHES(Category.PANELS, "Batches, large", Chord.key(KeyCode.B)),
  QUEUE(Category.PANELS, "Queue, large", Chord.key(KeyCode.Q)),
  LATENCY(Category.PANELS, "Verify latency, large", Chord.key(KeyCode.V)),
  LOCKS(Category.PANELS, "Locks, large", Chord.key(KeyCode.L)),
  FINDINGS(Category.PANELS, "Findings, large", Chord.key(KeyCode.E)),

  FAULTS(Category.ENGINE, "Set the verify delay", Chord.key(KeyCode.F)),
  ADD_FAULT(Category.ENGINE, "Add a fault", Chord.shift(KeyCode.F)),
  RELEASE_ONE(Category.ENGINE, "Release one at the gate", Chord.key(KeyCode.G)),
  RELEASE_ALL(Category.ENGINE, "Release all at the gate", Chord.shift(KeyCode.G)),
  CLEAR_FAULTS(Category.ENGINE, "Clear all faults", Chord.shift(KeyCode.BACK_SPACE)),
  CANCEL_SCENARIO(Category.ENGINE, "Cancel the running scenario", Chord.key(KeyCode.X)),
  STOP_ENGINE(Category.ENGINE, "Stop the engine"),

  PALETTE(Category.WINDOW, "All commands", Chord.ctrl(KeyCode.K)),
  KEYS(Category.WINDOW, "Keys", Chord.character('?')),
  QUIT(Category.WINDOW, "Quit", Chord.ctrl(KeyCode.Q));

  private final Category category;
  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, and so is every Chord
  private final List<Chord> chords;

  Command(Category category, String label, Chord... chords) {
    this.category = category;
    this.label = label;
    this.chords = List.of(chords);
  }

  public Category category() {
    return category;
  }

  /** What it does, for a person. */
  public String label() {
    return label;
  }

  /** The keys that mean it; the first is shown beside its label. May be empty. */
  public List<Chord> chords() {
    return chords;
  }

  /** The first key as it is written, or "". */
  public String keyLabel() {
    return chords.isEmpty() ? "" : chords.getFirst().label();
  }

  /** How the key sheet groups commands. */
  public enum Category {
    PICTURE("Picture"),
    PROOF("Proofs"),
    PANELS("Panels"),
    ENGINE("Engine"),
    WINDOW("Window");

    private final String title;

    Category(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
