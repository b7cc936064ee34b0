package io.batcherconsole.engine.chain;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog.LogResult;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/**
 * A node behind an HTTP URL. Signs here, so that a key never leaves the process. Sending the same
 * transaction again, as a retry does after an answer was lost, is no error: the signature is
 * deterministic and so is the hash.
 */
public final class JsonRpcChain implements ChainClient {
  /** A call's longest time, connecting included. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(4);

  /**
   * Estimates are exceeded by this share, because storage may be colder when it is mined, though
   * not beyond what a transaction may ask for.
   */
  private static final BigInteger ESTIMATE_PERCENT = BigInteger.valueOf(130);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** The tip that anvil suggests after an empty block, wei per gas. */
  private static final BigInteger ANVIL_TIP = BigInteger.TEN.pow(9);

  private final String kind;
  private final String shownUrl;
  private final OkHttpClient http;
  private final Web3j web3j;
  private final NodeAnswers answers;

  /** Never changes on one chain, so it is asked once; null until then. */
  private volatile @Nullable BigInteger knownChainId;

  /** Name and version of the node's program, asked once; null until then. */
  private volatile @Nullable String knownClient;

  /**
   * Connects on the first call.
   *
   * @param kind "anvil" or "node"
   * @param url http or https
   * @param callTimeout longest time of a call
   */
  public JsonRpcChain(String kind, URI url, Duration callTimeout) {
    this.kind = kind;
    this.shownUrl = shown(url);
    this.http =
        new OkHttpClient.Builder()
            .callTimeout(callTimeout)
            .connectTimeout(callTimeout)
            .readTimeout(callTimeout)
            .writeTimeout(callTimeout)
            .socketFactory(new NoDelaySockets())
            .addInterceptor(new BoundedBody())
            .build();
    this.web3j = Web3j.build(new HttpService(url.toString(), http));
    this.answers = new NodeAnswers(shownUrl);
  }

  /**
   * A node's URL as it may be shown: providers put the customer's key into path, query or user, and
   * none of these gets on a screen or into a log.
   */
  private static String shown(URI url) {
    String server =
        url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    boolean plain =
        (url.getRawPath() == null || url.getRawPath().length() <= 1)
            && url.getRawQuery() == null
            && url.getRawUserInfo() == null;
    return plain ? url.toString() : server + "/…";
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public String where() {
    return shownUrl;
  }

  @Override
  public BigInteger chainId() throws ChainException {
    BigInteger known = knownChainId;
    if (known == null) {
      known = answers.of(web3j.ethChainId(), answer -> answer.getChainId());
      knownChainId = known;
    }
    return known;
  }

  @Override
  public Head head() throws ChainException {
    return answers.of(
        web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false),
        answer -> {
          EthBlock.Block block = answer.getBlock();
          return new Head(
              block.getNumber().longValueExact(),
              block.getTimestamp().longValueExact(),
              Hash.of(block.getHash()));
        });
  }

