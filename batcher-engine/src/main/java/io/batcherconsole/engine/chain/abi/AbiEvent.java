package io.batcherconsole.engine.chain.abi;

import io.batcherconsole.engine.protocol.Address;
import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import java.math.BigInteger;
import java.util.List;

/** An event of a contract. All our events have one indexed argument: the first. */
public final class AbiEvent {
  private final AbiSignature signature;
  private final Hash topic;
  private final AbiTuple data;

  private AbiEvent(AbiSignature signature) {
    this.signature = signature;
    this.topic = signature.hash();
    List<String> types = signature.types();
    this.data = AbiTuple.of(types.subList(1, types.size()));
  }

  static AbiEvent of(String signature) {
    return new AbiEvent(new AbiSignature(signature));
  }

  public String signature() {
    return signature.text();
  }

  /** The first topic of its logs: Keccak-256 of the signature. */
  public Hash topic() {
    return topic;
  }

  /** Codec of the arguments after the first. */
  public AbiTuple data() {
    return data;
  }

  /** An indexed address as a topic: 12 zero bytes, then the address. */
  public static Hash topicOf(Address address) {
    return topicOf(address.bytes().toUnsigned());
  }

  /** An indexed number as a topic: 32 bytes big-endian. */
  public static Hash topicOf(BigInteger number) {
    return new Hash(Bytes.ofUnsigned(number, Hash.SIZE));
  }

  /** The address in a topic. */
  public static Address addressIn(Hash topic) {
    return new Address(topic.bytes().slice(Hash.SIZE - Address.SIZE, Hash.SIZE));
  }

  @Override
  public String toString() {
    return signature.text();
  }
}
