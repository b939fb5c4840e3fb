// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.board;

import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that a user has arranged. Immutable.
 *
 * @param id what it is called in its address; 1 to 100 characters
 * @param title what people call it; 1 to 200 characters
 * @param updatedAt when it was set
 * @param widgets what is on it, up to 60
 */
public record Board(String id, String title, Instant updatedAt, List<Widget> widgets) {
    public Board {
        widgets = List.copyOf(widgets);
    }

    /**
     * One thing on a board. Immutable.
     *
     * @param kind stat, line, gauge, top, alerts or table
     * @param title up to 200 characters
     * @param series which series it shows, up to 20
     * @param width in columns, 1 to 4
     * @param options what some kinds take
     */
    record Widget(String kind, String title, List<Selector> series, int width, Options options) {
        public Widget {
            series = List.copyOf(series);
        }
    }

    /**
     * Selects series. Immutable.
     *
     * @param source exact, or with {@code *} for any text
     * @param type exact, or with {@code *} for any text
     */
    record Selector(String source, String type) {}

    /**
     * What some kinds of widgets take. Immutable.
     *
     * @param min the least value of a scale; null for that of the values
     * @param max the greatest value of a scale; null for that of the values
     * @param limit how many are listed, 1 to 1,000; null for as many as the widget thinks fit
     * @param severity of which severity alerts are; null for any
     */
    record Options(
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Integer limit,
            @Nullable Severity severity) {}
}