  /**
   * The node's suggestion. Anvil's own is the base fee and the lowest tip of the latest block: when
   * every block holds a transaction that pays a share more than was suggested, as a batcher's and
   * an aggregator's do, prices double within a minute. There it is the base fee and anvil's least
   * tip.
   */
  @Override
  public BigInteger gasPrice() throws ChainException {
    if (!isAnvil()) {
      return answers.of(web3j.ethGasPrice(), answer -> answer.getGasPrice());
    }
    return answers.of(
        web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false),
        answer -> answer.getBlock().getBaseFeePerGas().add(ANVIL_TIP));
  }

  private boolean isAnvil() throws ChainException {
    String known = knownClient;
    if (known == null) {
      known = answers.of(web3j.web3ClientVersion(), answer -> answer.getWeb3ClientVersion());
      knownClient = known;
    }
    return known.startsWith("anvil/");
  }

  @Override
  public BigInteger balance(Address account) throws ChainException {
    return answers.of(
        web3j.ethGetBalance(account.toString(), DefaultBlockParameterName.LATEST),
        answer -> answer.getBalance());
  }

  @Override
  public BigInteger transactionCount(Address account) throws ChainException {
    return answers.of(
        web3j.ethGetTransactionCount(account.toString(), DefaultBlockParameterName.LATEST),
        answer -> answer.getTransactionCount());
  }

  @Override
  public Bytes code(Address account) throws ChainException {
    return answers.of(
        web3j.ethGetCode(account.toString(), DefaultBlockParameterName.LATEST),
        answer -> Bytes.fromHex(answer.getCode()));
  }

  @Override
  public Bytes call(Call call) throws ChainException {
    var request = request(call.from(), null, null, call.to(), call.value(), call.data());
    return answers.of(
        web3j.ethCall(request, DefaultBlockParameterName.LATEST),
        answer -> Bytes.fromHex(answer.getValue()));
  }

  @Override
  public Hash send(Wallet from, Transaction transaction) throws ChainException {
    BigInteger gasLimit = transaction.gasLimit();
    if (gasLimit == null) {
      gasLimit = estimate(from.address(), transaction);
    }
    byte[] signed = sign(from, transaction, gasLimit);
    Hash hash = Keccak.hash(Bytes.wrap(signed));
    try {
      return answers.of(
          web3j.ethSendRawTransaction(Numeric.toHexString(signed)),
          answer -> Hash.of(answer.getTransactionHash()));
    } catch (ChainException.Refused refused) {
      if (isKnown(refused) || receipt(hash).isPresent()) {
        return hash;
      }
      throw refused;
    }
  }

  private static boolean isKnown(ChainException.Refused refused) {
    String message = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("already known") // geth, reth, nethermind
        || message.contains("already imported") // anvil
        || message.contains("known transaction"); // besu, hardhat
  }

  private BigInteger estimate(Address from, Transaction transaction) throws ChainException {
    var request =
        request(
            from,
            transaction.nonce(),
            transaction.gasPrice(),
            transaction.to(),
            transaction.value(),
            transaction.data());
    BigInteger estimate =
        answers.of(web3j.ethEstimateGas(request), answer -> answer.getAmountUsed());
    return estimate.multiply(ESTIMATE_PERCENT).divide(HUNDRED).min(MOST_GAS.max(estimate));
  }

  private byte[] sign(Wallet from, Transaction transaction, BigInteger gasLimit)
      throws ChainException {
    long chainId = chainId().longValueExact();
    Address to = transaction.to();
    String recipient = to == null ? "" : to.toString();
    String data = Numeric.toHexString(transaction.data().view());
    Credentials credentials = Credentials.create(from.key().toHex());
    if (transaction.legacy()) {
      RawTransaction legacy =
          RawTransaction.createTransaction(
              transaction.nonce(),
              transaction.gasPrice(),
              gasLimit,
              recipient,
              transaction.value(),
              data);
      return TransactionEncoder.signMessage(legacy, chainId, credentials);
    }
    RawTransaction feeMarket =
        RawTransaction.createTransaction(
            chainId,
            transaction.nonce(),
            gasLimit,
            recipient,
            transaction.value(),
            data,
            transaction.gasPrice(),
            transaction.gasPrice());
    return TransactionEncoder.signMessage(feeMarket, credentials);
  }

  private static org.web3j.protocol.core.methods.request.Transaction request(
      Address from,
      @Nullable BigInteger nonce,
      @Nullable BigInteger gasPrice,
      @Nullable Address to,
      BigInteger value,
      Bytes data) {
    return new org.web3j.protocol.core.methods.request.Transaction(
        from.toString(),
        nonce,
        gasPrice,
        null,
        to == null ? null : to.toString(),
        value,
        Numeric.toHexString(data.view()));
  }

  @Override
  public Optional<Receipt> receipt(Hash transaction) throws ChainException {
    return answers.of(
        web3j.ethGetTransactionReceipt(transaction.toString()),
        answer -> answer.getTransactionReceipt().map(JsonRpcChain::receipt));
  }

  private static Receipt receipt(TransactionReceipt receipt) {
    String created = receipt.getContractAddress();
    return new Receipt(
        Hash.of(receipt.getTransactionHash()),
        receipt.getBlockNumber().longValueExact(),
        receipt.isStatusOK(),
        receipt.getGasUsed(),
        Numeric.decodeQuantity(receipt.getEffectiveGasPrice()),
        created == null ? null : Address.of(created),
        receipt.getLogs().stream().map(JsonRpcChain::log).toList());
  }

  @Override
  public List<Log> logs(Address contract, Hash topic, long fromBlock, long toBlock)
      throws ChainException {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.valueOf(fromBlock)),
            DefaultBlockParameter.valueOf(BigInteger.valueOf(toBlock)),
            contract.toString());
    filter.addSingleTopic(topic.toString());
    return answers.of(
        web3j.ethGetLogs(filter),
        answer ->
            answer.getLogs().stream()
                .map(LogResult::get)
                .map(org.web3j.protocol.core.methods.response.Log.class::cast)
                .map(JsonRpcChain::log)
                .toList());
  }

  private static Log log(org.web3j.protocol.core.methods.response.Log log) {
    return new Log(
        Address.of(log.getAddress()),
        log.getTopics().stream().map(Hash::of).toList(),
        Bytes.fromHex(log.getData()),
        Objects.requireNonNull(log.getBlockNumber()).longValueExact(),
        Hash.of(log.getTransactionHash()));
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
