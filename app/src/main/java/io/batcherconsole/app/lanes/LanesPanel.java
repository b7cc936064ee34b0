package io.batcherconsole.app.lanes;

import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.paint.LaneGeometry;
import io.batcherconsole.app.paint.PixelSurface;
import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.app.paint.TimeWindow;
import io.batcherconsole.app.theme.Look;
import io.batcherconsole.app.theme.Palette;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.event.Timeline.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The user lanes with everything a person does to them. */
public final class LanesPanel implements Panel {
  private static final double WHEEL_ZOOM = 1.15;
  private static final long LATEST = 100_000_000L;

  private final Look look;
  private final Selection selection;
  private final TimeWindow time;
  private final LanePicture picture;
  private final LaneOrder.Keeper keeper = new LaneOrder.Keeper();
  private final PixelSurface surface = new PixelSurface();
  private final Label invitation = new Label();
  private final Canvas words = new Canvas();
  private final Region drawing = new Area();
  private final Tooltip tip = new Tooltip();
  private final MenuButton span = new MenuButton();
  private final MenuButton order = new MenuButton();
  private final PanelBox view;

  private LaneOrder chosenOrder = LaneOrder.FIRST_CONTACT;
  private int firstUser;
  private double dragX;
  private @Nullable ConsoleFrame frame;
  private @Nullable TimeScale scale;
  private @Nullable LaneRows rows;

  /** What the picture on screen was painted of. */
  private @Nullable Painted painted;

  private record Painted(
      Timeline timeline,
      long selected,
      TimeScale scale,
      double height,
      Palette palette,
      LaneOrder order,
      int firstUser) {}

  public LanesPanel(Look look, Selection selection, TimeWindow time) {
    this.look = look;
    this.selection = selection;
    this.time = time;
    this.picture = new LanePicture(look);
    this.view = new PanelBox("Users", drawing).aside(span, order);
    view.setId("users");
    words.setMouseTransparent(true);
    invitation.getStyleClass().addAll("muted", "invitation");
    invitation.setWrapText(true);
    invitation.setVisible(false);
    menus();
    drawing.setOnMouseMoved(this::point);
    drawing.setOnMouseExited(event -> Tooltip.uninstall(drawing, tip));
    drawing.setOnMousePressed(event -> dragX = event.getX());
    drawing.setOnMouseDragged(this::drag);
    drawing.setOnMouseClicked(this::click);
    drawing.setOnScroll(this::scroll);
    look.themeProperty().addListener((property, before, now) -> paint());
  }

  /** Lays out pixels and canvas. */
  private final class Area extends Region {
    Area() {
      setMinSize(0, 0);
      getChildren().addAll(surface.view(), words, invitation);
    }

    @Override
    protected void layoutChildren() {
      words.setWidth(Math.floor(getWidth()));
      words.setHeight(Math.floor(getHeight()));
      surface.view().relocate(LaneGeometry.LEFT, 0);
      double room = Math.max(0, getWidth() - LaneGeometry.LEFT - LaneGeometry.RIGHT - 2 * 24);
      double inviteWidth = Math.min(invitation.prefWidth(-1), room);
      invitation.resizeRelocate(
          LaneGeometry.LEFT + 24, LaneRows.TOP, inviteWidth, invitation.prefHeight(inviteWidth));
      paint();
    }
  }

  private void menus() {
    span.getStyleClass().add("quiet-menu");
    order.getStyleClass().add("quiet-menu");
    order.setId("lane-order");
    span.setId("lane-span");
    for (Duration choice : TimeWindow.CHOICES) {
      MenuItem item = new MenuItem(words(choice.toNanos()));
      item.setOnAction(event -> time.show(choice));
      span.getItems().add(item);
    }
    for (LaneOrder choice : LaneOrder.values()) {
      MenuItem item = new MenuItem(choice.words());
      item.setOnAction(
          event -> {
            chosenOrder = choice;
            order.setText(choice.words());
            paint();
          });
      order.getItems().add(item);
    }
    order.setText(chosenOrder.words());
  }

  private static String words(long nanos) {
    long seconds = Math.round(nanos / 1e9);
    return seconds >= 120 && seconds % 60 == 0
        ? seconds / 60 + " min"
        : seconds >= 1 ? seconds + " s" : nanos / 1_000_000 + " ms";
  }

  @Override
  public Region view() {
    return view;
  }

  @Override
  public void show(ConsoleFrame next) {
    frame = next;
    String shownSpan = words(time.span());
    if (!shownSpan.equals(span.getText())) {
      span.setText(shownSpan);
    }
    paint();
  }

