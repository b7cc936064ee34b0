package io.batcherconsole.engine.compare;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Writes an SVG element by element; numbers are rounded to a tenth, text is escaped. */
final class SvgWriter {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  SvgWriter(double width, double height) {
    open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 " + number(width) + " " + number(height));
  }

  /** Begins an element; {@code attributes} are names and values in turn. */
  void open(String name, Object... attributes) {
    begin(name, attributes);
    out.append(">\n");
    open.push(name);
  }

  /** Ends the element that was begun last. */
  void close() {
    out.append("  ".repeat(open.size() - 1)).append("</").append(open.pop()).append(">\n");
  }

  /** An element without content. */
  void element(String name, Object... attributes) {
    begin(name, attributes);
    out.append("/>\n");
  }

  /** An element that contains nothing but text, as a text, a title or a style. */
  void content(String name, String content, Object... attributes) {
    begin(name, attributes);
    out.append('>').append(escaped(content)).append("</").append(name).append(">\n");
  }

  private void begin(String name, Object... attributes) {
    out.append("  ".repeat(open.size())).append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      out.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(
              value instanceof Number number ? number(number.doubleValue()) : escaped("" + value))
          .append('"');
    }
  }

  /** "12", "12.5". */
  static String number(double value) {
    String digits = String.format(Locale.ROOT, "%.1f", value);
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c < ' ' && c != '\n' ? ' ' : c);
              }
            });
    return escaped.toString();
  }

  /** The whole; ends what is still open. */
  String text() {
    while (!open.isEmpty()) {
      close();
    }
    return out.toString();
  }
}
