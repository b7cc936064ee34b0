package io.batcherconsole.engine.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where time is spent waiting, and where it is held up: exact counts that do not depend on event
 * records.
 *
 * @param rows what was waited for longest in all first; what was never asked for has none
 */
public record ContentionView(List<Row> rows) {
  static final Comparator<Row> MOST_WAITED_FIRST =
      Comparator.comparingLong((Row row) -> row.waits().total()).reversed();

  public ContentionView {
    rows = List.copyOf(rows);
  }

  /** What is waited for. */
  public sealed interface Resource {
    /** "user lock", "a verifier". */
    String what();

    /** What for: "admission of a proof". */
    String where();
  }

  /** Locks of a kind, where they are taken. */
  public record Lock(LockKind kind, LockSite site) implements Resource {
    @Override
    public String what() {
      return kind.words() + " lock";
    }

    @Override
    public String where() {
      return site.sentence();
    }
  }

  /** What is waited for like a lock, and is none. */
  public enum NoLock implements Resource {
    /** A connection's messages are taken one after another; held while one is answered. */
    OWN_CONNECTION("own connection", "a message's turn"),
    /** One of the pool's verifiers; held while it verifies. */
    VERIFIER("a verifier", "verifying a proof");

    private final String what;
    private final String where;

    NoLock(String what, String where) {
      this.what = what;
      this.where = where;
    }

    @Override
    public String what() {
      return what;
    }

    @Override
    public String where() {
      return where;
    }
  }

  /**
   * One resource.
   *
   * @param waits from asking to getting it or to giving up; 0 when it was free
   * @param holds from getting it to giving it back, of acquisitions that have ended
   * @param timeouts how many gave up because it took too long
   * @param chains how many found one, two, three … in their way, the holder and the line; the last
   *     counts longer ones too. Empty where that is not known
   */
  public record Row(
      Resource resource, Timings waits, Timings holds, long timeouts, List<Long> chains) {
    public Row {
      chains = List.copyOf(chains);
    }

    /** How often it was had and given back. */
    public long acquisitions() {
      return holds.count();
    }

    /** Most that were in one's way when it came, 0 when nobody was, -1 where that is not known. */
    public int longestChain() {
      int longest = chains.size();
      while (longest > 0 && chains.get(longest - 1) == 0) {
        longest--;
      }
      return chains.isEmpty() ? -1 : longest;
    }

    private Row since(Row earlier) {
      List<Long> added = new ArrayList<>();
      for (int i = 0; i < chains.size(); i++) {
        added.add(chains.get(i) - earlier.chains.get(i));
      }
      return new Row(
          resource,
          waits.since(earlier.waits),
          holds.since(earlier.holds),
          timeouts - earlier.timeouts,
          added);
    }

    boolean anything() {
      return waits.count() > 0 || holds.count() > 0;
    }
  }

  /** What came to it since an earlier view of the same engine. */
  public ContentionView since(ContentionView earlier) {
    Map<Resource, Row> before = new HashMap<>();
    earlier.rows.forEach(row -> before.put(row.resource(), row));
    List<Row> added = new ArrayList<>();
    for (Row row : rows) {
      Row known = before.get(row.resource());
      Row fresh = known == null ? row : row.since(known);
      if (fresh.anything()) {
        added.add(fresh);
      }
    }
    added.sort(MOST_WAITED_FIRST);
    return new ContentionView(added);
  }
}
