package io.batcherconsole.app.queue;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.paint.Drawing;
import io.batcherconsole.app.paint.TextFit;
import io.batcherconsole.app.text.Figures;
import io.batcherconsole.app.text.OutlookWords;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Token;
import io.batcherconsole.engine.event.QueueView;
import io.batcherconsole.engine.event.QueueView.Entry;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints the offers as bars and the fee of a batch as a curve over them. */
public final class QueuePanel implements Panel {
  private static final double LEFT = 46;
  private static final double RIGHT = 16;
  private static final double TOP = 40;
  private static final double BOTTOM = 26;
  private static final double WIDEST_BAR = 14;
  private static final int TICKS = 3;

  /** Room above the highest offer. */
  private static final double HEAD_ROOM = 1.15;

  private final Look look;
  private final TextFit fit = new TextFit();
  private final Drawing drawing = new Drawing(this::paint);
  private final Label total = new Label();
  private final PanelBox view = new PanelBox("Queue → next batch", drawing).aside(total);
  private final Tooltip why = new Tooltip();
  private @Nullable QueueView shown;

  public QueuePanel(Look look) {
    this.look = look;
    total.getStyleClass().add("muted");
    view.setId("queue");
    Tooltip.install(drawing, why);
    drawing.setOnMouseMoved(mouse -> why.setText(whyAt(mouse.getX())));
    look.themeProperty().addListener((property, before, now) -> drawing.repaint());
  }

  @Override
  public Region view() {
    return view;
  }

  // The same view object is the same queue.
  @SuppressWarnings("ReferenceEquality")
  @Override
  public void show(ConsoleFrame frame) {
    if (frame.queue() == shown) {
      return;
    }
    shown = frame.queue();
    total.setText(totals(shown));
    drawing.repaint();
  }

  /** What becomes of the proof whose bar is there, or of the whole queue. */
  private String whyAt(double x) {
    QueueView queue = shown;
    if (queue == null || queue.entries().isEmpty()) {
      return "The queue is empty.";
    }
    Chart chart = new Chart(queue, drawing.getWidth(), drawing.getHeight());
    int index = (int) Math.floor((x - chart.left()) / chart.bar());
    if (index < 0 || index >= chart.count()) {
      NextBatch next = NextBatch.of(queue);
      return next.reason().isEmpty() ? next.headline() : next.headline() + ": " + next.reason();
    }
    Entry entry = queue.entries().get(index);
    return "%s (%s %s) %s.%s"
        .formatted(
            entry.proof().label(),
            Ether.number(entry.maxFee()),
            Ether.UNIT,
            OutlookWords.of(entry.outlook()),
            entry.unverified() ? " It was accepted, but not verified." : "");
  }

  private static String totals(QueueView queue) {
    if (queue.count() == 0) {
      return "";
    }
    String proofs = queue.count() == 1 ? "1 proof" : Figures.count(queue.count()) + " proofs";
    return proofs + " · " + Figures.bytes(queue.bytes()).text();
  }

  private void paint(GraphicsContext g, double width, double height) {
    QueueView queue = shown;
    if (queue == null) {
      return;
    }
    g.setTextBaseline(VPos.CENTER);
    if (queue.entries().isEmpty()) {
      g.setFill(color(Token.MUTED));
      g.setFont(look.fonts().words(12));
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText("The queue is empty.", 14, 20);
      return;
    }
    Chart chart = new Chart(queue, width, height);
    axis(g, chart, width);
    bars(g, chart);
    curve(g, chart);
    words(g, chart, width, height);
  }

  /** Where things are. {@code top} is the largest fee on the axis, mETH. */
  private record Chart(
      QueueView queue, double left, double bar, double base, double plot, double top) {
    Chart(QueueView queue, double width, double height) {
      this(
          queue,
          LEFT,
          Math.min(WIDEST_BAR, (width - LEFT - RIGHT) / queue.entries().size()),
          height - BOTTOM,
          height - BOTTOM - TOP,
          HEAD_ROOM * Math.max(1e-6, Ether.value(queue.entries().getFirst().maxFee())));
    }

    double x(double index) {
      return left + index * bar;
    }

    double y(double fee) {
      return base - plot * fee / top;
    }

    int count() {
      return queue.entries().size();
    }
  }

