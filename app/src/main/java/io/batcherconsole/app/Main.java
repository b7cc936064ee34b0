package io.batcherconsole.app;

/** Placeholder until the window lands. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
