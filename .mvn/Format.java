import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or rewrites every Java source below some folders in google-java-format. One process formats all files, which is
 * many times faster than one process a file.
 *
 * <p>Usage: {@code java Format.java check|rewrite FOLDER...}. With {@code check} it names each file that differs and exits 1.
 */
class Format {
  public static void main(String[] args) throws IOException {
    boolean rewrite = args[0].equals("rewrite");
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of(args).subList(1, args.length)) {
      try (var files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    int different = 0;
    for (Path source : sources) {
      String before = Files.readString(source);
      String after;
      try {
        String tidied = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.GOOGLE);
        after = formatter.formatSource(tidied);
      } catch (Exception notJava) {
        System.err.println(source + ": " + notJava.getMessage());
        different++;
        continue;
      }
      if (before.equals(after)) {
        continue;
      }
      if (rewrite) {
        Files.writeString(source, after);
      } else {
        System.err.println("not in google-java-format: " + source);
        different++;
      }
    }
    if (different > 0) {
      System.err.println(different + " file(s) differ; 'mvn -q -N -Pformat' rewrites them.");
      System.exit(1);
    }
  }
}
