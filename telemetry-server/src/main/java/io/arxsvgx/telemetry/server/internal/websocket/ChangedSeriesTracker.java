// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.series.SeriesFilter;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tracker of the series that have a new value since they were last sent. If more have changed than fit into one
 * message, each series is sent once before any is sent again. It tracks at most the series that the processor has.
 * Confined to one thread.
 */
final class ChangedSeriesTracker {
    private final int max;
    private final Map<String, Map<Key, Progress>> byType = new HashMap<>();
    private int known;
    private long look;
    private long turn = 1;
    private int met;
    private int taken;

    /** A series among those of its type. */
    private record Key(String source, Map<String, String> labels) {}

    /** The progress of one series. */
    private static final class Progress {
        long count;
        long turn;
        long look;
    }

    ChangedSeriesTracker(int max) {
        this.max = max;
    }

    /** Returns the newest value of each changed series, of at most {@code max} series. */
    List<SeriesHistory> next(TelemetryProcessor processor) {
        look++;
        met = 0;
        taken = 0;
        List<SeriesHistory> changed = processor.series().histories(1, new ChangedFilter());
        if (taken < max) {
            turn++;
        }
        if (met < known) {
            dropUnmet();
        }
        return changed.stream().filter(series -> series.size() > 0).toList();
    }

    /** Forgets all series, so that all count as changed. */
    void clear() {
        byType.clear();
        known = 0;
    }

    /** The filter of the series to send. */
    private final class ChangedFilter implements SeriesFilter {
        @Override
        public boolean wants(String source, String type, long count) {
            return take(new Key(source, Map.of()), type, count);
        }

        @Override
        public boolean wants(String source, String type, Map<String, String> labels, long count) {
            return take(new Key(source, labels), type, count);
        }
    }

    private boolean take(Key key, String type, long count) {
        Progress sent = byType.computeIfAbsent(type, any -> new HashMap<>()).computeIfAbsent(key, any -> {
            known++;
            return new Progress();
        });
        sent.look = look;
        met++;
        if (count == sent.count || sent.turn == turn || taken == max) {
            return false;
        }
        taken++;
        sent.count = count;
        sent.turn = turn;
        return true;
    }

    private void dropUnmet() {
        byType.values().forEach(sources -> sources.values().removeIf(sent -> sent.look != look));
        byType.values().removeIf(Map::isEmpty);
        known = met;
    }
}
