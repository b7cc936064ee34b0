package io.batcherconsole.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where results go: looked at before the minutes that it takes to have any. */
final class ResultFile {
  private ResultFile() {}

  /**
   * Makes the file's folder.
   *
   * @param file nothing is done without one
   * @throws IllegalArgumentException when it cannot be written; the message says why
   */
  static void prepare(String option, @Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw unusable(option, file, "it is a folder; name a file");
    }
    makeFolder(option, folder);
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw unusable(option, file, "access is denied");
    }
  }

  /**
   * Makes a folder that files can be written into.
   *
   * @throws IllegalArgumentException when it cannot be; the message says why
   */
  static void makeFolder(String option, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException none) {
      throw unusable(option, folder, "it is no folder and none can be made there");
    }
    if (!Files.isWritable(folder)) {
      throw unusable(option, folder, "access is denied");
    }
  }

  private static IllegalArgumentException unusable(String option, Path path, String why) {
    return new IllegalArgumentException(
        "%s: nothing can be written to %s: %s.".formatted(option, path, why));
  }
}
