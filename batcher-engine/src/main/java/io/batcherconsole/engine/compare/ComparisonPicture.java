package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.compare.LaneSpan.Kind;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import io.batcherconsole.engine.event.Timeline.Mark;
import io.batcherconsole.engine.locking.LockingDesign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The lanes of all designs on one clock, as an SVG: every block starts with its own first proof,
 * and a second is as wide in all of them. Shapes and colours are the window's.
 */
public final class ComparisonPicture {
  private static final double WIDTH = 1200;
  private static final double LEFT = 92;
  private static final double RIGHT = 24;
  private static final double TOP = 88;
  private static final double ROW = PictureStyle.BAR + 5;
  private static final double LEGEND = 74;
  private static final int LINE_OF_WORDS = 190;

  /** A name in a bar needs so much room for each of its characters, px. */
  private static final double CHARACTER = 5.7;

  /** A name covers the hatch under it, of which more is to be seen than it covers. */
  private static final double HATCH_SEEN = 2.2;

  /** Marks of one kind that are closer than this, px, are one. */
  private static final double CLOSE = 9;

  /** What lasts no longer than this, px, is not drawn, unless it is a hold. */
  private static final double SEEN = 0.5;

  private final Comparison comparison;
  private final List<Block> blocks = new ArrayList<>();
  private final double nanosPerPixel;
  private final double height;
  private final SvgWriter svg;

  /** One design with what was seen of it, and its first moment. */
  private record Block(
      String locking, String caution, List<String> words, List<Lane> lanes, long start, long now) {
    double height() {
      return 30 + 16 * words.size() + ROW * lanes.size() + 18;
    }
  }

  private ComparisonPicture(Comparison comparison, Map<String, Timeline> timelines) {
    this.comparison = comparison;
    timelines.forEach(
        (locking, timeline) ->
            blocks.add(
                new Block(
                    locking,
                    caution(locking),
                    wrapped(Conclusion.capital(comparison.conclusions().getOrDefault(locking, ""))),
                    inOrder(timeline),
                    start(timeline),
                    timeline.to())));
    long longest = blocks.stream().mapToLong(ComparisonPicture::length).max().orElse(0);
    this.nanosPerPixel = Math.max(1, longest / (WIDTH - LEFT - RIGHT - 8));
    this.height = TOP + blocks.stream().mapToDouble(Block::height).sum() + LEGEND;
    this.svg = new SvgWriter(WIDTH, height);
  }

  /**
   * Draws it.
   *
   * @param timelines of the load, by design, in the order in which they are drawn; they contain
   *     lanes of the load's users and of nobody else
   */
  public static String svg(Comparison comparison, Map<String, Timeline> timelines) {
    return new ComparisonPicture(comparison, timelines).draw();
  }

  private static String caution(String locking) {
    String hazards = LockingDesign.named(locking).caution();
    return hazards.isEmpty() ? "" : "comes with " + hazards;
  }

  /** By user, so that a user is found in the same place under each design. */
  private static List<Lane> inOrder(Timeline timeline) {
    return timeline.lanes().stream()
        .sorted(Comparator.comparing((Lane lane) -> lane.user().name()))
        .toList();
  }

  private static long start(Timeline timeline) {
    return timeline.lanes().stream()
        .flatMap(lane -> lane.intervals().stream())
        .mapToLong(Interval::start)
        .min()
        .orElse(timeline.from());
  }

  /** Until the last proof's end, ns. */
  private static long length(Block block) {
    long last = block.start();
    for (Lane lane : block.lanes()) {
      for (Interval interval : lane.intervals()) {
        last = Math.max(last, interval.open() ? block.now() : interval.end());
      }
      for (Mark mark : lane.marks()) {
        last = Math.max(last, mark.at());
      }
    }
    return last - block.start();
  }

  private static List<String> wrapped(String sentence) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= LINE_OF_WORDS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private String draw() {
    svg.content("title", title());
    PictureStyle.define(svg);
    PictureStyle.ground(svg, WIDTH, height);
    text("head", 16, 28, "The same load under " + blocks.size() + " locking designs");
    text("muted", 16, 47, title());
    axis();
    double y = TOP;
    for (Block block : blocks) {
      block(block, y);
      y += block.height();
    }
    legend(y);
    return svg.text();
  }

  private String title() {
    return comparison.scenario() + " on " + comparison.chain() + ", " + comparison.delayInWords();
  }

  private void axis() {
    double step = step();
    double end = WIDTH - RIGHT;
    for (int i = 0; x(0, (long) (i * step)) <= end; i++) {
      double x = x(0, (long) (i * step));
      PictureStyle.rule(svg, x, TOP - 8, x, height - LEGEND);
      text("muted middle", x, TOP - 14, SvgWriter.number(i * step / 1e9) + (i == 0 ? "" : " s"));
    }
  }

  /** The shortest of 1, 2 and 5 times a power of ten that leaves room for the words, ns. */
  private double step() {
    double least = 70 * nanosPerPixel;
    for (double power = 1e8; ; power *= 10) {
      for (int times : new int[] {1, 2, 5}) {
        if (times * power >= least) {
          return times * power;
        }
      }
    }
  }

