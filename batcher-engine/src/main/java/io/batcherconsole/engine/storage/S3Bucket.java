package io.batcherconsole.engine.storage;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and how to get at it (batcher.md §3.7; each has a second set for a second bucket).
 *
 * @param name AWS_BUCKET_NAME
 * @param region AWS_REGION
 * @param accessKey AWS_ACCESS_KEY_ID
 * @param secretKey AWS_SECRET_ACCESS_KEY; never logged or shown
 * @param uploadEndpoint UPLOAD_ENDPOINT: a server that speaks S3's protocol; null for Amazon's own
 * @param downloadEndpoint DOWNLOAD_ENDPOINT: where the bucket's files are downloaded
 */
public record S3Bucket(
    String name,
    String region,
    String accessKey,
    String secretKey,
    @Nullable URI uploadEndpoint,
    URI downloadEndpoint) {
  /** The original's AWS_REGION when none is given. */
  public static final String DEFAULT_REGION = "us-east-2";

  /** Without the keys. */
  @Override
  public String toString() {
    return "bucket " + name + " at " + (uploadEndpoint == null ? region : uploadEndpoint);
  }
}
