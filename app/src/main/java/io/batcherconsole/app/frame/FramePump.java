package io.batcherconsole.app.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls one frame a pulse and hands it to every panel that is visible and due: the one place where
 * the engine's data enters the JavaFX thread. A panel that fails is logged once and does not take
 * the others with it.
 */
public final class FramePump {
  private static final Logger log = LoggerFactory.getLogger(FramePump.class);

  private final FrameReader reader;
  private final BooleanSupplier watched;
  private final List<Client> clients = new ArrayList<>();
  private final AnimationTimer timer;
  private @Nullable ConsoleFrame frame;

  /**
   * @param watched whether anybody can see the window at all
   */
  public FramePump(FrameReader reader, BooleanSupplier watched) {
    this.reader = reader;
    this.watched = watched;
    this.timer =
        new AnimationTimer() {
          @Override
          public void handle(long pulse) {
            pump(pulse);
          }
        };
  }

  /** Shows frames to {@code panel}, at most at {@code rate}. */
  public void feed(Panel panel, Rate rate) {
    clients.add(new Client(panel, rate));
  }

  public void start() {
    timer.start();
  }

  public void stop() {
    timer.stop();
  }

  /** The frame that is being shown; reads the first one when there is none yet. */
  public ConsoleFrame frame() {
    ConsoleFrame current = frame;
    if (current == null) {
      current = reader.read();
      frame = current;
    }
    return current;
  }

  /** Makes every panel show the next frame whatever its rate: something else changed. */
  public void refresh() {
    clients.forEach(Client::invalidate);
  }

  /** Reads a frame and shows it to everyone visible at once, for a picture. */
  public void showNow() {
    reader.refresh();
    refresh(); // so that all are due, whenever they were shown last
    ConsoleFrame current = reader.read();
    frame = current;
    clients.forEach(client -> client.offer(current, client.shownAt));
  }

  private void pump(long pulse) {
    if (!watched.getAsBoolean()) {
      return;
    }
    ConsoleFrame before = frame;
    ConsoleFrame current = reader.read();
    frame = current;
    if (before != null
        && (before.selected() != current.selected() || before.live() != current.live())) {
      refresh();
    }
    for (Client client : clients) {
      client.offer(current, pulse);
    }
  }

  /** A panel and what it was shown last. */
  private static final class Client {
    private final Panel panel;
    private final Rate rate;
    private @Nullable ConsoleFrame shown;
    private long shownAt;
    private boolean failed;

    Client(Panel panel, Rate rate) {
      this.panel = panel;
      this.rate = rate;
    }

    void invalidate() {
      shown = null;
    }

    // A frame is compared by identity on purpose: comparing what is in it would cost more than
    // paint.
    @SuppressWarnings("ReferenceEquality")
    void offer(ConsoleFrame frame, long pulse) {
      boolean due = shown == null || (shown != frame && pulse - shownAt >= rate.nanos());
      if (!due || !visible(panel.view())) {
        return;
      }
      shown = frame;
      shownAt = pulse;
      try {
        panel.show(frame);
      } catch (RuntimeException bug) {
        if (!failed) {
          log.error("{} cannot show a frame", panel.getClass().getSimpleName(), bug);
        }
        failed = true;
      }
    }

    private static boolean visible(Node node) {
      if (node.getScene() == null) {
        return false;
      }
      for (Node n = node; n != null; n = n.getParent()) {
        if (!n.isVisible()) {
          return false;
        }
      }
      return true;
    }
  }
}
