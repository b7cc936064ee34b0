package io.batcherconsole.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SvgWriterTest {
  @Test
  void textAndAttributesAreEscapedAndWhatIsOpenIsEnded() {
    SvgWriter svg = new SvgWriter(120, 40.25);
    svg.open("g", "id", "a\"b");
    svg.content("text", "5 < 6 & \u0001 so", "x", 1.04);

    assertThat(svg.text())
        .isEqualTo(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="120" height="40.3" viewBox="0 0 120 40.3">
              <g id="a&quot;b">
                <text x="1">5 &lt; 6 &amp;   so</text>
              </g>
            </svg>
            """);
  }
}
