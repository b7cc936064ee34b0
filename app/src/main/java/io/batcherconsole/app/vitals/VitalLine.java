package io.batcherconsole.app.vitals;

import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.Commands;
import io.batcherconsole.app.command.KeyCap;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.vitals.Vitals.Metric;
import io.batcherconsole.engine.LockingInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The window's top: chips that say what runs, buttons, and the strip of figures below. */
public final class VitalLine implements Panel {
  /** Below this width, px, chips leave out their details. */
  private static final double ROOMY = 1240;

  /** Below this width, px, they leave out what can be read elsewhere, too. */
  private static final double TIGHT = 1140;

  private static final double LEAST_MENU = 140;

  /** How wide each figure's column is, percent: those with more to say get more. */
  private static final double[] WIDTHS = {8, 8, 8, 11.5, 8.5, 8, 9.5, 15, 13, 10.5};

  private final VBox view = new VBox();
  private final Circle stateDot = new Circle(4);
  private final Label state = label("strong");
  private final Label uptime = label("mono", "muted");
  private final MenuButton locking = new MenuButton();
  private final MenuButton scenario = new MenuButton();
  private final Label chainKind = label("strong");
  private final Label chainId = label("mono", "muted");
  private final Label chainDetail = label("mono", "muted");
  private final Tooltip stateTip = new Tooltip();
  private final Tooltip chainTip = new Tooltip();
  private final FontIcon themeIcon = new FontIcon(Feather.MOON);
  private final Label live = label("strong");
  private final Circle liveDot = new Circle(4);
  private final Label trouble = label();
  private final HBox troubleLine = new HBox(trouble);
  private final List<MetricView> metrics = new ArrayList<>();
  private @Nullable Vitals shown;
  private @Nullable Boolean shownLive;

  private final LockingMenu lockingMenu;

  /**
   * @param lockings the designs that can be chosen
   * @param switchLocking told the name of the one that is chosen
   */
  public VitalLine(
      Commands commands,
      ScenarioMenu scenarioMenu,
      List<LockingInfo> lockings,
      Consumer<String> switchLocking) {
    scenarioMenu.fill(scenario);
    lockingMenu = new LockingMenu(locking, lockings, switchLocking);
    view.setId("vital-line");
    view.getStyleClass().add("vital-line");
    view.getChildren().addAll(chips(commands), strip(), troubleLine);
    trouble.setId("trouble");
    trouble.setWrapText(true);
    trouble.setMinHeight(Region.USE_PREF_SIZE);
    troubleLine.getStyleClass().add("trouble-line");
    troubleLine.setMinHeight(Region.USE_PREF_SIZE);
    setTrouble("");
  }

  /** Fills the scenario chip's menu each time it opens. */
  public interface ScenarioMenu {
    void fill(MenuButton chip);
  }

  private HBox chips(Commands commands) {
    Label name = label("app-name", "strong");
    name.setText("Batcher Console");
    HBox stateChip = chip(stateDot, state, uptime);
    stateChip.setId("state-chip");
    Tooltip.install(stateChip, stateTip);
    locking.setId("locking-chip");
    locking.getStyleClass().addAll("chip", "strong");
    locking.setGraphic(caption("Locking"));
    locking.setFocusTraversable(false);
    HBox chainChip = chip(caption("Chain"), chainKind, chainId, chainDetail);
    chainChip.setId("chain-chip");
    Tooltip.install(chainChip, chainTip);
    scenario.setId("scenario-chip");
    scenario.getStyleClass().addAll("chip", "strong");
    scenario.setGraphic(caption("Scenario"));
    scenario.setFocusTraversable(false);
    scenario.setMinWidth(LEAST_MENU);
    locking.setMinWidth(LEAST_MENU);
    chainDetail.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button freeze = button(commands, Command.FREEZE, "freeze", liveDot, live);
    Button theme = new Button("", themeIcon);
    theme.setId("theme");
    theme.getStyleClass().add("chip");
    theme.setFocusTraversable(false);
    theme.setMinWidth(Region.USE_PREF_SIZE);
    theme.setTooltip(new Tooltip(Command.THEME.label() + "  " + Command.THEME.keyLabel()));
    theme.setOnAction(event -> commands.run(Command.THEME));
    Button palette = button(commands, Command.PALETTE, "commands", caption("Commands"));
    HBox chips =
        new HBox(name, stateChip, locking, scenario, chainChip, space, freeze, palette, theme);
    chips.getStyleClass().add("chips");
    chips.setMinHeight(46);
    chips.setMaxHeight(46);
    chips.setMinWidth(0);
    chips
        .widthProperty()
        .addListener(
            (width, before, now) -> {
              boolean roomy = now.doubleValue() >= ROOMY;
              chainId.setVisible(roomy);
              chainId.setManaged(roomy);
              boolean tight = now.doubleValue() < TIGHT;
              uptime.setVisible(!tight);
              uptime.setManaged(!tight);
              metrics.forEach(metric -> metric.spread(roomy));
            });
    return chips;
  }

