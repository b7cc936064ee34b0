package io.batcherconsole.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;

/** Light or dark. */
public enum Theme {
  DARK,
  LIGHT;

  /** The style of the platform's own controls below ours, as a URL. */
  String controlSheet() {
    return switch (this) {
      case DARK -> new PrimerDark().getUserAgentStylesheet();
      case LIGHT -> new PrimerLight().getUserAgentStylesheet();
    };
  }

  /** Name of the resource with this theme's colours. */
  String tokenSheet() {
    return "tokens-" + name().toLowerCase(Locale.ROOT) + ".css";
  }

  /** The other one. */
  public Theme other() {
    return this == DARK ? LIGHT : DARK;
  }
}
