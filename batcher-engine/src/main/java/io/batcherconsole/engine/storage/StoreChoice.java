package io.batcherconsole.engine.storage;

import io.batcherconsole.engine.runtime.EngineRuntime;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where batch files go.
 *
 * @param buckets one, or two that both get every file; none keeps them in a folder
 * @param downloadEndpoint where a folder's files are downloaded, when something else than the
 *     batcher's own server serves them
 */
public record StoreChoice(List<S3Bucket> buckets, Optional<URI> downloadEndpoint) {
  /** A folder that the batcher's own server serves. */
  public static final StoreChoice FOLDER = new StoreChoice(List.of(), Optional.empty());

  public StoreChoice {
    if (buckets.size() > 2) {
      throw new IllegalArgumentException("batch files go to two buckets at most");
    }
    buckets = List.copyOf(buckets);
  }

  /**
   * Opens the store; the caller closes it.
   *
   * @param folder for the files when there is no bucket
   * @param ownServer where the batcher's own server serves that folder
   * @param listener hears of files that one of two buckets did not take at once
   */
  public BatchStore open(
      EngineRuntime runtime, Path folder, URI ownServer, StoreListener listener) {
    return switch (buckets.size()) {
      case 0 -> new FolderStore(folder, downloadEndpoint.orElse(ownServer));
      case 1 -> new S3Store(buckets.getFirst());
      default ->
          new TwoStores(
              runtime, new S3Store(buckets.getFirst()), new S3Store(buckets.getLast()), listener);
    };
  }

  /** Half a sentence for the log: "bucket batches at us-east-2". */
  public String told(Path folder) {
    return switch (buckets.size()) {
      case 0 -> "folder " + folder;
      case 1 -> buckets.getFirst().toString();
      default -> buckets.getFirst() + " and " + buckets.getLast();
    };
  }
}