  private GridPane strip() {
    GridPane strip = new GridPane();
    strip.getStyleClass().add("metrics");
    strip.setMinHeight(60);
    for (int i = 0; i < WIDTHS.length; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(WIDTHS[i]);
      strip.getColumnConstraints().add(column);
      MetricView metric = new MetricView(i == WIDTHS.length - 1);
      metrics.add(metric);
      strip.add(metric.box, i, 0);
    }
    return strip;
  }

  @Override
  public Region view() {
    return view;
  }

  @Override
  public void show(ConsoleFrame frame) {
    Vitals vitals = Vitals.of(frame);
    if (shownLive == null || shownLive != frame.live()) {
      shownLive = frame.live();
      live.setText(frame.live() ? "Live" : "Frozen");
      liveDot.getStyleClass().setAll(frame.live() ? "live-dot" : "frozen-dot");
    }
    if (vitals.equals(shown)) {
      return;
    }
    shown = vitals;
    state.setText(vitals.state());
    stateDot.getStyleClass().setAll("dot");
    vitals.stateTone().on(stateDot);
    uptime.setText(vitals.uptime());
    stateTip.setText(
        frame.status().sentence()
            + (frame.status().listening() == null
                ? ""
                : "\nClients connect to " + frame.status().listening()));
    lockingMenu.show(vitals.locking());
    scenario.setText(vitals.scenario());
    chainKind.setText(vitals.chainKind());
    vitals.chainTone().on(chainKind);
    chainId.setText(vitals.chainId().isEmpty() ? "" : vitals.chainId() + " ·");
    chainDetail.setText(vitals.chainDetail());
    chainTip.setText(vitals.chainWhere());
    setTrouble(vitals.trouble().orElse(""));
    vitals.stateTone().on(trouble);
    for (int i = 0; i < WIDTHS.length; i++) {
      metrics.get(i).show(vitals.metrics().get(i));
    }
  }

  private void setTrouble(String sentence) {
    trouble.setText(sentence);
    troubleLine.setVisible(!sentence.isEmpty());
    troubleLine.setManaged(!sentence.isEmpty());
  }

  private static Label label(String... classes) {
    Label label = new Label();
    label.getStyleClass().addAll(classes);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label caption(String text) {
    Label caption = label("muted");
    caption.setText(text);
    return caption;
  }

  private static HBox chip(Node... parts) {
    HBox chip = new HBox(parts);
    chip.getStyleClass().add("chip");
    chip.setAlignment(Pos.CENTER_LEFT);
    return chip;
  }

  private static Button button(Commands commands, Command command, String id, Node... parts) {
    HBox content = new HBox(parts);
    content.getStyleClass().add("chip-content");
    content.getChildren().add(KeyCap.of(command));
    Button button = new Button();
    button.setGraphic(content);
    button.setId(id);
    button.getStyleClass().add("chip");
    button.setFocusTraversable(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> commands.run(command));
    return button;
  }

  /** One figure of the strip. */
  private static final class MetricView {
    private final Label name = new Label();
    private final Label number = new Label();
    private final Label aside = new Label();
    private final VBox box = new VBox(name);
    private final Tooltip tip = new Tooltip();
    private @Nullable Metric shown;
    private boolean roomy = true;

    MetricView(boolean last) {
      name.getStyleClass().addAll("metric-name", "muted");
      number.getStyleClass().addAll("metric-number", "mono-strong");
      number.setMinWidth(Region.USE_PREF_SIZE);
      aside.getStyleClass().addAll("metric-aside", "muted");
      HBox figure = new HBox(number, aside);
      figure.getStyleClass().add("metric-figure");
      figure.setAlignment(Pos.BASELINE_LEFT);
      box.getChildren().add(figure);
      box.getStyleClass().add(last ? "metric-last" : "metric");
      box.setMinWidth(0);
      Tooltip.install(box, tip);
    }

    void spread(boolean room) {
      roomy = room;
      Metric metric = shown;
      if (metric != null) {
        shown = null;
        show(metric);
      }
    }

    void show(Metric metric) {
      if (metric.equals(shown)) {
        return;
      }
      shown = metric;
      name.setText(metric.name());
      number.setText(metric.number());
      aside.setText(metric.aside() + (roomy ? metric.rest() : ""));
      metric.tone().on(number);
      tip.setText(
          (metric.name() + ": " + metric.number() + " " + metric.aside() + metric.rest()).strip());
    }
  }
}
