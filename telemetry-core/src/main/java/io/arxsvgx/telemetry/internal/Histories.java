// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.pattern.SeriesHistory;

/** Copies the kept values of a series. Thread-safe. */
final class Histories {
    private Histories() {}

    static SeriesHistory copy(SeriesState series, int most, long wallOffset) {
        Levels levels = series.levels;
        // a value is shown with its level, which comes a moment later
        History.Copy kept = series.copy(most, levels == null ? Long.MAX_VALUE : levels.end());
        series.show(kept.times, kept.count, wallOffset);
        SeriesHistory history = new SeriesHistory(
                series.source(),
                series.type(),
                kept.times,
                kept.values,
                series.eventsBefore + kept.count,
                kept.kept,
                series.failures);
        int size = history.size();
        return levels == null ? history : history.withLevels(levels.copy(kept.count - size, size));
    }
}
