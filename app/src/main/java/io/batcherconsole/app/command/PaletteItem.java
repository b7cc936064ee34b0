package io.batcherconsole.app.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A line of the palette.
 *
 * @param title what it does or selects
 * @param detail said after it in a quieter voice
 * @param key the key that does the same, or ""
 */
public record PaletteItem(String title, String detail, String key, Runnable action) {
  /** Most lines that a search gives. */
  public static final int MOST = 50;

  /**
   * Those of {@code items} that contain every word of {@code query}, the best first. A hyphen parts
   * words too: hazards and designs are often asked for by their ids.
   */
  public static List<PaletteItem> search(List<PaletteItem> items, String query) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    List<String> words = Arrays.stream(wanted.split("[\\s-]+")).filter(w -> !w.isEmpty()).toList();
    return items.stream()
        .filter(item -> words.stream().allMatch(item.text()::contains))
        .sorted(Comparator.comparingInt(item -> item.rank(wanted)))
        .limit(MOST)
        .toList();
  }

  /** 0 when the title begins with what is wanted, 1 when a word does, 2 otherwise. */
  private int rank(String wanted) {
    String lower = title.toLowerCase(Locale.ROOT);
    if (lower.startsWith(wanted)) {
      return 0;
    }
    return lower.contains(" " + wanted) ? 1 : 2;
  }

  private String text() {
    return (title + " " + detail).toLowerCase(Locale.ROOT);
  }
}
