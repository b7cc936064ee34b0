package io.batcherconsole.app.sentence;

import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.Commands;
import io.batcherconsole.app.command.KeyCap;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.sentence.Sentence.Span;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** The bottom of the window: why the selection waits, and the keys that follow the reason. */
public final class SentenceBar implements Panel {
  private final TextFlow words = new TextFlow();
  private final HBox view = new HBox();
  private final Tooltip whole = new Tooltip();
  private @Nullable Sentence shown;

  public SentenceBar(Commands commands) {
    words.setId("sentence");
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Tooltip.install(words, whole);
    HBox keys =
        new HBox(
            KeyCap.of(Command.TO_BLOCKER),
            KeyCap.of(Command.BACK),
            hint("walk the chain", commands, Command.TO_BLOCKER),
            KeyCap.of(Command.KEYS),
            hint("keys", commands, Command.KEYS));
    keys.getStyleClass().add("key-hints");
    keys.setMinWidth(Region.USE_PREF_SIZE);
    view.getStyleClass().add("sentence-bar");
    view.setMinHeight(36);
    view.setAlignment(Pos.CENTER_LEFT);
    view.setFillHeight(false);
    view.getChildren().addAll(words, keys);
  }

  private static Label hint(String text, Commands commands, Command command) {
    Label hint = new Label(text);
    hint.getStyleClass().add("muted");
    hint.setCursor(Cursor.HAND);
    hint.setOnMouseClicked(event -> commands.run(command));
    return hint;
  }

  @Override
  public Region view() {
    return view;
  }

  @Override
  public void show(ConsoleFrame frame) {
    Sentence sentence = WaitSentence.of(frame);
    if (sentence.equals(shown)) {
      return;
    }
    shown = sentence;
    whole.setText(sentence.text());
    words.getChildren().setAll(sentence.spans().stream().map(SentenceBar::text).toList());
  }

  private static Text text(Span span) {
    Text text = new Text(span.text());
    text.getStyleClass().add("plain");
    switch (span.kind()) {
      case PLAIN -> {}
      case STRONG -> text.getStyleClass().add("strong");
      case NAME -> text.getStyleClass().add("mono-strong");
    }
    return text;
  }
}