  private double x(long start, long at) {
    return LEFT + (at - start) / nanosPerPixel;
  }

  private void block(Block block, double top) {
    PictureStyle.rule(svg, 16, top, WIDTH - RIGHT, top);
    double y = top + 22;
    PictureStyle.box(
        svg, 12, top + 4, WIDTH - 2 * 12, 10 + 16 * (1 + block.words().size()), "#ffffff");
    svg.open("text", "x", 16, "y", y);
    svg.content("tspan", block.locking(), "class", "name");
    svg.content("tspan", block.caution(), "class", "muted", "dx", 6);
    svg.close();
    for (String line : block.words()) {
      y += 16;
      text("muted", 16, y, line);
    }
    y += 14;
    String user = "";
    for (Lane lane : block.lanes()) {
      String name = lane.user().name();
      lane(block, lane, y, name.equals(user) ? "" : name);
      user = name;
      y += ROW;
    }
  }

  private void lane(Block block, Lane lane, double y, String user) {
    double middle = y + PictureStyle.BAR / 2;
    if (!user.isEmpty()) {
      text("name", 16, middle + 5, user);
    }
    text("muted end", LEFT - 10, middle + 4, lane.queue() ? "queue" : "c" + lane.connection());
    svg.open("g", "transform", "translate(0," + SvgWriter.number(y) + ")");
    long closest = (long) (0.6 * nanosPerPixel);
    List<LaneSpan> spans = LaneSpan.of(lane, closest, block.now());
    for (LaneSpan span : spans) {
      if (span.kind() == Kind.HOLDING || wide(span) > SEEN) {
        PictureStyle.span(svg, span.kind(), x(block.start(), span.start()), wide(span));
      }
    }
    for (LaneSpan span : spans) {
      label(span, x(block.start(), span.start()), wide(span));
    }
    marks(block, lane);
    svg.close();
  }

  private double wide(LaneSpan span) {
    return (span.end() - span.start()) / nanosPerPixel;
  }

  private void label(LaneSpan span, double x, double wide) {
    double room = CHARACTER * span.label().length() + 3;
    boolean onHold = span.kind() == Kind.HOLDING;
    if (span.label().isEmpty() || wide < (onHold ? room + 2 : HATCH_SEEN * room)) {
      return;
    }
    if (onHold) {
      text("proof on-hold", x + 3, 8.5, span.label());
    } else {
      PictureStyle.box(svg, x + 2, 4, room, PictureStyle.BAR - 8, "#ffffff");
      text("proof", x + 4, 12.5, span.label());
    }
  }

  private void marks(Block block, Lane lane) {
    List<Mark> marks = lane.marks();
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      boolean sameFollows =
          i + 1 < marks.size()
              && marks.get(i + 1).stage() == mark.stage()
              && (marks.get(i + 1).at() - mark.at()) / nanosPerPixel < CLOSE;
      if (!sameFollows) {
        mark(mark.stage(), x(block.start(), mark.at()), PictureStyle.BAR / 2);
      }
    }
  }

  private void mark(Stage stage, double x, double y) {
    String shape =
        switch (stage) {
          case POSTED -> "posted";
          case REFUSED -> "refused";
          case EVICTED, FLUSHED, REPLACED -> "evicted";
          default -> "gone";
        };
    svg.element("use", "href", "#" + shape, "x", x, "y", y);
  }

  private void legend(double top) {
    PictureStyle.rule(svg, 16, top, WIDTH - RIGHT, top);
    legendRow(
        top + 14,
        List.of(
            Kind.WAITING_USER,
            Kind.WAITING_BATCH,
            Kind.HOLDING,
            Kind.VERIFYING,
            Kind.WAITING_VERIFIER,
            Kind.INJECTED));
    double x = legendRow(top + 42, List.of(Kind.BEHIND_CONNECTION, Kind.QUEUED, Kind.IN_BATCH));
    svg.open("g", "transform", "translate(0," + SvgWriter.number(top + 42) + ")");
    x = markSample(x, "posted", Stage.POSTED);
    x = markSample(x, "refused", Stage.REFUSED);
    x = markSample(x, "pushed out of the queue", Stage.EVICTED);
    markSample(x, "its client went away", Stage.ABANDONED);
    svg.close();
  }

  private double legendRow(double y, List<Kind> kinds) {
    double x = 16;
    svg.open("g", "transform", "translate(0," + SvgWriter.number(y) + ")");
    for (Kind kind : kinds) {
      PictureStyle.span(svg, kind, x, 30);
      text("muted", x + 37, 13, kind.words());
      x += 37 + width(kind.words());
    }
    svg.close();
    return x;
  }

  private double markSample(double x, String words, Stage stage) {
    mark(stage, x + 6, PictureStyle.BAR / 2);
    text("muted", x + 17, 13, words);
    return x + 17 + width(words);
  }

  private static double width(String words) {
    return 6.1 * words.length() + 16;
  }

  private void text(String styles, double x, double y, String words) {
    svg.content("text", words, "class", styles, "x", x, "y", y);
  }
}
