package io.batcherconsole.app.theme;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * How colours look to people: normally, and with each kind of dichromacy by Machado, Oliveira and
 * Fernandes 2009, severity 1. Their matrices act on linear sRGB.
 */
record ColorVision(String name, Row red, Row green, Row blue) {
  static final List<ColorVision> ALL =
      List.of(
          new ColorVision("normal", new Row(1, 0, 0), new Row(0, 1, 0), new Row(0, 0, 1)),
          new ColorVision(
              "protanopia",
              new Row(0.152286, 1.052583, -0.204868),
              new Row(0.114503, 0.786281, 0.099216),
              new Row(-0.003882, -0.048116, 1.051998)),
          new ColorVision(
              "deuteranopia",
              new Row(0.367322, 0.860646, -0.227968),
              new Row(0.280085, 0.672501, 0.047413),
              new Row(-0.011820, 0.042940, 0.968881)),
          new ColorVision(
              "tritanopia",
              new Row(1.255528, -0.076749, -0.178779),
              new Row(-0.078411, 0.930809, 0.147602),
              new Row(0.004733, 0.691367, 0.303900)));

  /** The colour as it is seen, in CIE L*a*b* (D65). */
  Lab seen(Color color) {
    return Lab.of(red.times(color), green.times(color), blue.times(color));
  }

  /** How much of each linear channel goes into one seen channel. */
  record Row(double r, double g, double b) {
    double times(Color c) {
      double value = r * linear(c.getRed()) + g * linear(c.getGreen()) + b * linear(c.getBlue());
      return Math.clamp(value, 0, 1);
    }
  }

  /** An sRGB channel without its gamma. */
  static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  /** A point of CIE L*a*b*. */
  record Lab(double lightness, double a, double b) {
    static Lab of(double r, double g, double b) {
      double x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
      double y = curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
      double z = curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
      return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double curve(double t) {
      return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /** ΔE by CIE 1976. */
    double distanceTo(Lab other) {
      return Math.hypot(Math.hypot(lightness - other.lightness, a - other.a), b - other.b);
    }
  }
}
