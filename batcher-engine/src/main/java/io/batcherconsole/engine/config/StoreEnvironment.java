package io.batcherconsole.engine.config;

import io.batcherconsole.engine.storage.S3Bucket;
import io.batcherconsole.engine.storage.StoreChoice;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The store's environment variables; the second bucket's end in _SECONDARY (batcher.md §3.7). */
final class StoreEnvironment {
  private static final String SECOND = "_SECONDARY";

  /** What belongs to the second bucket and to nothing else. */
  private static final List<String> OF_SECOND =
      Stream.of(
              "AWS_ACCESS_KEY_ID",
              "AWS_SECRET_ACCESS_KEY",
              "AWS_REGION",
              "UPLOAD_ENDPOINT",
              "DOWNLOAD_ENDPOINT")
          .map(name -> name + SECOND)
          .toList();

  private final Map<String, String> variables;
  private final Problems problems;

  StoreEnvironment(Map<String, String> variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  StoreChoice read() {
    List<S3Bucket> buckets = new ArrayList<>();
    bucket("").ifPresent(buckets::add);
    bucket(SECOND).ifPresent(buckets::add);
    boolean secondOnly =
        variable("AWS_BUCKET_NAME").isEmpty() && variable("AWS_BUCKET_NAME" + SECOND).isPresent();
    if (secondOnly) {
      problems.add(
          "environment", "AWS_BUCKET_NAME is not set, but AWS_BUCKET_NAME_SECONDARY is; set both");
    }
    return new StoreChoice(buckets, Optional.ofNullable(url("DOWNLOAD_ENDPOINT")));
  }

  /**
   * What the operator should know of variables that have no effect, a sentence each. The keys and
   * the region of the first bucket may be there for another program.
   */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    noteUnused("", List.of("UPLOAD_ENDPOINT"), "batches go into a folder").ifPresent(notes::add);
    noteUnused(SECOND, OF_SECOND, "there is no second bucket").ifPresent(notes::add);
    return notes;
  }

  private Optional<String> noteUnused(String ending, List<String> names, String outcome) {
    List<String> there = names.stream().filter(name -> variable(name).isPresent()).toList();
    if (there.isEmpty() || variable("AWS_BUCKET_NAME" + ending).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "AWS_BUCKET_NAME%s is not set in the environment, so %s %s no effect and %s."
            .formatted(
                ending, String.join(", ", there), there.size() == 1 ? "has" : "have", outcome));
  }

  private Optional<S3Bucket> bucket(String ending) {
    Optional<String> name = variable("AWS_BUCKET_NAME" + ending);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String accessKey = needed("AWS_ACCESS_KEY_ID" + ending, name.get());
    String secretKey = needed("AWS_SECRET_ACCESS_KEY" + ending, name.get());
    needed("DOWNLOAD_ENDPOINT" + ending, name.get());
    String region = variable("AWS_REGION" + ending).orElse(S3Bucket.DEFAULT_REGION);
    if (!region.matches("[A-Za-z0-9-]{1,64}")) {
      problems.add("environment", "AWS_REGION" + ending + " is no region; us-east-2 is one");
    }
    URI upload = url("UPLOAD_ENDPOINT" + ending);
    URI download = url("DOWNLOAD_ENDPOINT" + ending);
    return download == null
        ? Optional.empty()
        : Optional.of(new S3Bucket(name.get(), region, accessKey, secretKey, upload, download));
  }

  /** An empty variable counts as one that is not set. */
  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  private String needed(String name, String bucket) {
    Optional<String> value = variable(name);
    if (value.isEmpty()) {
      problems.add("environment", name + " is not set; the bucket " + bucket + " needs it");
    }
    return value.orElse("");
  }

  private @Nullable URI url(String name) {
    Optional<String> value = variable(name);
    if (value.isEmpty()) {
      return null;
    }
    URI url = Keys.httpUrl(value.get()).orElse(null);
    if (url == null) {
      problems.add("environment", name + " is not an http:// or https:// URL with a host");
    }
    return url;
  }
}
