package io.batcherconsole.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is a display to open a window on. JavaFX cannot try twice in a process, so this is
 * found out before: on Linux by connecting to the X server that DISPLAY names.
 */
final class Display {
  /** As ":0", ":99.0", "host:10.0". */
  private static final Pattern NAME =
      Pattern.compile("(?<host>[^:]*):(?<number>\\d{1,5})(\\.\\d+)?");

  private static final Path SOCKETS = Path.of("/tmp/.X11-unix");
  private static final int FIRST_PORT = 6000;
  private static final int CONNECT_MILLIS = 2000;

  private Display() {}

  /**
   * Why no window can be opened, in a sentence; empty when one can.
   *
   * @param system the system property {@code os.name}
   * @param name the environment variable DISPLAY
   */
  static Optional<String> problem(String system, @Nullable String name) {
    if (!system.equals("Linux")) {
      return Optional.empty();
    }
    if (name == null || name.isBlank()) {
      return Optional.of("There is no display: DISPLAY is not set.");
    }
    Matcher matcher = NAME.matcher(name.strip());
    if (!matcher.matches()) {
      return Optional.of("There is no display: DISPLAY is “" + name + "”, which names none.");
    }
    String host = matcher.group("host");
    int number = Integer.parseInt(matcher.group("number"));
    try {
      connect(host, number);
      return Optional.empty();
    } catch (IOException unreachable) {
      return Optional.of("There is no display: nothing answers at DISPLAY " + name + ".");
    }
  }

  private static void connect(String host, int number) throws IOException {
    Path socket = SOCKETS.resolve("X" + number);
    boolean local = host.isEmpty() || host.equals("unix");
    if (local && Files.exists(socket)) {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return;
      }
    }
    SocketAddress address = new InetSocketAddress(local ? "localhost" : host, FIRST_PORT + number);
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(address, CONNECT_MILLIS);
    }
  }
}
