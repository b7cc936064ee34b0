package io.batcherconsole.engine.config;

import io.batcherconsole.engine.config.YamlNode.Mapping;
import io.batcherconsole.engine.config.YamlNode.Scalar;
import io.batcherconsole.engine.config.YamlNode.Sequence;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML document into nodes. Depth and number of nodes are bounded, and references to
 * other places of the file are refused: with them a file of a kilobyte can stand for more than fits
 * into any memory.
 */
final class YamlReader {
  private static final int DEEPEST = 16;
  private static final int MOST_NODES = 5_000;

  private final String file;
  private final Problems problems;
  private final YAMLParser parser;
  private int nodes;

  private YamlReader(String file, Problems problems, YAMLParser parser) {
    this.file = file;
    this.problems = problems;
    this.parser = parser;
  }

  /** It goes no further; the problem was added already. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads the file's keys; what is wrong with them is added to {@code problems}.
   *
   * @param file name for what is told
   * @return null when there are none that could be read
   */
  static @Nullable Mapping read(String file, byte[] content, Problems problems) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException notText) {
      problems.add(file, "this is no text in UTF-8");
      return null;
    }
    try (YAMLParser parser =
        (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      return new YamlReader(file, problems, parser).document();
    } catch (JacksonException malformed) {
      int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
      problems.add(at(file, line), "this is no YAML: " + firstLine(malformed.getOriginalMessage()));
    } catch (YamlEngineException malformed) {
      problems.add(file, "this is no YAML: " + firstLine(malformed.getMessage()));
    } catch (Unreadable told) {
      // its problem was added where it was found
    }
    return null;
  }

  private static String firstLine(@Nullable String message) {
    return message == null
        ? "it cannot be read"
        : Quoted.of(message.lines().findFirst().orElse(message));
  }

  /** "config.yaml:14". */
  static String at(String file, int line) {
    return line > 0 ? file + ":" + line : file;
  }

  private Unreadable unreadable(String sentence) {
    problems.add(at(file, line()), sentence);
    return new Unreadable();
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private @Nullable Mapping document() throws Unreadable {
    if (parser.nextToken() == null) {
      problems.add(file, "the file is empty");
      return null;
    }
    YamlNode root = node(0);
    if (parser.nextToken() != null) {
      throw unreadable("a second document begins here; a configuration has one");
    }
    if (root instanceof Mapping mapping) {
      return mapping;
    }
    problems.add(at(file, root.line()), "there is " + root.kind() + " where keys belong");
    return null;
  }

  /** The value at the current token; afterwards its last token is the current one. */
  private YamlNode node(int depth) throws Unreadable {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw unreadable("anchors and references (& and *) are not read; write the value itself");
    }
    if (depth > DEEPEST) {
      throw unreadable("keys are nested deeper than in any configuration");
    }
    if (++nodes > MOST_NODES) {
      throw unreadable("there is more in this file than in any configuration");
    }
    int line = line();
    return switch (parser.currentToken()) {
      case null -> throw unreadable("the file ends here in the middle of something");
      case START_OBJECT -> mapping(line, depth);
      case START_ARRAY -> sequence(line, depth);
      case VALUE_NULL -> new Scalar("", true, line);
      default -> new Scalar(String.valueOf(parser.getString()), false, line);
    };
  }

  private Mapping mapping(int line, int depth) throws Unreadable {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      YamlNode value = node(depth + 1);
      if (entries.putIfAbsent(key, value) != null) {
        problems.add(at(file, keyLine), Quoted.of(key) + " is there twice; remove one");
      }
    }
    return new Mapping(entries, line);
  }

  private Sequence sequence(int line, int depth) throws Unreadable {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new Sequence(items, line);
  }
}
