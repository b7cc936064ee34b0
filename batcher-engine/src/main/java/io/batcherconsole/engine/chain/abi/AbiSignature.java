package io.batcherconsole.engine.chain.abi;

import io.batcherconsole.engine.protocol.Bytes;
import io.batcherconsole.engine.protocol.Hash;
import io.batcherconsole.engine.protocol.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A name with argument types in canonical form, as {@code withdraw(uint256)}. */
record AbiSignature(String text) {
  Hash hash() {
    return Keccak.hash(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  String name() {
    return text.substring(0, text.indexOf('('));
  }

  AbiTuple arguments() {
    return AbiTuple.of(types());
  }

  List<String> types() {
    return typeList(text.substring(text.indexOf('(') + 1, text.length() - 1));
  }

  static List<String> typeList(String commaSeparated) {
    return commaSeparated.isEmpty() ? List.of() : List.of(commaSeparated.split(",", -1));
  }
}
