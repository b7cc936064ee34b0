package io.batcherconsole.engine.storage;

import io.batcherconsole.engine.protocol.Hash;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Batch files in an S3 bucket, or in one of a server that speaks its protocol. */
public final class S3Store implements BatchStore {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Longest silence of the server while it has the word. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** Bound on one upload; a batch of 256 MiB takes it at 35 Mbit/s. */
  private static final Duration UPLOAD = Duration.ofMinutes(1);

  private final S3Bucket bucket;
  private final S3Client client;

  public S3Store(S3Bucket bucket) {
    this.bucket = bucket;
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(bucket.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(bucket.accessKey(), bucket.secretKey())))
            .httpClientBuilder(
                Apache5HttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
            .overrideConfiguration(
                settings ->
                    settings
                        // Whoever stores a batch tries again, and says so.
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(UPLOAD))
            // A server that refuses is asked before it gets the bytes, so that its reason is heard.
            .serviceConfiguration(s3 -> s3.expectContinueThresholdInBytes(0L))
            // The newer checksums are unknown to most servers that are not Amazon's.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
    if (bucket.uploadEndpoint() != null) {
      builder.endpointOverride(bucket.uploadEndpoint()).forcePathStyle(true);
    }
    this.client = builder.build();
  }

  @Override
  public URI put(Hash root, byte[] file) throws StoreException, InterruptedException {
    String name = BatchStore.fileName(root);
    try {
      client.putObject(
          request -> request.bucket(bucket.name()).key(name).contentType("application/cbor"),
          RequestBody.fromBytes(file));
    } catch (AbortedException interrupted) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while storing " + name);
    } catch (S3Exception refused) {
      throw failed(
          name, file, "refused with status " + refused.statusCode() + why(refused), refused);
    } catch (SdkClientException unreachable) {
      throw failed(
          name,
          file,
          "the server did not answer: " + unreachable.getMessage() + "; check the endpoint",
          unreachable);
    }
    return BatchStore.pointer(bucket.downloadEndpoint(), name);
  }

  private static String why(S3Exception refused) {
    var details = refused.awsErrorDetails();
    return details == null ? "" : ", " + details.errorCode() + ": " + details.errorMessage();
  }

  private StoreException failed(String name, byte[] file, String why, Exception cause) {
    return new StoreException(
        "batch file %s (%,d bytes) was not stored in %s: %s"
            .formatted(name, file.length, bucket, why),
        cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