  private void paint() {
    ConsoleFrame shown = frame;
    double width = words.getWidth();
    double height = words.getHeight();
    if (shown == null || width <= LaneGeometry.LEFT + LaneGeometry.RIGHT || height < 1) {
      return;
    }
    Timeline timeline = shown.timeline();
    double pixelScale = pixelScale();
    TimeScale now =
        TimeScale.of(
            timeline.to(),
            timeline.to() - timeline.from(),
            LaneGeometry.LEFT,
            width - LaneGeometry.RIGHT,
            pixelScale);
    Painted next =
        new Painted(
            timeline, shown.selected(), now, height, look.palette(), chosenOrder, firstUser);
    if (same(next, painted)) {
      return;
    }
    painted = next;
    surface.resize(width - LaneGeometry.LEFT - LaneGeometry.RIGHT, height, pixelScale);
    List<UserLanes> users =
        keeper.ordered(UserLanes.of(timeline.lanes()), chosenOrder, timeline.from(), shown.now());
    LaneRows laid = LaneRows.of(users, height, firstUser);
    firstUser = laid.firstUser();
    scale = now;
    rows = laid;
    var g = words.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    picture.paint(shown, laid, now, surface, g, height);
    invitation.setVisible(users.isEmpty());
    if (users.isEmpty()) {
      invite(shown.status().listening());
    }
  }

  private void invite(@Nullable String listening) {
    invitation.setText(
        listening == null
            ? "Nobody has sent a proof, and the batcher is not listening."
            : "Nobody has sent a proof yet. Press 1 to run the first scenario, or point a client at"
                + " "
                + listening
                + ".");
  }

  /** Whether nothing that can be seen differs: columns are anchored to time. */
  @SuppressWarnings("ReferenceEquality") // the same timeline object is the same picture
  private static boolean same(Painted next, @Nullable Painted before) {
    return before != null
        && (next.timeline() == before.timeline() || aMomentLater(next, before))
        && next.selected() == before.selected()
        && next.scale().equals(before.scale())
        && next.height() == before.height()
        && next.palette() == before.palette()
        && next.order() == before.order()
        && next.firstUser() == before.firstUser();
  }

  /**
   * Whether only so little time went by that no column moved on. What began meanwhile is narrower
   * than a column and shows with the next one, after 100 ms at the latest.
   */
  private static boolean aMomentLater(Painted next, Painted before) {
    long passed = next.timeline().to() - before.timeline().to();
    return passed > 0 && passed < LATEST;
  }

  private double pixelScale() {
    var window = view.getScene() == null ? null : view.getScene().getWindow();
    return window == null ? 1 : Math.max(1, window.getOutputScaleX());
  }

  private Optional<Interval> at(double x, double y) {
    TimeScale on = scale;
    if (on == null || x < on.left() || x > on.right()) {
      return Optional.empty();
    }
    long moment = on.time(x);
    long slack = Math.round(2 * on.nanosPerColumn());
    return row(y).stream()
        .flatMap(row -> row.lane().intervals().stream())
        .filter(interval -> interval.start() - slack <= moment && moment < interval.end())
        .reduce((first, second) -> second);
  }

  private void point(MouseEvent event) {
    ConsoleFrame shown = frame;
    Optional<String> about =
        shown == null ? Optional.empty() : about(event.getX(), event.getY(), shown.now());
    if (about.isPresent()) {
      tip.setText(about.get());
      Tooltip.install(drawing, tip);
    } else {
      Tooltip.uninstall(drawing, tip);
    }
  }

  /** What is under the pointer: a bar, or at a row's name what waits behind its connection. */
  private Optional<String> about(double x, double y, long now) {
    if (x < LaneGeometry.LEFT) {
      return row(y).flatMap(picture::behind).map(connection -> Backlog.about(connection, now));
    }
    return at(x, y).map(interval -> LaneWords.about(interval, now));
  }

  private Optional<LaneRow.OfLane> row(double y) {
    LaneRows laid = rows;
    return laid == null
        ? Optional.empty()
        : laid.rows().stream()
            .filter(row -> row instanceof LaneRow.OfLane)
            .map(row -> (LaneRow.OfLane) row)
            .filter(row -> y >= row.y() && y < row.y() + row.height())
            .findFirst();
  }

  private void click(MouseEvent event) {
    if (event.isStillSincePress()) {
      at(event.getX(), event.getY())
          .ifPresentOrElse(
              interval -> selection.select(interval.proof().serial()), selection::clear);
    }
  }

  /** While frozen, dragging moves the window through time. */
  private void drag(MouseEvent event) {
    TimeScale on = scale;
    ConsoleFrame shown = frame;
    if (on != null && shown != null && !shown.live()) {
      time.panBy(Math.round((event.getX() - dragX) * on.nanosPerColumn() * on.pixelScale()));
      dragX = event.getX();
    }
  }

  /** The wheel zooms; with Shift it moves through the users. */
  private void scroll(ScrollEvent event) {
    TimeScale on = scale;
    double delta = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
    if (delta == 0 || on == null) {
      return;
    }
    if (event.isShiftDown()) {
      firstUser = Math.max(0, firstUser - (int) Math.signum(delta));
      paint();
    } else {
      ConsoleFrame shown = frame;
      boolean live = shown == null || shown.live();
      double anchor = (event.getX() - on.left()) / (on.right() - on.left());
      time.zoom(delta > 0 ? 1 / WHEEL_ZOOM : WHEEL_ZOOM, live ? 1 : Math.clamp(anchor, 0, 1));
    }
    event.consume();
  }
}
