package io.batcherconsole.engine.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevAccountsTest {
  private final DevAccounts accounts = DevAccounts.derive(Secp256k1.fastest());

  @Test
  void theAccountsAreThoseThatEveryDevelopmentNodePrints() {
    assertThat(accounts.replacement().address())
        .isEqualTo(Address.of("f39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
    assertThat(accounts.replacement().key().toHex())
        .isEqualTo("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    assertThat(accounts.nonPaying().address())
        .isEqualTo(Address.of("a0Ee7A142d267C1f36714E4a8F75612F20a79720"));
    assertThat(accounts.user("A"))
        .returns(Address.of("14dC79964da2C08b23698B3D3cc7Ca32193d9955"), Wallet::address);
    assertThat(accounts.user("B"))
        .returns(Address.of("23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"), Wallet::address);
  }

  @Test
  void everyRoleHasAnAccountOfItsOwn() {
    assertThat(new HashSet<>(accounts.all())).hasSameSizeAs(accounts.all());
    assertThat(accounts.wallets())
        .hasSize(10)
        .doesNotContain(accounts.deployer(), accounts.batcher(), accounts.aggregator())
        .doesNotContainAnyElementsOf(accounts.operators(DevAccounts.MOST_OPERATORS));
    assertThat(accounts.users().values()).containsExactlyInAnyOrderElementsOf(accounts.wallets());
    assertThat(accounts.names()).containsValues("A", "B", "C", "J").hasSize(10);
    assertThat(accounts.find(accounts.batcher().address())).contains(accounts.batcher());
    assertThat(accounts.find(Address.ZERO)).isEmpty();
    assertThat(accounts.operators(0)).isEqualTo(List.of());
    assertThatThrownBy(() -> accounts.operators(DevAccounts.MOST_OPERATORS + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
