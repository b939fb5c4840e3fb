// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import java.util.ArrayDeque;
import java.util.Deque;

/** A row of small bars for the newest figures of a series. Not thread-safe. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int MAX_VALUES = 512;

    private final Deque<Double> figures = new ArrayDeque<>();

    void add(double figure) {
        figures.addLast(figure);
        if (figures.size() > MAX_VALUES) {
            figures.removeFirst();
        }
    }

    /** The newest figures, as many as fit; the highest is a full bar, zero the lowest. */
    String text(int width) {
        int skip = Math.max(0, figures.size() - Math.max(0, width));
        double highest = figures.stream()
                .skip(skip)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        figures.stream().skip(skip).forEach(figure -> {
            int bar = highest <= 0 ? 0 : (int) Math.round(figure / highest * (BARS.length() - 1));
            text.append(BARS.charAt(Math.max(0, Math.min(BARS.length() - 1, bar))));
        });
        return text.toString();
    }
}
