// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.board;

import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard board that a user has arranged. Immutable.
 *
 * @param id the id in its address; 1 to 100 characters
 * @param title the title; 1 to 200 characters
 * @param updatedAt the time at which it was set
 * @param widgets its widgets, at most 60
 */
public record Board(String id, String title, Instant updatedAt, List<Widget> widgets) {
    public Board {
        widgets = List.copyOf(widgets);
    }

    /**
     * A widget of a board. Immutable.
     *
     * @param kind stat, line, gauge, top, alerts or table
     * @param title at most 200 characters
     * @param series the selectors of the series that it shows, at most 20
     * @param width the width in columns, 1 to 4
     * @param options the options of some kinds
     */
    record Widget(String kind, String title, List<Selector> series, int width, Options options) {
        public Widget {
            series = List.copyOf(series);
        }
    }

    /**
     * A selector of series: of the one with exactly this source, type and labels if there is one, otherwise of all that
     * match. Immutable.
     *
     * @param source the exact source, or a pattern in which {@code *} matches any text
     * @param type the exact type, or a pattern in which {@code *} matches any text
     * @param labels the exact values of labels, or patterns in which {@code *} matches any text; at most 32
     */
    record Selector(String source, String type, Map<String, String> labels) {
        public Selector {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * The options of some kinds of widgets. Immutable.
     *
     * @param min the minimum of the scale; null for the minimum of the values
     * @param max the maximum of the scale; null for the maximum of the values
     * @param limit the maximum number of entries, 1 to 1,000; null for the default of the kind
     * @param severity the severity of the alerts that it lists; null for any
     */
    record Options(
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Integer limit,
            @Nullable Severity severity) {}
}
