package io.batcherconsole.engine.compare;

import io.batcherconsole.engine.compare.LaneSpan.Kind;

/**
 * Colours and patterns: those of the window's light theme, on a ground of its own, so that the
 * picture reads on light and on dark pages.
 */
final class PictureStyle {
  /** How high a connection's bars are, px; the patterns fit into it. */
  static final double BAR = 18;

  /** Narrower than this, px, a pattern would not be seen: it is solid. */
  static final double NARROW = 3;

  private static final String TEXT = "#15191e";
  private static final String PANEL = "#ffffff";
  private static final String LINE = "#d5dbe1";
  private static final String HOLDING = "#2A68F0";
  private static final String WAITING_USER = "#573C0E";
  private static final String WAITING_BATCH = "#F74507";
  private static final String VERIFYING = "#083D62";
  private static final String INJECTED = "#D055BA";
  private static final String POSTED = "#17A665";
  private static final String BEHIND = "#666666";

  private static final String STYLE =
      String.join(
          "\n",
          "",
          "text { font-family: Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif;"
              + " font-size: 12px; fill: "
              + TEXT
              + "; }",
          ".head { font-size: 15px; font-weight: 600; }",
          ".name { font-size: 14px; font-weight: 600; }",
          ".muted { fill: #56616c; }",
          ".proof { font-size: 10px; }",
          ".on-hold { fill: " + PANEL + "; }",
          ".end { text-anchor: end; }",
          ".middle { text-anchor: middle; }",
          "");

  private PictureStyle() {}

  /** Style sheet, patterns and marks. */
  static void define(SvgWriter svg) {
    svg.content("style", STYLE);
    svg.open("defs");
    pattern(svg, "user", 6, WAITING_USER, "M1.2,0V6", 2.4);
    pattern(svg, "batch", 5, WAITING_BATCH, "M0,2.5H5M2.5,0V5", 1.2);
    tile(svg, "comb", INJECTED, "M0,16V11L2.5,7.8L5,11V16Z");
    tile(svg, "broken", VERIFYING, "M0,11H2.5V16H0Z");
    tile(svg, "dots", BEHIND, "M0,8H2V10H0Z");
    tile(svg, "unknown", "#76818c", "M0,2H3V3H0ZM0,15H3V16H0Z");
    svg.open("g", "id", "posted");
    svg.element("circle", "r", 5.5, "fill", POSTED);
    line(svg, "M-2.6,0.2L-0.6,2.2L2.8,-2", PANEL, 1.5);
    svg.close();
    svg.open("g", "id", "refused");
    line(svg, "M-4,-4L4,4M-4,4L4,-4", TEXT, 1.6);
    svg.close();
    svg.open("g", "id", "evicted");
    line(svg, "M0,-5V2M-3,-1L0,2L3,-1M-4,5H4", TEXT, 1.6);
    svg.close();
    svg.open("g", "id", "gone");
    line(svg, "M-3.5,-4.5H3.5L-3.5,4.5H3.5Z", TEXT, 1.6);
    svg.close();
    svg.close();
  }

  private static void pattern(
      SvgWriter svg, String id, double size, String ink, String path, double width) {
    svg.open(
        "pattern",
        "id",
        id,
        "width",
        size,
        "height",
        size,
        "patternUnits",
        "userSpaceOnUse",
        "patternTransform",
        "rotate(45)");
    svg.element("rect", "width", size, "height", size, "fill", PANEL);
    svg.element("path", "d", path, "stroke", ink, "stroke-width", width);
    svg.close();
  }

  private static void tile(SvgWriter svg, String id, String ink, String path) {
    svg.open("pattern", "id", id, "width", 5, "height", BAR, "patternUnits", "userSpaceOnUse");
    svg.element("path", "d", path, "fill", ink);
    svg.close();
  }

  private static void line(SvgWriter svg, String path, String ink, double width) {
    svg.element("path", "d", path, "fill", "none", "stroke", ink, "stroke-width", width);
  }

  /** The ground, with an edge that is seen on a light page. */
  static void ground(SvgWriter svg, double width, double height) {
    svg.element(
        "rect",
        "x",
        0.5,
        "y",
        0.5,
        "width",
        width - 1,
        "height",
        height - 1,
        "rx",
        8,
        "fill",
        PANEL,
        "stroke",
        LINE);
  }

  /** A thin line. */
  static void rule(SvgWriter svg, double x1, double y1, double x2, double y2) {
    svg.element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", LINE, "stroke-width", 1);
  }

  /** One stretch from {@code x}, {@code width} wide, in a row whose top is 0. */
  static void span(SvgWriter svg, Kind kind, double x, double width) {
    double wide = Math.max(width, 0.8);
    switch (kind) {
      case BEHIND_CONNECTION -> box(svg, x, 0, width, BAR, "url(#dots)");
      case QUEUED -> box(svg, x, 8.5, width, 1, "#888c90");
      case IN_BATCH -> {
        box(svg, x, 7, width, 1, "#55595e");
        box(svg, x, 10, width, 1, "#55595e");
      }
      case WAITING_USER -> hatch(svg, x, wide, "user", WAITING_USER, 2);
      case WAITING_BATCH -> hatch(svg, x, wide, "batch", WAITING_BATCH, 2);
      case HOLDING -> {
        double gap = width > 4 ? 1 : 0;
        box(svg, x, 0, wide - gap, BAR, HOLDING);
      }
      case WAITING_VERIFIER -> box(svg, x, 0, width, BAR, "url(#broken)");
      case VERIFYING -> box(svg, x, 11, wide, 5, VERIFYING);
      case INJECTED -> box(svg, x, 0, width, BAR, "url(#comb)");
      case NOT_KNOWN -> box(svg, x, 0, width, BAR, "url(#unknown)");
    }
  }

  private static void hatch(
      SvgWriter svg, double x, double width, String pattern, String ink, double edge) {
    if (width <= NARROW) {
      box(svg, x, edge, width, BAR - 2 * edge, ink);
      return;
    }
    svg.element(
        "rect",
        "x",
        x + 0.5,
        "y",
        edge + 0.5,
        "width",
        width - 1,
        "height",
        BAR - 2 * edge - 1,
        "fill",
        "url(#" + pattern + ")",
        "stroke",
        ink);
  }

  static void box(SvgWriter svg, double x, double y, double width, double height, String fill) {
    svg.element("rect", "x", x, "y", y, "width", width, "height", height, "fill", fill);
  }
}
