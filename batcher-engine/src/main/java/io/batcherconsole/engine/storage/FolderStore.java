package io.batcherconsole.engine.storage;

import io.batcherconsole.engine.protocol.Hash;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batch files in a folder that something serves over HTTP. A file appears under its name only when
 * it is whole and on disk, so a download never sees half of it.
 */
public final class FolderStore implements BatchStore {
  private static final Logger log = LoggerFactory.getLogger(FolderStore.class);

  private final Path folder;
  private final URI downloadEndpoint;

  /**
   * @param folder made when the first batch is stored, if it is not there
   * @param downloadEndpoint the address under which the folder's files are served; the original's
   *     DOWNLOAD_ENDPOINT
   */
  public FolderStore(Path folder, URI downloadEndpoint) {
    this.folder = folder;
    this.downloadEndpoint = downloadEndpoint;
  }

  @Override
  public URI put(Hash root, byte[] file) throws StoreException, InterruptedException {
    String name = BatchStore.fileName(root);
    try {
      Files.createDirectories(folder);
      Path half = folder.resolve("." + name + "." + UUID.randomUUID() + ".part");
      try {
        write(half, file);
        Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException failed) {
        remove(half);
        throw failed;
      }
    } catch (ClosedByInterruptException interrupted) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while storing " + name);
    } catch (IOException failed) {
      throw new StoreException(
          "batch file %s (%,d bytes) was not stored in %s: %s"
              .formatted(name, file.length, folder, reason(failed)),
          failed);
    }
    return BatchStore.pointer(downloadEndpoint, name);
  }

  private static void write(Path path, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      // A pointer on chain must not outlive its file.
      channel.force(true);
    }
  }

  private static void remove(Path half) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException stays) {
      log.warn("{} is a leftover of a batch file that was not stored; delete it by hand", half);
    }
  }

  private String reason(IOException failed) {
    return switch (failed) {
      case AccessDeniedException denied ->
          "writing to "
              + denied.getFile()
              + " is not permitted; give write permission, or choose"
              + " another folder";
      case FileAlreadyExistsException inTheWay ->
          inTheWay.getFile() + " is in the way and is no folder; move it, or choose another folder";
      case NoSuchFileException missing ->
          missing.getFile() + " cannot be made; choose another folder";
      default -> systemReason(failed) + freeSpace();
    };
  }

  /** The operating system's words without the path, which the sentence has already. */
  private static String systemReason(IOException failed) {
    String words =
        failed instanceof FileSystemException system ? system.getReason() : failed.getMessage();
    return words == null ? failed.getClass().getSimpleName() : words;
  }

  private String freeSpace() {
    try {
      return " (%,d bytes are free there)".formatted(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException unknown) {
      return "";
    }
  }
}
