package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class FieldGeneratorTest {
  @Test
  void theFieldsInTheRepositoryAreWhatTheGeneratorWrites() throws IOException {
    for (FieldGenerator.Spec spec : FieldGenerator.SPECS) {
      assertThat(Files.readString(spec.file()))
          .as("%s; run FieldGenerator.java to write it anew", spec.file())
          .isEqualTo(FieldGenerator.source(spec));
    }
  }
}
