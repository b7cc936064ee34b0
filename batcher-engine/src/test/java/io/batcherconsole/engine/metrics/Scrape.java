package io.batcherconsole.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scrape told, read as strictly as the text format 0.0.4 is written: every family has its
 * help and its type before its samples, comes once, and holds no sample twice; histograms add up.
 */
public final class Scrape {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.+)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram)");
  private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\"(,|$)");

  private final Map<String, String> types = new LinkedHashMap<>();

  /** Values by name and labels: {@code a_count{kind="user"}}, labels sorted. */
  private final Map<String, Double> values = new LinkedHashMap<>();

  private Scrape() {}

  /** Scrapes as Prometheus does. */
  public static Scrape of(URI url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setReadTimeout(20_000);
    assertThat(connection.getResponseCode()).isEqualTo(200);
    assertThat(connection.getContentType()).startsWith("text/plain; version=0.0.4");
    try (InputStream body = connection.getInputStream()) {
      return parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static Scrape parse(String text) {
    assertThat(text).endsWith("\n");
    Scrape scrape = new Scrape();
    String helped = "";
    String family = "";
    for (String line : text.split("\n", -1)) {
      Matcher help = HELP.matcher(line);
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (help.matches()) {
        helped = help.group(1);
      } else if (type.matches()) {
        family = type.group(1);
        assertThat(family).as("has its help right before").isEqualTo(helped);
        assertThat(scrape.types.put(family, type.group(2))).as(family + " comes once").isNull();
      } else if (sample.matches()) {
        scrape.sample(family, sample);
      } else {
        assertThat(line).as("the end of the text").isEmpty();
      }
    }
    scrape.checkHistograms();
    return scrape;
  }

  private void sample(String family, Matcher sample) {
    String name = sample.group(1);
    boolean histogram = types.getOrDefault(family, "").equals("histogram");
    assertThat(name)
        .as("belongs to the family above it")
        .isIn(
            histogram
                ? List.of(family + "_bucket", family + "_sum", family + "_count")
                : List.of(family));
    String key = name + key(labels(sample.group(2) == null ? "" : sample.group(2)));
    double value =
        sample.group(3).equals("+Inf")
            ? Double.POSITIVE_INFINITY
            : Double.parseDouble(sample.group(3));
    assertThat(values.put(key, value)).as(key + " comes once").isNull();
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (label.find()) {
      assertThat(label.start()).as("labels of " + text).isEqualTo(end);
      assertThat(labels.put(label.group(1), label.group(2))).isNull();
      end = label.end();
    }
    assertThat(end).as("labels of " + text).isEqualTo(text.length());
    return labels;
  }

  private static String key(Map<String, String> labels) {
    List<String> parts = new ArrayList<>();
    labels.forEach((name, value) -> parts.add(name + "=" + value));
    return parts.toString();
  }

  private void checkHistograms() {
    Map<String, List<Double>> buckets = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.contains("_bucket[")) {
            buckets
                .computeIfAbsent(key.replaceFirst("(, )?le=[^,\\]]*", ""), k -> new ArrayList<>())
                .add(value);
          }
        });
    buckets.forEach(
        (key, counts) -> {
          assertThat(counts).as(key + " is cumulative").isSorted();
          String whole = key.replace("_bucket[", "_count[").replace("[, ", "[");
          assertThat(values.get(whole)).as(whole).isEqualTo(counts.getLast());
        });
  }

  /** The type of every family. */
  public Map<String, String> types() {
    return types;
  }

  /** A value by its labels, in the order of the labels' names: "kind=user", "site=admission". */
  public double value(String name, String... labels) {
    String key = name + List.of(labels);
    assertThat(values).containsKey(key);
    return values.getOrDefault(key, Double.NaN);
  }

  /** As {@link #value}, and 0 when there is no such value yet. */
  public double valueOrZero(String name, String... labels) {
    return values.getOrDefault(name + List.of(labels), 0.0);
  }

  /** The sum over all labels. */
  public double sum(String name) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(name + "["))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
