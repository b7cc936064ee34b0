package io.batcherconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTest {
  @Test
  void anUnsetDisplayIsNone() {
    assertThat(Display.problem("Linux", null)).contains("There is no display: DISPLAY is not set.");
    assertThat(Display.problem("Linux", " ")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", ":", ":x", "host"})
  void aNameThatIsNoneIsToldApart(String name) {
    assertThat(Display.problem("Linux", name))
        .hasValueSatisfying(s -> assertThat(s).contains(name));
  }

  @Test
  void aDisplayThatDoesNotAnswerIsNone() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String name = "127.0.0.1:" + (free - 6000);
    assertThat(Display.problem("Linux", name))
        .hasValueSatisfying(s -> assertThat(s).contains(name));
  }

  @Test
  void aDisplayThatAnswersIsOne() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String name = "127.0.0.1:" + (server.getLocalPort() - 6000) + ".0";
      assertThat(Display.problem("Linux", name)).isEmpty();
    }
  }

  @Test
  void otherSystemsHaveTheirOwnDisplays() {
    assertThat(Display.problem("Mac OS X", null)).isEmpty();
  }
}
