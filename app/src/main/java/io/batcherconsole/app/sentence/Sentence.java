package io.batcherconsole.app.sentence;

import java.util.ArrayList;
import java.util.List;

/** A sentence whose names stand out. */
public record Sentence(List<Span> spans) {
  public Sentence {
    spans = List.copyOf(spans);
  }

  /** The sentence without its emphasis. */
  public String text() {
    StringBuilder text = new StringBuilder();
    spans.forEach(span -> text.append(span.text()));
    return text.toString();
  }

  /** A piece of a sentence. */
  public record Span(String text, Kind kind) {}

  /** How a piece looks. */
  public enum Kind {
    PLAIN,
    /** A lock. */
    STRONG,
    /** An actor. */
    NAME
  }

  static Writer write() {
    return new Writer();
  }

  /** Puts a sentence together, piece by piece. */
  static final class Writer {
    private final List<Span> spans = new ArrayList<>();

    Writer plain(String text) {
      spans.add(new Span(text, Kind.PLAIN));
      return this;
    }

    Writer strong(String text) {
      spans.add(new Span(text, Kind.STRONG));
      return this;
    }

    Writer name(String text) {
      spans.add(new Span(text, Kind.NAME));
      return this;
    }

    Sentence done() {
      return new Sentence(spans);
    }
  }
}
