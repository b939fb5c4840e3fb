// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reader of {@code viewBox}, {@code width} and {@code height} of the root element. */
final class RootSize {
    private static final String NUMBER = "[+-]?(?:[0-9]*\\.[0-9]+|[0-9]+)(?:[eE][+-]?[0-9]+)?";
    private static final Pattern VIEW_BOX_NUMBER = Pattern.compile(NUMBER);
    private static final Pattern LENGTH = Pattern.compile("\\s*(" + NUMBER + ")([a-zA-Z]*)\\s*");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*|\\s+");

    /** The user units per absolute unit of CSS. */
    private static final Map<String, Double> UNITS = Map.of(
            "",
            1.0,
            "px",
            1.0,
            "in",
            96.0,
            "cm",
            96 / 2.54,
            "mm",
            96 / 25.4,
            "q",
            96 / 101.6,
            "pt",
            96 / 72.0,
            "pc",
            16.0);

    private RootSize() {}

    /**
     * Reads a view box.
     *
     * @throws IllegalArgumentException if the text does not contain four numbers, width and height at least 0
     */
    static Bounds viewBox(String text) {
        String[] parts = SEPARATOR.split(text.strip(), -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("viewBox: expected four numbers, got \"" + text + "\"");
        }
        return new Bounds(number(parts[0]), number(parts[1]), number(parts[2]), number(parts[3]));
    }

    /** Reads a length in user units; null if it is relative, negative or invalid. */
    static @Nullable Double length(@Nullable String text) {
        Matcher matcher = LENGTH.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return null;
        }
        Double unit = UNITS.get(matcher.group(2).toLowerCase(java.util.Locale.ROOT));
        double size = unit == null ? Double.NaN : Double.parseDouble(matcher.group(1)) * unit;
        return size >= 0 && Double.isFinite(size) ? size : null;
    }

    private static double number(String text) {
        if (!VIEW_BOX_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("viewBox: expected a number, got \"" + text + "\"");
        }
        return Double.parseDouble(text);
    }
}
