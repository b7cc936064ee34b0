package io.batcherconsole.app.faults;

import atlantafx.base.controls.ProgressSliderSkin;
import atlantafx.base.controls.ToggleSwitch;
import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.Commands;
import io.batcherconsole.app.command.KeyCap;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.engine.event.FaultView;
import io.batcherconsole.engine.event.Timeline;
import io.batcherconsole.engine.fault.FaultDesk;
import io.batcherconsole.engine.fault.FaultRule;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The fault desk: a delay before verification, set by a slider up to 10 s or by typing up to the
 * desk's limit, for everyone or for some users; and any other rule, as a line of text. Each change
 * acts at once.
 */
public final class FaultPanel implements Panel {
  private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
  private static final double SLIDER_SECONDS = 10;
  private static final double STEP_SECONDS = 0.1;

  /** What the switch turns on when no delay was set before: what PR 2014's authors used. */
  private static final Duration USUAL = Duration.ofSeconds(5);

  private final FaultDesk desk;
  private final ToggleSwitch toggle = new ToggleSwitch();
  private final Slider slider = new Slider(0, SLIDER_SECONDS, USUAL.toSeconds());
  private final TextField seconds = new TextField(DelayText.seconds(USUAL));
  private final ScopeMenu scope = new ScopeMenu(users -> aim());
  private final Label hits = new Label();
  private final Label error = new Label();
  private final VBox card = new VBox();
  private final RuleList rules =
      new RuleList(
          new RuleCard.Actions() {
            @Override
            public void enable(long rule, boolean on) {
              change(() -> desk.enable(rule, on));
            }

            @Override
            public void remove(long rule) {
              change(() -> desk.remove(rule));
            }

            @Override
            public void release(long rule, int most) {
              change(() -> desk.release(rule, most));
            }
          });
  private final RuleField field = new RuleField(this::users, this::add);
  private final PanelBox view;

  private Duration delay = USUAL;
  private VerifyFault fault = VerifyFault.NONE;
  private @Nullable List<FaultView> shownRules;

  /** True while the panel itself moves its controls, so that it does not take that for a person. */
  private boolean showing;

  public FaultPanel(FaultDesk desk, Commands commands) {
    this.desk = desk;
    view = new PanelBox("Faults", content(commands)).aside(KeyCap.of(Command.FAULTS));
    view.setId("faults");
    commands.on(Command.FAULTS, slider::requestFocus);
    commands.on(Command.CLEAR_FAULTS, () -> change(desk::clearAll));
    commands.on(Command.ADD_FAULT, field::open);
    commands.on(Command.RELEASE_ONE, () -> release(1));
    commands.on(Command.RELEASE_ALL, () -> release(Integer.MAX_VALUE));
    listen();
    show(desk.rules());
    tell("");
  }

  private VBox content(Commands commands) {
    Label name = new Label("verify");
    name.getStyleClass().add("strong");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox title = new HBox(name, space, toggle);
    title.setAlignment(Pos.CENTER_LEFT);
    toggle.setId("fault-toggle");
    slider.setId("fault-slider");
    slider.setSkin(new ProgressSliderSkin(slider));
    slider.setBlockIncrement(STEP_SECONDS * 5);
    seconds.setId("fault-seconds");
    seconds.getStyleClass().addAll("mono-medium", "figure-field");
    seconds.setPrefColumnCount(4);
    Label plus = new Label("+");
    plus.getStyleClass().add("mono-medium");
    Label unit = new Label("s ·");
    unit.getStyleClass().addAll("mono", "muted");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    HBox figures = new HBox(plus, seconds, unit, scope.button());
    figures.setAlignment(Pos.CENTER_LEFT);
    figures.getStyleClass().add("fault-figures");
    hits.setId("fault-hits");
    hits.getStyleClass().add("muted");
    hits.setWrapText(true);
    error.setId("fault-error");
    error.getStyleClass().add("broken");
    error.setWrapText(true);
    error.setMinHeight(Region.USE_PREF_SIZE);
    card.getStyleClass().addAll("card", "fault-card");
    card.getChildren().addAll(new CombEdge(), title, slider, figures, hits);
    Button add = button("Add fault", Command.ADD_FAULT, commands);
    add.setTooltip(new Tooltip("Add a fault (" + Command.ADD_FAULT.keyLabel() + ")"));
    Button clear = button("Clear all", Command.CLEAR_FAULTS, commands);
    clear.setGraphic(KeyCap.of(Command.CLEAR_FAULTS));
    clear.setContentDisplay(ContentDisplay.RIGHT);
    clear.setId("fault-clear");
    VBox content = new VBox(card, rules.view(), field.view(), error, new HBox(6, add, clear));
    content.getStyleClass().add("fault-content");
    return content;
  }

