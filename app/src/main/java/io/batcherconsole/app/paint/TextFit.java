package io.batcherconsole.app.paint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Text that fits where it is painted: never cut in the middle of a character. Widths are kept, so
 * that nothing is laid out twice. Used on the JavaFX thread only.
 */
public final class TextFit {
  private static final int KEPT = 2000;

  private final Text probe = new Text();
  private final Map<Key, Double> widths =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Double> eldest) {
          return size() > KEPT;
        }
      };

  private record Key(String text, Font font) {}

  /** Width of {@code text} in layout pixels. */
  public double width(String text, Font font) {
    return widths.computeIfAbsent(
        new Key(text, font),
        key -> {
          probe.setFont(key.font());
          probe.setText(key.text());
          return probe.getLayoutBounds().getWidth();
        });
  }

  /** The first of {@code candidates}, longest first, that is no wider than {@code room}. */
  public Optional<String> firstThatFits(List<String> candidates, Font font, double room) {
    return candidates.stream().filter(text -> width(text, font) <= room).findFirst();
  }

  /** {@code text}, shortened with an ellipsis when it is wider than {@code room}. */
  public String ellipsised(String text, Font font, double room) {
    if (width(text, font) <= room) {
      return text;
    }
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(text.substring(0, middle).strip() + "…", font) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low == 0) {
      return "";
    }
    int end = Character.isHighSurrogate(text.charAt(low - 1)) ? low - 1 : low;
    return text.substring(0, end).strip() + "…";
  }
}
