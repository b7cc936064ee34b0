import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Installs what the lock files of some folders name, when that is not installed yet. Without npm, or when npm fails, it says what
 * will be missing and the build goes on: the tests that need it say so and are left out.
 *
 * <p>Usage: {@code java NpmInstall.java FOLDER...}
 */
class NpmInstall {
  private static final long PATIENCE_SECONDS = 180;

  public static void main(String[] folders) throws IOException, InterruptedException {
    Optional<Path> npm = npm();
    for (String name : folders) {
      Path folder = Path.of(name);
      String lock = Files.readString(folder.resolve("package-lock.json"));
      Path stamp = folder.resolve("node_modules").resolve(".installed-lock.json");
      if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) {
        continue;
      }
      if (npm.isEmpty()) {
        System.out.println("npm is not installed: what " + folder + " names is not fetched, and the tests that need it are left out.");
      } else if (install(npm.get(), folder)) {
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, lock);
      } else {
        System.out.println("npm failed in " + folder + ": the tests that need what it names are left out.");
      }
    }
  }

  /** Its output is shown only when it fails. */
  private static boolean install(Path npm, Path folder) throws IOException, InterruptedException {
    Path output = Files.createTempFile("npm", ".log");
    try {
      Process process =
          new ProcessBuilder(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=30000")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      if (ended && process.exitValue() == 0) {
        return true;
      }
      System.out.print(new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
      return false;
    } finally {
      Files.delete(output);
    }
  }

  private static Optional<Path> npm() {
    String program = File.separatorChar == '\\' ? "npm.cmd" : "npm";
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
