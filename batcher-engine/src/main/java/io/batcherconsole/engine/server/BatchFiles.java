package io.batcherconsole.engine.server;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Serves batch files by name and nothing else: the path must spell a batch file's name, and the
 * file must be a plain file in the folder, no link.
 */
final class BatchFiles extends Handler.Abstract.NonBlocking {
  private static final Pattern NAME = Pattern.compile("/([0-9a-f]{64}\\.json)");

  private final @Nullable Path folder;

  BatchFiles(@Nullable Path folder) {
    this.folder = folder;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    Optional<Path> file = find(request);
    if (file.isEmpty()) {
      notFound(response, callback);
      return true;
    }
    SeekableByteChannel content =
        Files.newByteChannel(
            file.get(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    Callback closing = Callback.from(callback, () -> closeQuietly(content));
    long size = content.size();
    response.setStatus(HttpStatus.OK_200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/cbor");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, size);
    if (HttpMethod.HEAD.is(request.getMethod())) {
      response.write(true, null, closing);
    } else {
      ByteBufferPool.Sized buffers =
          new ByteBufferPool.Sized(request.getComponents().getByteBufferPool(), true, 64 << 10);
      Content.copy(Content.Source.from(buffers, content, 0, size), response, closing);
    }
    return true;
  }

  private Optional<Path> find(Request request) {
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    // The path as it was sent: an encoded or parametrised one is not the name of a batch file.
    String path = String.valueOf(request.getHttpURI().getPath());
    var name = NAME.matcher(path);
    if (folder == null || !reads || !name.matches()) {
      return Optional.empty();
    }
    Path file = folder.resolve(name.group(1));
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }

  private static void notFound(Response response, Callback callback) {
    response.setStatus(HttpStatus.NOT_FOUND_404);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    Content.Sink.write(
        response,
        true,
        "There is no such batch file here, and nothing but batch files.\n",
        callback);
  }

  private static void closeQuietly(SeekableByteChannel content) {
    try {
      content.close();
    } catch (IOException alreadyRead) {
      // Nothing was written, so nothing is lost.
    }
  }
}