  private static Button button(String label, Command command, Commands commands) {
    Button button = new Button(label);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().add("small-button");
    button.setOnAction(event -> commands.run(command));
    return button;
  }

  private void listen() {
    slider
        .valueProperty()
        .addListener(
            (property, before, now) -> {
              if (!showing) {
                double steps = Math.round(now.doubleValue() / STEP_SECONDS);
                set(Duration.ofMillis(Math.round(steps * STEP_SECONDS * 1000)));
              }
            });
    seconds.setOnAction(event -> typed());
    seconds
        .focusedProperty()
        .addListener(
            (property, before, now) -> {
              if (!now) {
                typed();
              }
            });
    toggle
        .selectedProperty()
        .addListener(
            (property, before, now) -> {
              if (!showing) {
                turn(now);
              }
            });
  }

  @Override
  public Region view() {
    return view;
  }

  // The same list object is the same rules; equal ones in another object are shown again, cheaply.
  @SuppressWarnings("ReferenceEquality")
  @Override
  public void show(ConsoleFrame frame) {
    scope.meet(frame.timeline().lanes().stream().map(Timeline.Lane::user).distinct().toList());
    if (frame.faults() != shownRules) {
      shownRules = frame.faults();
      show(frame.faults());
    }
  }

  private void show(List<FaultView> all) {
    show(VerifyFault.among(all));
    rules.show(all);
  }

  private void show(VerifyFault now) {
    showing = true;
    fault = now;
    if (now.rule() >= 0) {
      delay = now.delay();
      scope.show(now.users());
    }
    toggle.setSelected(now.on());
    if (!slider.isValueChanging()) {
      slider.setValue(delay.toMillis() / 1000.0);
    }
    if (!seconds.isFocused()) {
      seconds.setText(DelayText.seconds(delay));
    }
    hits.setText(now.hits());
    card.pseudoClassStateChanged(ON, now.on());
    showing = false;
  }

  private void typed() {
    try {
      Duration typed = DelayText.parse(seconds.getText());
      tell("");
      if (!typed.equals(delay)) {
        set(typed);
      }
    } catch (IllegalArgumentException wrong) {
      tell(String.valueOf(wrong.getMessage()));
    }
  }

  private void set(Duration next) {
    if (next.equals(delay) && (fault.on() || next.isZero())) {
      return;
    }
    delay = next;
    Set<String> users = scope.users();
    change(() -> desk.delayVerification(next, users));
  }

  private void aim() {
    if (fault.rule() >= 0) {
      Duration same = delay;
      Set<String> users = scope.users();
      change(() -> desk.delayVerification(same, users));
    }
  }

  private void turn(boolean on) {
    if (fault.rule() >= 0) {
      long rule = fault.rule();
      change(() -> desk.enable(rule, on));
    } else if (on) {
      delay = delay.isZero() ? USUAL : delay;
      Duration next = delay;
      Set<String> users = scope.users();
      change(() -> desk.delayVerification(next, users));
    }
  }

  /** Does {@code change} and shows what the desk made of it. */
  private void change(Runnable change) {
    try {
      change.run();
      tell("");
    } catch (IllegalArgumentException | IllegalStateException refused) {
      tell(String.valueOf(refused.getMessage()));
    }
    show(desk.rules());
  }

  private void add(String text) {
    change(
        () -> {
          desk.add(FaultRule.parse(text));
          field.close();
        });
  }

  /** At the gate where somebody has been stopped for the longest time. */
  private void release(int most) {
    desk.rules().stream()
        .filter(rule -> rule.gate() && !rule.heldNow().isEmpty())
        .min(Comparator.comparingLong(rule -> rule.heldNow().getFirst().since()))
        .ifPresent(gate -> change(() -> desk.release(gate.id(), most)));
  }

  private List<String> users() {
    return scope.known();
  }

  private void tell(String sentence) {
    error.setText(sentence);
    error.setVisible(!sentence.isEmpty());
    error.setManaged(!sentence.isEmpty());
  }
}
