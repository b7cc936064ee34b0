package io.batcherconsole.engine.chain;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;

/** Refuses answers that are larger than any of ours, before they fill the memory. */
final class BoundedBody implements Interceptor {
  /** Bytes. Logs of a thousand batches are a hundred times smaller. */
  private static final long LIMIT = 64L << 20;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    if (body == null) {
      return response;
    }
    ForwardingSource bounded =
        new ForwardingSource(body.source()) {
          private long total;

          @Override
          public long read(Buffer sink, long count) throws IOException {
            long read = super.read(sink, count);
            total += Math.max(read, 0);
            if (total > LIMIT) {
              throw new IOException("the answer is larger than " + (LIMIT >> 20) + " MiB");
            }
            return read;
          }
        };
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(bounded), body.contentType(), body.contentLength()))
        .build();
  }
}
