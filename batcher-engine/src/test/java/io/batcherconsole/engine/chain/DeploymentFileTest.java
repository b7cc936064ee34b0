package io.batcherconsole.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentFileTest {
  @Test
  void theDeploymentFileOfTheFieldIsRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("alignedlayer_deployment_output.json");
    Files.writeString(
        file,
        """
        {
          "addresses": {
            "alignedLayerProxyAdmin": "0x05Aa229Aec102f78CE0E852A812a388F076Aa555",
            "alignedLayerServiceManager": "0x851356ae760d987E095750cCeb3bC6014560891C",
            "batcherPaymentService": "0x7bc06c482DEAd17c0e297aFbC32f6e63d3846650"
          },
          "chainInfo": {"chainId": 31337, "deploymentBlock": 0}
        }
        """);
    Deployment deployment = new DeploymentFile().read(file);
    assertThat(deployment.paymentService())
        .hasToString("0x7bc06c482dead17c0e297afbc32f6e63d3846650");
    Path copy = folder.resolve("copy.json");
    new DeploymentFile().write(copy, deployment);
    assertThat(new DeploymentFile().read(copy)).isEqualTo(deployment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[]",
        "{\"addresses\": {\"alignedLayerServiceManager\": 7}}",
        "{\"addresses\": {\"alignedLayerServiceManager\": \"0x12\"}}",
        "{\"addresses\": {\"alignedLayerServiceManager\": \"0x851356ae760d987E095750cCeb3bC6014560891C\"}}"
      })
  void aBrokenDeploymentFileIsNamed(String content, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("deployment.json"), content);
    assertThatThrownBy(() -> new DeploymentFile().read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> new DeploymentFile().read(folder.resolve("nowhere.json")))
        .hasMessageContaining("does not exist");
  }
}