  private void axis(GraphicsContext g, Chart chart, double width) {
    g.setFont(look.fonts().numbers(10.5));
    g.setTextAlign(TextAlignment.RIGHT);
    double step = step(chart.top());
    for (double fee = 0; fee <= chart.top(); fee += step) {
      double y = Math.round(chart.y(fee)) + 0.5;
      g.setStroke(color(Token.LINE));
      g.strokeLine(chart.left(), y, width - RIGHT, y);
      g.setFill(color(Token.FAINT));
      g.fillText(fee == 0 ? "0" : Figures.fixed(fee, digits(step)), chart.left() - 6, y);
    }
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(Ether.UNIT, 8, TOP - 14);
  }

  /** A round step of which a few fit. */
  private static double step(double top) {
    double rough = top / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double lead = rough / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  }

  private static int digits(double step) {
    return Math.clamp((long) Math.ceil(-Math.log10(step)), 0, 6);
  }

  private void bars(GraphicsContext g, Chart chart) {
    List<Entry> entries = chart.queue().entries();
    double gap = chart.bar() > 3 ? 1 : 0;
    // One bar a pixel at most: of those that share a pixel the highest is seen.
    int stride = Math.max(1, (int) Math.floor(1 / chart.bar()));
    for (int i = 0; i < entries.size(); i += stride) {
      boolean in = i < chart.queue().nextBatch();
      g.setFill(in ? color(Token.HOLDING) : color(Token.FAINT).deriveColor(0, 1, 1, 0.55));
      double y = chart.y(Ether.value(entries.get(i).maxFee()));
      g.fillRect(
          chart.x(i),
          Math.min(y, chart.base() - 1),
          Math.max(1, chart.bar() * stride - gap),
          Math.max(1, chart.base() - y));
    }
  }

  private void curve(GraphicsContext g, Chart chart) {
    if (chart.queue().gasPrice().signum() == 0) {
      return;
    }
    int count = Math.max(chart.count(), 2);
    int stride = Math.max(1, count / 400);
    g.setStroke(color(Token.ATTENTION));
    g.setLineWidth(1.5);
    g.beginPath();
    boolean begun = false;
    for (int n = 1; n <= chart.count(); n += stride) {
      double fee = Ether.value(chart.queue().feePerProof(n));
      double y = chart.y(fee);
      if (y < TOP - 6) {
        continue;
      }
      double x = chart.x(n - 0.5);
      if (begun) {
        g.lineTo(x, y);
      } else {
        g.moveTo(x, y);
        begun = true;
      }
    }
    g.stroke();
    g.setLineWidth(1);
  }

  private void words(GraphicsContext g, Chart chart, double width, double height) {
    QueueView queue = chart.queue();
    NextBatch next = NextBatch.of(queue);
    double cut = chart.x(queue.nextBatch());
    if (queue.nextBatch() > 0 && queue.nextBatch() < chart.count()) {
      g.setStroke(color(Token.TEXT));
      g.setLineDashes(3, 3);
      g.strokeLine(cut, TOP - 8, cut, chart.base() + 4);
      g.setLineDashes();
    }
    Font strong = look.fonts().strongWords(12);
    Font plain = look.fonts().words(11);
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFill(color(Token.TEXT));
    g.setFont(strong);
    double room = width - LEFT - RIGHT;
    g.fillText(fit.ellipsised(next.headline(), strong, room), width - RIGHT, 9);
    g.setFill(color(Token.MUTED));
    g.setFont(plain);
    g.fillText(fit.ellipsised(next.reason(), plain, room), width - RIGHT, 24);
    foot(g, chart, plain, width, height);
  }

  private void foot(GraphicsContext g, Chart chart, Font font, double width, double height) {
    QueueView queue = chart.queue();
    double y = height - 12;
    g.setFont(font);
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(color(Token.ATTENTION));
    g.fillText("fee each if n go", chart.left(), y);
    g.setFill(color(Token.FAINT));
    g.setTextAlign(TextAlignment.RIGHT);
    String last = queue.entries().getLast().proof().label();
    boolean whole = queue.count() == queue.entries().size();
    String full = queue.count() >= queue.limit() ? "full · " : "";
    g.fillText(
        whole ? full + "first to be evicted: " + last : "the cheapest are not shown",
        width - RIGHT,
        y);
  }

  private Color color(Token token) {
    return look.palette().get(token);
  }
}
