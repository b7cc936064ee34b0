package io.batcherconsole.app.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/** A theme's colours for painters, read from its token sheet. Immutable. */
public final class Palette {
  private static final Pattern DECLARATION =
      Pattern.compile("(-bc-[a-z-]+)\\s*:\\s*(#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?)\\s*;");

  private final Map<Token, Color> colors;

  private Palette(Map<Token, Color> colors) {
    this.colors = colors;
  }

  /**
   * Reads the theme's token sheet.
   *
   * @throws IllegalStateException when the sheet lacks a token or has one that nobody knows
   */
  public static Palette of(Theme theme) {
    Map<String, Color> declared = new HashMap<>();
    Matcher matcher = DECLARATION.matcher(read(theme.tokenSheet()));
    while (matcher.find()) {
      declared.put(matcher.group(1), Color.web(matcher.group(2)));
    }
    Map<Token, Color> colors = new EnumMap<>(Token.class);
    for (Token token : Token.values()) {
      Color color = declared.remove(token.property());
      if (color == null) {
        throw new IllegalStateException(theme.tokenSheet() + " lacks " + token.property());
      }
      colors.put(token, color);
    }
    if (!declared.isEmpty()) {
      throw new IllegalStateException(
          theme.tokenSheet() + " has unknown tokens " + declared.keySet());
    }
    return new Palette(colors);
  }

  private static String read(String resource) {
    try (InputStream in = Palette.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The colour of {@code token}. */
  public Color get(Token token) {
    Color color = colors.get(token);
    if (color == null) {
      throw new IllegalArgumentException("no colour for " + token);
    }
    return color;
  }

  /**
   * The colour of {@code token} as a premultiplied ARGB int, for an int {@code PixelBuffer} ({@code
   * PixelFormat.getIntArgbPreInstance()}).
   */
  public int argb(Token token) {
    Color color = get(token);
    double a = color.getOpacity();
    return channel(a) << 24
        | channel(color.getRed() * a) << 16
        | channel(color.getGreen() * a) << 8
        | channel(color.getBlue() * a);
  }

  private static int channel(double value) {
    return (int) Math.round(value * 255);
  }
}
