package io.batcherconsole.engine.diagnose;

import io.batcherconsole.engine.event.FindingsView;

/** The findings of an engine, and what a person wants to hear of them. Safe from any thread. */
public interface FindingDesk {
  /** What was found at the latest look. */
  FindingsView view();

  /**
   * Silences a finding, or lets it be heard again; it stays listed.
   *
   * @param finding the finding's id; one that is not known any more is ignored
   */
  void silence(String finding, boolean silent);

  /**
   * Silences everything that a check finds, from now on, or lets it be heard again.
   *
   * @param check the check's id
   */
  void silenceCheck(String check, boolean silent);
}
