package io.batcherconsole.engine.chain;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the program anvil is on this machine. */
public final class AnvilBinary {
  private final Path assets;
  private final String searchPath;

  /**
   * @param assets the assets folder, where the build puts an anvil in {@code devnet/node_modules}
   * @param searchPath the environment's PATH
   */
  public AnvilBinary(Path assets, String searchPath) {
    this.assets = assets;
    this.searchPath = searchPath;
  }

  /**
   * On the PATH, else the one that the build fetched.
   *
   * @throws IOException with a sentence that says what to do when there is none
   */
  public Path find() throws IOException {
    return candidates().stream()
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    ("There is no anvil on the PATH or in %s. Install Foundry (getfoundry.sh), or"
                            + " install npm and build again, or use the simulated chain.")
                        .formatted(packages())));
  }

  private List<Path> candidates() {
    String program = isWindows() ? "anvil.exe" : "anvil";
    List<Path> candidates = new ArrayList<>();
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      if (!folder.isBlank()) {
        candidates.add(Path.of(folder, program));
      }
    }
    platform()
        .ifPresent(
            platform ->
                candidates.add(packages().resolve("anvil-" + platform + "/bin/" + program)));
    return candidates;
  }

  private Path packages() {
    return assets.resolve("devnet/node_modules/@foundry-rs");
  }

  /** As the npm packages call it; empty where there is none. */
  private static Optional<String> platform() {
    String cpu =
        switch (System.getProperty("os.arch", "")) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> "";
        };
    if (cpu.isEmpty()) {
      return Optional.empty();
    }
    if (isWindows()) {
      return Optional.of("win32-" + cpu);
    }
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return Optional.of((name.contains("mac") ? "darwin-" : "linux-") + cpu);
  }

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }
}
