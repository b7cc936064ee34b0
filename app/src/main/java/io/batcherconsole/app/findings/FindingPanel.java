package io.batcherconsole.app.findings;

import io.batcherconsole.app.command.Command;
import io.batcherconsole.app.command.KeyCap;
import io.batcherconsole.app.frame.ConsoleFrame;
import io.batcherconsole.app.frame.Panel;
import io.batcherconsole.app.frame.PanelBox;
import io.batcherconsole.app.frame.Selection;
import io.batcherconsole.app.paint.TimeWindow;
import io.batcherconsole.app.text.Figures;
import io.batcherconsole.app.text.Tone;
import io.batcherconsole.engine.diagnose.FindingDesk;
import io.batcherconsole.engine.event.FindingsView;
import io.batcherconsole.engine.event.FindingsView.InvariantView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The findings: how many, each in a sentence, and the invariants that hold. */
public final class FindingPanel implements Panel {
  private final FindingDesk desk;
  private final Selection selection;
  private final TimeWindow time;
  private final Label count = new Label();
  private final VBox list = new VBox();
  private final Label unlisted = new Label();
  private final SeverityMark wellMark = new SeverityMark();
  private final Label wellTitle = new Label();
  private final Label wellNames = new Label();
  private final HBox well;
  private final List<FindingRowView> views = new ArrayList<>();
  private final PanelBox view;
  private @Nullable ConsoleFrame frame;
  private int shown = -1;

  public FindingPanel(FindingDesk desk, Selection selection, TimeWindow time) {
    this.desk = desk;
    this.selection = selection;
    this.time = time;
    count.getStyleClass().add("mono-strong");
    count.setId("finding-count");
    list.getStyleClass().add("findings");
    unlisted.getStyleClass().addAll("muted", "finding-detail");
    wellNames.getStyleClass().addAll("muted", "finding-detail");
    for (Label words : List.of(wellTitle, wellNames)) {
      words.setWrapText(true);
      words.setMinHeight(Region.USE_PREF_SIZE);
    }
    VBox text = new VBox(wellTitle, wellNames);
    text.getStyleClass().add("finding-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    well = new HBox(wellMark, text);
    well.getStyleClass().addAll("finding", "invariants");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("bare");
    scroll.setMinHeight(0);
    view = new PanelBox("Findings", scroll).aside(count, KeyCap.of(Command.FINDINGS));
    view.setId("findings");
  }

  @Override
  public Region view() {
    return view;
  }

  @Override
  public void show(ConsoleFrame now) {
    frame = now;
    FindingsView findings = now.findings();
    List<FindingRow> rows = FindingRow.of(findings, now.now());
    long wrong = findings.count();
    count.setText(wrong == 0 ? "none" : Figures.count(wrong));
    (wrong == 0 ? Tone.MUTED : Tone.ATTENTION).on(count);
    while (views.size() < rows.size()) {
      views.add(new FindingRowView(new RowActions()));
    }
    for (int i = 0; i < rows.size(); i++) {
      views.get(i).show(rows.get(i));
    }
    showInvariants(findings, wrong);
    long more = FindingRow.unlisted(findings);
    unlisted.setText("and " + Figures.count(more) + " more");
    if (rows.size() != shown || more > 0 != list.getChildren().contains(unlisted)) {
      shown = rows.size();
      List<Node> nodes =
          new ArrayList<>(views.subList(0, shown).stream().map(FindingRowView::view).toList());
      if (more > 0) {
        nodes.add(unlisted);
      }
      nodes.add(well);
      list.getChildren().setAll(nodes);
    }
  }

  private void showInvariants(FindingsView findings, long wrong) {
    List<InvariantView> all = findings.invariants();
    List<InvariantView> broken = in(all, InvariantView.State.BROKEN);
    List<InvariantView> holding = in(all, InvariantView.State.HOLDS);
    if (holding.isEmpty()) {
      wellTitle.setText("Nothing was looked at yet.");
      wellNames.setText("");
    } else {
      String nothing = wrong == 0 ? "Nothing was found to be wrong. " : "";
      wellTitle.setText(
          nothing
              + (broken.isEmpty() && holding.size() == all.size()
                  ? "All " + holding.size() + " invariants hold."
                  : holding.size() + " of " + all.size() + " invariants hold."));
      wellNames.setText(
          holding.stream().map(InvariantView::sentence).collect(Collectors.joining(" · ")));
    }
    wellMark.showWell();
    wellMark.setVisible(!holding.isEmpty());
  }

  private static List<InvariantView> in(List<InvariantView> all, InvariantView.State state) {
    return all.stream().filter(invariant -> invariant.state() == state).toList();
  }

  private final class RowActions implements FindingRowView.Actions {
    /** Selects whoever is concerned, the next one each time, and shows when it was. */
    @Override
    public void open(FindingRow row) {
      ConsoleFrame current = frame;
      if (!row.concerned().isEmpty()) {
        int at = row.concerned().indexOf(selection.serial());
        selection.select(row.concerned().get((at + 1) % row.concerned().size()));
      }
      if (current != null) {
        time.reveal(row.from(), Math.min(row.to(), current.now()), current.now());
      }
    }

    @Override
    public void silence(FindingRow row, boolean silent) {
      desk.silence(row.id(), silent);
    }

    @Override
    public void silenceCheck(FindingRow row, boolean silent) {
      desk.silenceCheck(row.check(), silent);
    }
  }
}
