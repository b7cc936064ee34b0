package io.batcherconsole.app.lanes;

import io.batcherconsole.app.paint.TimeScale;
import io.batcherconsole.engine.event.Stage;
import io.batcherconsole.engine.event.Timeline.Interval;
import io.batcherconsole.engine.event.Timeline.Lane;
import java.util.Arrays;
import java.util.List;

/**
 * How much goes on in the lanes that are not drawn: per bucket of a few columns, how many holds
 * were going on. Buckets are anchored to absolute time. Used by one thread.
 */
final class Density {
  private int[] counts = new int[0];
  private int perBucket = 1;
  private int buckets;
  private int shift;
  private int most;

  /**
   * Counts the holds of {@code users}.
   *
   * @param perBucket columns in a bucket
   */
  void count(List<UserLanes> users, TimeScale scale, long now, int perBucket) {
    this.perBucket = perBucket;
    shift = (int) Math.floorMod(scale.first(), (long) perBucket);
    buckets = (scale.columns() + shift) / perBucket + 1;
    if (counts.length <= buckets) {
      counts = new int[buckets + 1];
    }
    Arrays.fill(counts, 0, buckets + 1, 0);
    for (UserLanes user : users) {
      for (Lane lane : user.lanes()) {
        if (!lane.queue()) {
          count(lane.intervals(), scale, now);
        }
      }
    }
    int sum = 0;
    most = 0;
    for (int b = 0; b < buckets; b++) {
      sum += counts[b];
      counts[b] = sum;
      most = Math.max(most, sum);
    }
  }

  private void count(List<Interval> intervals, TimeScale scale, long now) {
    long before = -1;
    int until = -1;
    for (Interval interval : intervals) {
      if (interval.stage().phase() != Stage.Phase.HOLD) {
        continue;
      }
      int from = bucket(scale.clampedColumn(interval.start()));
      int to = bucket(scale.clampedColumn(interval.open() ? now : interval.end())) + 1;
      if (interval.proof().serial() == before) {
        from = Math.max(from, until); // the same hold, one stage on
      }
      if (to > from) {
        counts[from]++;
        counts[Math.min(buckets, to)]--;
        until = to;
      }
      before = interval.proof().serial();
    }
  }

  private int bucket(int column) {
    return (column + shift) / perBucket;
  }

  int buckets() {
    return buckets;
  }

  int at(int bucket) {
    return counts[bucket];
  }

  /** First column of a bucket; the first bucket may begin left of the picture. */
  int column(int bucket) {
    return bucket * perBucket - shift;
  }

  int most() {
    return most;
  }
}
