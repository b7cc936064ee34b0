package io.batcherconsole.app.lanes;

import io.batcherconsole.app.paint.Brush;
import io.batcherconsole.app.theme.Palette;
import io.batcherconsole.app.theme.Token;

/** A palette's colours as the painter of lanes needs them: premultiplied ARGB. */
record Inks(
    int panel,
    int line,
    int faint,
    int accent,
    int holding,
    int waitingUser,
    int waitingBatch,
    int verifying,
    int injected,
    int injectedWash,
    int behind,
    int queued,
    int inBatch) {
  static Inks of(Palette palette) {
    int text = palette.argb(Token.TEXT);
    return new Inks(
        palette.argb(Token.PANEL),
        palette.argb(Token.LINE),
        palette.argb(Token.FAINT),
        palette.argb(Token.ACCENT),
        palette.argb(Token.HOLDING),
        palette.argb(Token.WAITING_USER),
        palette.argb(Token.WAITING_BATCH),
        palette.argb(Token.VERIFYING),
        palette.argb(Token.INJECTED),
        palette.argb(Token.INJECTED_WASH),
        palette.argb(Token.BEHIND_CONNECTION),
        Brush.faded(text, 0.45),
        Brush.faded(text, 0.7));
  }
}
