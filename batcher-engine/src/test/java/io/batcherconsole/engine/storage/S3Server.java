package io.batcherconsole.engine.storage;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server in this process, which checks every request's signature. */
public final class S3Server implements AutoCloseable {
  public static final String ACCESS_KEY = "an-id";
  public static final String SECRET_KEY = "a-secret";

  private final S3Proxy server;
  private final S3Client client;

  /** Starts with empty buckets of these names. */
  public S3Server(String... buckets) throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    server.start();
    client =
        S3Client.builder()
            .region(Region.US_EAST_2)
            .endpointOverride(endpoint())
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    for (String bucket : buckets) {
      client.createBucket(request -> request.bucket(bucket));
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public byte[] stored(String bucket, String name) {
    return client.getObjectAsBytes(request -> request.bucket(bucket).key(name)).asByteArray();
  }

  @Override
  public void close() {
    client.close();
    try {
      server.stop();
    } catch (Exception unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
