// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.query;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesFilter;
import io.arxsvgx.telemetry.text.GlobPattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A selection of series by patterns and words. Immutable.
 *
 * @param source the pattern of the source; null for any
 * @param type the pattern of the type; null for any
 * @param labels a pattern for each label; the empty text for the absence of a label
 * @param words what source, type and labels must contain, in any case; each a text or a pattern
 */
public record SeriesSelection(
        @Nullable String source, @Nullable String type, Map<String, String> labels, List<String> words)
        implements SeriesFilter {
    /** Returns the selection of the series of one source and type with labels that match. */
    public static SeriesFilter exactly(String source, String type, Map<String, String> labels) {
        SeriesSelection any = new SeriesSelection(null, null, labels, List.of());
        return new SeriesFilter() {
            @Override
            public boolean wants(String itsSource, String itsType, long count) {
                return wants(itsSource, itsType, Map.of(), count);
            }

            @Override
            public boolean wants(String itsSource, String itsType, Map<String, String> itsLabels, long count) {
                return itsSource.equals(source) && itsType.equals(type) && any.matches(itsLabels);
            }
        };
    }

    /**
     * Returns the selection of the series that a rule watches, or that are members of its streams. A series of a type that a
     * condition over several series names is selected whatever its part of the condition selects.
     */
    public static SeriesFilter ofRule(AlertRule rule) {
        List<String> types = rule.fields();
        SeriesSelection watched = new SeriesSelection(rule.source(), null, rule.match(), List.of());
        return new SeriesFilter() {
            @Override
            public boolean wants(String itsSource, String itsType, long count) {
                return wants(itsSource, itsType, Map.of(), count);
            }

            @Override
            public boolean wants(String itsSource, String itsType, Map<String, String> itsLabels, long count) {
                return types.contains(itsType) && watched.wants(itsSource, itsType, itsLabels, count);
            }
        };
    }

    @Override
    public boolean wants(String itsSource, String itsType, long count) {
        return wants(itsSource, itsType, Map.of(), count);
    }

    @Override
    public boolean wants(String itsSource, String itsType, Map<String, String> itsLabels, long count) {
        return (source == null || GlobPattern.matches(source, itsSource))
                && (type == null || GlobPattern.matches(type, itsType))
                && matches(itsLabels)
                && matches(itsSource, itsType, itsLabels);
    }

    private boolean matches(Map<String, String> itsLabels) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!GlobPattern.matches(label.getValue(), itsLabels.getOrDefault(label.getKey(), ""))) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(String itsSource, String itsType, Map<String, String> itsLabels) {
        if (words.isEmpty()) {
            return true;
        }
        StringBuilder text = new StringBuilder(itsSource).append(' ').append(itsType);
        itsLabels.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(value));
        String searched = text.toString().toLowerCase(Locale.ROOT);
        return words.stream()
                .allMatch(word -> GlobPattern.isExact(word)
                        ? searched.contains(word)
                        : GlobPattern.matches("*" + word + "*", searched));
    }
}
