package io.batcherconsole.engine.scenario;

import io.batcherconsole.engine.runtime.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON file whose fields are read one by one; what is wrong is told with file, line and field.
 */
final class ScenarioJson {
  /** Short names of development wallets; the tenth is the one for which another pays. */
  static final String USER = "[A-I]";

  private final Path file;
  private final JsonNode root;

  /** Lines of fields and items, by their JSON pointers. */
  private final Map<String, Integer> lines;

  private ScenarioJson(Path file, JsonNode root, Map<String, Integer> lines) {
    this.file = file;
    this.root = root;
    this.lines = lines;
  }

  static ScenarioJson read(Path file) throws ScenarioException {
    if (!Files.isRegularFile(file)) {
      throw new ScenarioException("There is no scenario file " + file + ".");
    }
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      JsonNode root = mapper.readTree(file);
      ScenarioJson json = new ScenarioJson(file, root, lines(mapper, file));
      if (!root.isObject()) {
        throw json.wrong("", "must be one JSON object");
      }
      return json;
    } catch (JacksonException notJson) {
      var where = notJson.getLocation();
      throw new ScenarioException(
          file
              + (where == null ? "" : ", line " + where.getLineNr())
              + ": "
              + inPlainWords(notJson.getOriginalMessage()),
          notJson);
    }
  }

  /** Without what only somebody who programs with the reader can use. */
  private static String inPlainWords(String message) {
    return message
        .replaceAll(" \\(start marker at \\[[^]]*]\\)", "")
        .replaceAll(": enable `[^`]*` to allow", "")
        .replaceAll(", from `[^`]*`", "");
  }

  private static Map<String, Integer> lines(JsonMapper mapper, Path file) {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = mapper.createParser(file)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        lines.putIfAbsent(
            parser.streamReadContext().pathAsPointer().toString(),
            parser.currentTokenLocation().getLineNr());
      }
    }
    return lines;
  }

  JsonNode root() {
    return root;
  }

  void refuseUnknown(JsonNode object, Set<String> known, String path) throws ScenarioException {
    if (!object.isObject()) {
      throw wrong(path.isEmpty() ? "" : path.substring(0, path.length() - 1), "must be an object");
    }
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw wrong(path + name, "is unknown; known are " + new TreeSet<>(known));
      }
    }
  }

  String text(JsonNode object, String path, String name) throws ScenarioException {
    JsonNode value = object.get(name);
    if (value == null || !value.isString() || value.asString().isBlank()) {
      throw wrong(path + name, "must be a text");
    }
    return value.asString();
  }

  /** The short name of a development wallet. */
  String user(JsonNode object, String path, String name) throws ScenarioException {
    String user = text(object, path, name);
    if (!user.matches(USER)) {
      throw wrong(path + name, "must be a development wallet, A to I, not \"" + user + "\"");
    }
    return user;
  }

  int number(JsonNode object, String path, String name, int least, int most)
      throws ScenarioException {
    JsonNode value = object.get(name);
    if (value == null
        || !value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.asInt() < least
        || value.asInt() > most) {
      throw wrong(path + name, "must be a whole number from " + least + " to " + most);
    }
    return value.asInt();
  }

  int numberOr(JsonNode object, String path, String name, int least, int most, int otherwise)
      throws ScenarioException {
    return object.has(name) ? number(object, path, name, least, most) : otherwise;
  }

  /** A duration of at most {@code most}; null when there is none. */
  @Nullable Duration duration(JsonNode object, String path, String name, Duration most)
      throws ScenarioException {
    if (!object.has(name)) {
      return null;
    }
    Duration duration;
    try {
      duration = Durations.parse(text(object, path, name));
    } catch (IllegalArgumentException none) {
      throw wrong(path + name, String.valueOf(none.getMessage()));
    }
    if (duration.compareTo(most) > 0) {
      throw wrong(path + name, "must be at most " + most.toSeconds() + "s");
    }
    return duration;
  }

  /** The same, and longer than none. */
  @Nullable Duration someTime(JsonNode object, String path, String name, Duration most)
      throws ScenarioException {
    Duration duration = duration(object, path, name, most);
    if (duration != null && duration.isZero()) {
      throw wrong(path + name, "must be a time above 0, as 500ms");
    }
    return duration;
  }

  <T> T oneOf(String word, T[] choices, Function<T, String> wordOf, String path)
      throws ScenarioException {
    List<String> words = new ArrayList<>();
    for (T choice : choices) {
      if (wordOf.apply(choice).equals(word)) {
        return choice;
      }
      words.add(wordOf.apply(choice));
    }
    throw wrong(path, "must be one of " + String.join(", ", words) + ", not \"" + word + "\"");
  }

  /** Reads one item of a list. */
  @FunctionalInterface
  interface Item<T> {
    T read(JsonNode item, String path) throws ScenarioException;
  }

  /** An optional list; empty when there is none. */
  <T> List<T> list(JsonNode object, String name, Item<T> item) throws ScenarioException {
    JsonNode list = object.get(name);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      throw wrong(name, "must be a list");
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(item.read(list.get(i), name + "[" + i + "]"));
    }
    return items;
  }

  ScenarioException wrong(String field, String why) {
    String sentence = why.endsWith(".") ? why : why + ".";
    return new ScenarioException(
        file + ", line " + line(field) + (field.isEmpty() ? "" : ": " + field) + " " + sentence);
  }

  /** Of the field, or of what should hold it when it is missing. */
  private int line(String field) {
    String pointer =
        field.isEmpty() ? "" : "/" + field.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
    while (!lines.containsKey(pointer) && !pointer.isEmpty()) {
      pointer = pointer.substring(0, pointer.lastIndexOf('/'));
    }
    return lines.getOrDefault(pointer, 1);
  }
}
