package io.batcherconsole.engine.protocol;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Another CBOR writer than ours: maps, lists, texts, byte arrays, numbers and nulls by Jackson. */
final class Cbor {
  private static final CBORFactory FACTORY = new CBORFactory();

  private static final CBORMapper MAPPER = new CBORMapper(FACTORY);

  private Cbor() {}

  /** The value with definite lengths. */
  static byte[] of(Object value) {
    return write(value, true);
  }

  /** The value with indefinite lengths of maps and lists. */
  static byte[] indefinite(Object value) {
    return write(value, false);
  }

  /** What Jackson reads from bytes that we wrote. */
  static Object parse(byte[] bytes) {
    return MAPPER.readValue(bytes, Object.class);
  }

  private static byte[] write(Object value, boolean definite) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(generator, value, definite);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator out, @Nullable Object value, boolean definite) {
    switch (value) {
      case null -> out.writeNull();
      case Map<?, ?> map -> {
        if (definite) {
          out.writeStartObject(map, map.size());
        } else {
          out.writeStartObject();
        }
        map.forEach(
            (key, item) -> {
              out.writeName(key.toString());
              write(out, item, definite);
            });
        out.writeEndObject();
      }
      case List<?> list -> {
        if (definite) {
          out.writeStartArray(list, list.size());
        } else {
          out.writeStartArray();
        }
        list.forEach(item -> write(out, item, definite));
        out.writeEndArray();
      }
      case String text -> out.writeString(text);
      case byte[] bytes -> out.writeBinary(bytes);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Boolean truth -> out.writeBoolean(truth);
      case Double number -> out.writeNumber(number);
      default -> throw new IllegalArgumentException("cannot write " + value.getClass());
    }
  }
}
