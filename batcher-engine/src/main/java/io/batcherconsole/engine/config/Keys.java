package io.batcherconsole.engine.config;

import io.batcherconsole.engine.config.YamlNode.Mapping;
import io.batcherconsole.engine.config.YamlNode.Scalar;
import io.batcherconsole.engine.config.YamlNode.Sequence;
import io.batcherconsole.engine.protocol.Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one block of a YAML file, read one by one. A value that is wrong becomes a problem
 * and something harmless is returned in its place, so that reading goes on to the next mistake;
 * keys that nobody asked for can be listed afterwards.
 */
final class Keys {
  /** Where nothing could be read, but reading goes on. */
  private static final URI NOWHERE = URI.create("http://localhost");

  private final String file;
  private final String prefix;
  private final Mapping mapping;
  private final Problems problems;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Keys> blocks = new LinkedHashMap<>();
  private final List<String> defaults;

  private Keys(
      String file, String prefix, Mapping mapping, Problems problems, List<String> defaults) {
    this.file = file;
    this.prefix = prefix;
    this.mapping = mapping;
    this.problems = problems;
    this.defaults = defaults;
  }

  static Keys of(String file, Mapping root, Problems problems) {
    return new Keys(file, "", root, problems, new ArrayList<>());
  }

  /** Keys that were not there and what was taken instead: "batcher.max_queue_size 10000". */
  List<String> defaults() {
    return List.copyOf(defaults);
  }

  /** Where the value of a key is: "config.yaml:14"; the block's own place when it is not there. */
  String where(String key) {
    YamlNode node = mapping.entries().get(key);
    return YamlReader.at(file, node == null ? mapping.line() : node.line());
  }

  /** Something is wrong with a value, seen from outside. */
  void wrong(String key, String sentence) {
    problems.add(where(key), prefix + key + ": " + sentence);
  }

  private void wrong(String key, String value, String belongs) {
    wrong(key, "\"" + Quoted.of(value) + "\" is not " + belongs);
  }

  /** A block of keys below this one; empty when it is not there. */
  Optional<Keys> block(String key) {
    YamlNode node = present(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Mapping inner) {
      Keys block = new Keys(file, prefix + key + ".", inner, problems, defaults);
      blocks.put(key, block);
      return Optional.of(block);
    }
    wrong(key, "there is " + node.kind() + " where a block of keys belongs");
    return Optional.empty();
  }

  /** As {@link #block}, and a problem when it is not there. */
  Keys requiredBlock(String key, String holds) {
    if (!has(key)) {
      wrong(key, "is missing; " + holds + " belongs there");
    }
    return block(key)
        .orElseGet(() -> new Keys(file, prefix + key + ".", nothing(), new Problems(), defaults));
  }

  private Mapping nothing() {
    return new Mapping(Map.of(), mapping.line());
  }

  private boolean has(String key) {
    return present(key) != null;
  }

  /** Null when the key is not there, or nothing is written behind it. */
  private @Nullable YamlNode present(String key) {
    asked.add(key);
    YamlNode node = mapping.entries().get(key);
    return node instanceof Scalar(String text, boolean empty, int line) && empty ? null : node;
  }

  /** A single value; empty when the key is not there. */
  Optional<String> text(String key) {
    YamlNode node = present(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Scalar scalar) {
      return Optional.of(scalar.text());
    }
    wrong(key, "there is " + node.kind() + " where a single value belongs");
    return Optional.empty();
  }

  /**
   * A single value that must be there.
   *
   * @param belongs what it is: "the key store's password"
   */
  String requiredText(String key, String belongs) {
    if (!has(key)) {
      wrong(key, "is missing; " + belongs + " belongs there");
    }
    return text(key).orElse("");
  }

  /** A whole number of a unit, {@code otherwise} when the key is not there. */
  long count(String key, long least, long most, long otherwise, String unit) {
    if (!has(key)) {
      defaults.add(prefix + key + " " + otherwise);
      return otherwise;
    }
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    long value = parsed(text.get());
    if (value < least || value > most) {
      wrong(key, text.get(), "a whole number from %d to %d (%s)".formatted(least, most, unit));
      return otherwise;
    }
    return value;
  }

  /** -1 when it is no whole number from 0 on that fits. */
  private static long parsed(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      return -1;
    }
    return Long.parseLong(text);
  }

  boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      defaults.add(prefix + key + " " + otherwise);
      return otherwise;
    }
    return switch (text(key).orElse("")) {
      case "true" -> true;
      case "false" -> false;
      case String other -> {
        if (mapping.entries().get(key) instanceof Scalar) {
          wrong(key, other, "true or false");
        }
        yield otherwise;
      }
    };
  }

  /** The URL of a node that must be there. */
  URI requiredNode(String key) {
    if (!has(key)) {
      wrong(key, "is missing; the http(s) URL of a node belongs there");
    }
    return node(key).orElse(NOWHERE);
  }

  /** The URL of a node. It may hold a password, and is not quoted when it is wrong. */
  Optional<URI> node(String key) {
    Optional<URI> url = text(key).flatMap(Keys::httpUrl);
    if (url.isEmpty() && mapping.entries().get(key) instanceof Scalar scalar && !scalar.empty()) {
      wrong(key, "is not an http:// or https:// URL with a host");
    }
    return url;
  }

  /** An http or https URL with a host, empty when it is none. */
  static Optional<URI> httpUrl(String text) {
    try {
      URI url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  Optional<Address> address(String key) {
    Optional<String> text = text(key);
    try {
      return text.map(Address::of);
    } catch (IllegalArgumentException malformed) {
      wrong(key, text.orElse(""), "an address: 0x and 40 hex digits");
      return Optional.empty();
    }
  }

  /** A list of single values; empty when the key is not there. */
  List<Scalar> list(String key) {
    YamlNode node = present(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Sequence sequence)) {
      wrong(key, "there is " + node.kind() + " where a list belongs; [] is an empty one");
      return List.of();
    }
    List<Scalar> scalars = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      if (item instanceof Scalar scalar) {
        scalars.add(scalar);
      } else {
        wrong(key, "there is " + item.kind() + " in a list of single values");
      }
    }
    return scalars;
  }

  /**
   * These keys are known, and nothing is read from them.
   *
   * @return those of them that are there, with the block's name
   */
  List<String> unused(Set<String> known) {
    asked.addAll(known);
    return mapping.entries().keySet().stream()
        .filter(known::contains)
        .map(key -> prefix + key)
        .toList();
  }

  /** The keys here and below that nobody asked for: "batcher.max_batch_size (config.yaml:14)". */
  List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    for (String key : mapping.entries().keySet()) {
      if (!asked.contains(key)) {
        unknown.add(Quoted.of(prefix + key) + " (" + where(key) + ")");
      }
    }
    blocks.values().forEach(block -> unknown.addAll(block.unknown()));
    return unknown;
  }
}
