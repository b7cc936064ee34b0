package io.batcherconsole.app.theme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window's typefaces: Inter for words, JetBrains Mono for numbers and names. Each weight is a
 * family of its own, because JavaFX does not group static weights.
 */
public final class Fonts {
  private static final Logger log = LoggerFactory.getLogger(Fonts.class);

  private static final List<String> FILES =
      List.of(
          "Inter-Regular.ttf",
          "Inter-Medium.ttf",
          "Inter-SemiBold.ttf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Medium.ttf",
          "JetBrainsMono-SemiBold.ttf");

  private final boolean bundled;

  private Fonts(boolean bundled) {
    this.bundled = bundled;
  }

  /**
   * Loads the typefaces from {@code assets/fonts}. Where they are missing, the system's take their
   * place and the log says so.
   *
   * @param assets the assets folder, null when the program was started without one
   */
  public static Fonts load(@Nullable Path assets) {
    if (assets == null) {
      log.info("No assets folder (-Dassets.dir): the system's typefaces are used");
      return new Fonts(false);
    }
    for (String file : FILES) {
      Path path = assets.resolve("fonts").resolve(file);
      try (InputStream in = Files.newInputStream(path)) {
        if (Font.loadFont(in, 12) == null) {
          log.warn("{} is no typeface: the system's are used", path);
          return new Fonts(false);
        }
      } catch (IOException e) {
        log.warn("Cannot read the typeface {}: the system's are used", path);
        return new Fonts(false);
      }
    }
    return new Fonts(true);
  }

  /** Whether the bundled typefaces are there. */
  boolean bundled() {
    return bundled;
  }

  /** Words. Sizes are in pixels. */
  public Font words(double size) {
    return Font.font(bundled ? "Inter" : "System", size);
  }

  /** Words that stand out. */
  public Font strongWords(double size) {
    return Font.font(bundled ? "Inter SemiBold" : "System", size);
  }

  /** Numbers and names: every character is equally wide. */
  public Font numbers(double size) {
    return Font.font(bundled ? "JetBrains Mono" : "Monospaced", size);
  }

  /** Numbers and names that stand out. */
  public Font strongNumbers(double size) {
    return Font.font(bundled ? "JetBrains Mono SemiBold" : "Monospaced", size);
  }
}
