package io.batcherconsole.engine.devnet;

import static org.web3j.crypto.Bip32ECKeyPair.HARDENED_BIT;

import io.batcherconsole.engine.chain.AnvilNode;
import io.batcherconsole.engine.chain.Wallet;
import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.utils.Numeric;

/**
 * The accounts m/44'/60'/0'/0/i of the public mnemonic that every development node knows, and their
 * roles. The first ten are the field's development wallets; the others are ours. Immutable.
 */
public final class DevAccounts {
  private static final int WALLETS = 10;
  private static final int REPLACEMENT = 0;
  private static final int NON_PAYING = 9;
  private static final int DEPLOYER = 10;
  private static final int BATCHER = 11;
  private static final int AGGREGATOR = 12;
  private static final int FIRST_OPERATOR = 20;

  /** Most operators that there can be. */
  public static final int MOST_OPERATORS = 20;

  /** How many accounts of the mnemonic a node needs to know for all roles. */
  public static final int ALL = FIRST_OPERATOR + MOST_OPERATORS;

  /**
   * Account numbers in the order of their short names A, B, C, …: the two users of the field's own
   * two-user test first.
   */
  private static final List<Integer> BY_NAME =
      List.of(7, 8, 1, 2, 3, 4, 5, 6, REPLACEMENT, NON_PAYING);

  private final List<Wallet> accounts;

  private DevAccounts(List<Wallet> accounts) {
    this.accounts = List.copyOf(accounts);
  }

  /** Derives all accounts. */
  public static DevAccounts derive(Secp256k1 curve) {
    Bip32ECKeyPair root =
        Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(AnvilNode.MNEMONIC, ""));
    int[] path = {44 | HARDENED_BIT, 60 | HARDENED_BIT, HARDENED_BIT, 0};
    Bip32ECKeyPair parent = Bip32ECKeyPair.deriveKeyPair(root, path);
    return new DevAccounts(
        IntStream.range(0, ALL).mapToObj(i -> wallet(curve, parent, i)).toList());
  }

  private static Wallet wallet(Secp256k1 curve, Bip32ECKeyPair parent, int index) {
    BigInteger key = Bip32ECKeyPair.deriveKeyPair(parent, new int[] {index}).getPrivateKey();
    Bytes bytes = Bytes.wrap(Numeric.toBytesPadded(key, Secp256k1.KEY_SIZE));
    return new Wallet(bytes, curve.address(bytes));
  }

  /** All accounts, by index. */
  public List<Wallet> all() {
    return accounts;
  }

  /** The ten development wallets, by index. */
  public List<Wallet> wallets() {
    return accounts.subList(0, WALLETS);
  }

  /**
   * The ten development wallets by their short names, A (0x14dC…9955) and B (0x2361…1E8f) first.
   */
  public Map<String, Wallet> users() {
    Map<String, Wallet> users = new LinkedHashMap<>();
    for (int i = 0; i < BY_NAME.size(); i++) {
      users.put(String.valueOf((char) ('A' + i)), accounts.get(BY_NAME.get(i)));
    }
    return Collections.unmodifiableMap(users);
  }

  /**
   * The development wallet with that short name.
   *
   * @throws IllegalArgumentException when there is none; the message says which there are
   */
  public Wallet user(String name) {
    Wallet user = users().get(name);
    if (user == null) {
      throw new IllegalArgumentException(
          "There is no user " + name + "; there are " + String.join(", ", users().keySet()) + ".");
    }
    return user;
  }

  /** The short names by address. */
  public Map<Address, String> names() {
    Map<Address, String> names = new LinkedHashMap<>();
    users().forEach((name, wallet) -> names.put(wallet.address(), name));
    return Collections.unmodifiableMap(names);
  }

  /** Who pays for the non-paying address. */
  public Wallet replacement() {
    return accounts.get(REPLACEMENT);
  }

  /** Whose proofs another one pays for. */
  public Wallet nonPaying() {
    return accounts.get(NON_PAYING);
  }

  /** The owner of the contracts. */
  public Wallet deployer() {
    return accounts.get(DEPLOYER);
  }

  public Wallet batcher() {
    return accounts.get(BATCHER);
  }

  public Wallet aggregator() {
    return accounts.get(AGGREGATOR);
  }

  /** The first {@code count} operators, at most {@link #MOST_OPERATORS}. */
  public List<Wallet> operators(int count) {
    if (count < 0 || count > MOST_OPERATORS) {
      throw new IllegalArgumentException(
          "There can be 0 to %d operators, not %d.".formatted(MOST_OPERATORS, count));
    }
    return accounts.subList(FIRST_OPERATOR, FIRST_OPERATOR + count);
  }

  /** The account with that address. */
  public Optional<Wallet> find(Address address) {
    return accounts.stream().filter(wallet -> wallet.address().equals(address)).findFirst();
  }
}
