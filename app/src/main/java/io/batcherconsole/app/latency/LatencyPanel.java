package io.batcherconsole.app.latency;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.paint.Drawing;
import io.batcherconsole.app.paint.TextFit;
import io.batcherconsole.app.text.Figures;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Token;
import io.batcherconsole.engine.event.LatencyView;
import io.batcherconsole.engine.event.LatencyView.Distribution;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints a small histogram for each proving system on a logarithmic axis. */
public final class LatencyPanel implements Panel {
  private static final double NAMES = 150;
  private static final double COUNTS = 40;
  private static final double RIGHT = 16;
  private static final double TOP = 26;
  private static final double BOTTOM = 26;

  /** Height of a row where there is room, and the least; below {@link #TALL} it has one line. */
  private static final double ROW = 40;

  private static final double TALL = 36;
  private static final double LEAST_ROW = 18;

  /** What a row's height leaves free above the highest bar. */
  private static final double HEADROOM = 14;

  private static final double LABEL_GAP = 8;

  /** The axis: 0.1 ms to 100 s. */
  private static final double AXIS_FROM = 1e5;

  private static final double AXIS_TO = 1e11;

  private static final double MILLI = 1e6;

  private final Look look;
  private final TextFit fit = new TextFit();
  private final Drawing drawing = new Drawing(this::paint);
  private final Label window = new Label();
  private final PanelBox view = new PanelBox("Verify latency", drawing).aside(window);
  private @Nullable List<LatencyView> shown;

  public LatencyPanel(Look look) {
    this.look = look;
    window.getStyleClass().add("muted");
    look.themeProperty().addListener((property, before, now) -> drawing.repaint());
  }

  @Override
  public Region view() {
    return view;
  }

  // The same list object is the same figures.
  @SuppressWarnings("ReferenceEquality")
  @Override
  public void show(ConsoleFrame frame) {
    if (frame.latency() == shown) {
      return;
    }
    shown = frame.latency();
    window.setText(
        shown.isEmpty() ? "" : "last " + Math.round(shown.getFirst().windowNanos() / 1e9) + " s");
    drawing.repaint();
  }

  private void paint(GraphicsContext g, double width, double height) {
    g.setTextBaseline(VPos.CENTER);
    List<LatencyView> latencies = shown;
    if (latencies == null || latencies.isEmpty()) {
      g.setFill(color(Token.MUTED));
      g.setFont(look.fonts().words(12));
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText("Nothing was verified in the last minute.", 14, 20);
      return;
    }
    axis(g, width, height);
    double room = height - TOP - BOTTOM + 8;
    double rowHeight = Math.clamp(room / latencies.size(), LEAST_ROW, ROW);
    double y = TOP;
    for (LatencyView latency : latencies) {
      row(g, LatencyRow.of(latency), y, rowHeight, width);
      y += rowHeight;
    }
    legend(g, latencies, width, height - 12);
  }

  /** What the two colours are, as far as both fit beside each other. */
  private void legend(GraphicsContext g, List<LatencyView> latencies, double width, double y) {
    Font font = look.fonts().words(11);
    g.setFont(font);
    double right = width - RIGHT;
    if (latencies.stream().anyMatch(latency -> latency.injected().count() > 0)) {
      String injected = "injected " + Figures.duration(longestInjected(latencies)).text();
      g.setFill(color(Token.INJECTED_TEXT));
      g.setTextAlign(TextAlignment.RIGHT);
      g.fillText(injected, right, y);
      right -= fit.width(injected, font) + LABEL_GAP;
    }
    g.setFill(color(Token.FAINT));
    g.setTextAlign(TextAlignment.LEFT);
    fit.firstThatFits(
            List.of("the verification itself, without waiting", "without waiting"),
            font,
            right - 14)
        .ifPresent(text -> g.fillText(text, 14, y));
  }

  private static long longestInjected(List<LatencyView> latencies) {
    return latencies.stream().mapToLong(latency -> latency.injected().max()).max().orElse(-1);
  }

  private void axis(GraphicsContext g, double width, double height) {
    g.setFont(look.fonts().numbers(10.5));
    g.setTextAlign(TextAlignment.CENTER);
    double free = 0;
    for (double at = MILLI; at <= AXIS_TO / 10; at *= 10) {
      double x = Math.round(x(at, width)) + 0.5;
      g.setStroke(color(Token.LINE));
      g.strokeLine(x, TOP - 6, x, height - BOTTOM);
      String label = axisLabel(at);
      double half = fit.width(label, g.getFont()) / 2;
      if (x - half >= free) {
        g.setFill(color(Token.FAINT));
        g.fillText(label, x, 10);
        free = x + half + LABEL_GAP;
      }
    }
  }

  /** The unit where it changes, so that every label has room: 1 ms, 10, 100, 1 s, 10 s. */
  private static String axisLabel(double nanos) {
    if (nanos >= 1e9) {
      return Math.round(nanos / 1e9) + " s";
    }
    long millis = Math.round(nanos / MILLI);
    return millis == 1 ? "1 ms" : Long.toString(millis);
  }

  private void row(GraphicsContext g, LatencyRow row, double y, double rowHeight, double width) {
    boolean tall = rowHeight >= TALL;
    double base = y + rowHeight - HEADROOM + (tall ? 4 : 8);
    double name = tall ? base - 19 : base - 5;
    double peak = tall ? rowHeight - HEADROOM : rowHeight - 4;
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(color(Token.TEXT));
    g.setFont(look.fonts().words(12));
    g.fillText(fit.ellipsised(row.system(), g.getFont(), NAMES - 16), 14, name);
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFill(color(Token.MUTED));
    g.setFont(look.fonts().numbers(11));
    g.fillText(row.count(), NAMES + COUNTS - 14, name);
    histogram(g, row.run(), color(Token.VERIFYING), base, peak, width);
    histogram(g, row.injected(), color(Token.INJECTED), base, peak, width);
    if (tall) {
      figures(g, row, base);
    }
  }

  private void histogram(
      GraphicsContext g,
      Distribution distribution,
      Color color,
      double base,
      double peak,
      double width) {
    int most = distribution.buckets().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (most == 0) {
      return;
    }
    g.setFill(color);
    for (int i = 0; i < distribution.buckets().size(); i++) {
      int count = distribution.buckets().get(i);
      if (count > 0) {
        double left = x(Distribution.bucketStart(i), width);
        double right = x(Distribution.bucketStart(i + 1), width);
        double height = Math.max(1.5, peak * count / most);
        g.fillRect(left, base - height, Math.max(1.5, right - left - 0.5), height);
      }
    }
  }

  /** Under the system's name, where no line of the axis crosses them. */
  private void figures(GraphicsContext g, LatencyRow row, double base) {
    Font font = look.fonts().numbers(10.5);
    fit.firstThatFits(row.figures(), font, NAMES + COUNTS - 20)
        .ifPresent(
            text -> {
              g.setFont(font);
              g.setTextAlign(TextAlignment.LEFT);
              g.setFill(color(Token.MUTED));
              g.fillText(text, 14, base - 4);
            });
  }

  private static double x(double nanos, double width) {
    double left = NAMES + COUNTS;
    double share =
        Math.log10(Math.max(nanos, AXIS_FROM) / AXIS_FROM) / Math.log10(AXIS_TO / AXIS_FROM);
    return left + share * (width - RIGHT - left);
  }

  private Color color(Token token) {
    return look.palette().get(token);
  }
}
