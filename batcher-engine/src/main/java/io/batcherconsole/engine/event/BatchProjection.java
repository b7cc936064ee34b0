package io.batcherconsole.engine.event;

import java.util.List;
import java.util.TreeMap;

/** The latest batches. {@link #batches} may be called from any thread. */
public final class BatchProjection implements Projection {
  /** Most batches that are kept. */
  public static final int MOST = 200;

  /** By number. */
  private final TreeMap<Long, BatchView> latest = new TreeMap<>();

  private boolean changed;
  private volatile List<BatchView> published = List.of();

  /** The latest batches as they are now, oldest first. */
  public List<BatchView> batches() {
    return published;
  }

  @Override
  public void accept(EngineEvent event) {
    if (event instanceof EngineEvent.BatchChanged(long at, BatchView batch)) {
      latest.put(batch.number(), batch);
      if (latest.size() > MOST) {
        latest.pollFirstEntry();
      }
      changed = true;
    }
  }

  @Override
  public void publish(long now) {
    if (changed) {
      published = List.copyOf(latest.values());
      changed = false;
    }
  }
}
