package io.batcherconsole.app.theme;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;

/**
 * What a window wears: its theme, colours and typefaces. A painter takes {@link #palette()} each
 * time it paints, and paints again when that is another object than last time. Used on the JavaFX
 * thread only.
 */
public final class Look {
  private final Fonts fonts;
  private final ReadOnlyObjectWrapper<Theme> theme;
  private Palette palette;

  public Look(Fonts fonts, Theme theme) {
    this.fonts = fonts;
    this.theme = new ReadOnlyObjectWrapper<>(theme);
    this.palette = Palette.of(theme);
  }

  public Fonts fonts() {
    return fonts;
  }

  public Palette palette() {
    return palette;
  }

  public Theme theme() {
    return theme.get();
  }

  public ReadOnlyObjectProperty<Theme> themeProperty() {
    return theme.getReadOnlyProperty();
  }

  /** Puts the look on {@code scene}, and keeps it there when the theme changes. */
  public void dress(Scene scene) {
    apply(scene);
    theme.addListener((property, before, now) -> apply(scene));
  }

  /** Changes from dark to light or back. */
  public void toggle() {
    Theme next = theme.get().other();
    palette = Palette.of(next);
    theme.set(next);
  }

  private void apply(Scene scene) {
    Application.setUserAgentStylesheet(theme.get().controlSheet());
    List<String> sheets = new ArrayList<>();
    sheets.add(url(theme.get().tokenSheet()));
    sheets.add(url("bridge.css"));
    sheets.add(url(fonts.bundled() ? "fonts-bundled.css" : "fonts-system.css"));
    sheets.add(url("console.css"));
    scene.getStylesheets().setAll(sheets);
  }

  private static String url(String sheet) {
    URL url = Objects.requireNonNull(Look.class.getResource(sheet), sheet);
    return url.toExternalForm();
  }
}
