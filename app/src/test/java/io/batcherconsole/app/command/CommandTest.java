package io.batcherconsole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandTest {
  @Test
  void noKeyMeansTwoCommands() {
    assertThat(Arrays.stream(Command.values()).flatMap(c -> c.chords().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void thePaletteFindsByEveryWordAndPutsTheBestFirst() {
    List<PaletteItem> items =
        Stream.of("Verify latency, large", "Cancel the run", "Run Few proofs", "Freeze the picture")
            .map(title -> new PaletteItem(title, "", "", () -> {}))
            .toList();

    assertThat(PaletteItem.search(items, "run"))
        .extracting(PaletteItem::title)
        .containsExactly("Run Few proofs", "Cancel the run");
    assertThat(PaletteItem.search(items, "  PROOFS few "))
        .extracting(PaletteItem::title)
        .containsExactly("Run Few proofs");
    assertThat(PaletteItem.search(items, "")).hasSize(4);
    assertThat(PaletteItem.search(items, "nothing like it")).isEmpty();
  }
}
