// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which series have had a value since they were told last. Where more have than can be told at once, each has its turn before
 * one comes again. It knows no more series than the processor does. Confined to one thread.
 */
final class ChangedSeriesTracker {
    private final int max;
    private final Map<String, Map<String, Told>> byType = new HashMap<>();
    private int known;
    private long look;
    private long turn = 1;
    private int met;
    private int taken;

    /** How far one series has been told. */
    private static final class Told {
        long count;
        long turn;
        long look;
    }

    ChangedSeriesTracker(int max) {
        this.max = max;
    }

    /** The newest value of each, of so many at most. */
    List<SeriesHistory> next(TelemetryProcessor processor) {
        look++;
        met = 0;
        taken = 0;
        List<SeriesHistory> changed = processor.series().histories(1, this::take);
        if (taken < max) {
            turn++;
        }
        if (met < known) {
            dropUnmet();
        }
        return changed.stream().filter(series -> series.size() > 0).toList();
    }

    /** Begins anew, with all series untold. */
    void clear() {
        byType.clear();
        known = 0;
    }

    private boolean take(String source, String type, long count) {
        Told told = byType.computeIfAbsent(type, any -> new HashMap<>()).computeIfAbsent(source, any -> {
            known++;
            return new Told();
        });
        told.look = look;
        met++;
        if (count == told.count || told.turn == turn || taken == max) {
            return false;
        }
        taken++;
        told.count = count;
        told.turn = turn;
        return true;
    }

    private void dropUnmet() {
        byType.values().forEach(sources -> sources.values().removeIf(told -> told.look != look));
        byType.values().removeIf(Map::isEmpty);
        known = met;
    }
}
