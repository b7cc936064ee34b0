package io.batcherconsole.engine.config;

import io.batcherconsole.engine.chain.Deployment;
import io.batcherconsole.engine.chain.DeploymentFile;
import io.batcherconsole.engine.chain.Wallet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.exception.CipherException;
import tools.jackson.databind.json.JsonMapper;

/** An operator's files, as the original's batcher reads them. */
public final class ConfigFiles {
  public static final String PASSWORD = "correct horse";

  private ConfigFiles() {}

  /**
   * Writes key store, deployment and configuration into a folder, in the original's layout with
   * every key of its newest version.
   *
   * @return the configuration
   */
  public static Path write(
      Path folder, String node, String fallback, Deployment contracts, Wallet batcher)
      throws IOException {
    Path keyStore = folder.resolve("batcher.ecdsa.key.json");
    Files.writeString(keyStore, keyStore(batcher));
    Path deployment = folder.resolve("alignedlayer_deployment_output.json");
    new DeploymentFile().write(deployment, contracts);
    Path file = folder.resolve("config-batcher.yaml");
    Files.writeString(file, yaml(node, fallback, keyStore, deployment));
    return file;
  }

  /** A key store that costs next to nothing to open: 16 rounds of scrypt, not 262,144. */
  static String keyStore(Wallet wallet) {
    return keyStore(wallet, 16, 1);
  }

  /** A key store whose password costs n rounds of scrypt in each of p lanes. */
  static String keyStore(Wallet wallet, int n, int p) {
    try {
      return new JsonMapper()
          .writeValueAsString(
              org.web3j.crypto.Wallet.create(
                  PASSWORD, ECKeyPair.create(wallet.key().toUnsigned()), n, p));
    } catch (CipherException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static String yaml(String node, String fallback, Path keyStore, Path deployment) {
    return """
    # Common variables for all the services
    environment: "production"
    aligned_layer_deployment_config_file_path: "%s"
    eigen_layer_deployment_config_file_path: "./eigenlayer_deployment_output.json"
    eth_rpc_url: "%s"
    eth_rpc_url_fallback: "%s"
    eth_ws_url: "ws://localhost:8545"
    eth_ws_url_fallback: "ws://localhost:8545"
    eigen_metrics_ip_port_address: "localhost:9090"

    ## ECDSA Configurations
    ecdsa:
      private_key_store_path: "%s"
      private_key_store_password: "%s"

    ## Batcher configurations
    batcher:
      aggregator_fee_percentage_multiplier: 126
      aggregator_gas_cost: 330001
      block_interval: 2
      batch_size_interval: 10
      transaction_wait_timeout: 96001 # 8 blocks
      max_proof_size: 4194305 # 4 MiB
      max_batch_byte_size: 268435455 # 256 MiB
      max_batch_proof_qty: 3001 # proofs in a batch
      max_queue_size: 10001
      pre_verification_is_enabled: true
      metrics_port: 9094
      telemetry_ip_port_address: localhost:4001
      non_paying:
        address: '0xa0Ee7A142d267C1f36714E4a8F75612F20a79720' # Anvil address 9
        replacement_private_key: ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80
      amount_of_proofs_for_min_max_fee: 127
      min_bump_percentage: 11
      balance_unlock_polling_interval_seconds: 601
      disabled_verifiers: [SP1, Risc0]
      accept_unverified: [Mina]
    """
        .formatted(deployment, node, fallback, keyStore, PASSWORD);
  }
}
