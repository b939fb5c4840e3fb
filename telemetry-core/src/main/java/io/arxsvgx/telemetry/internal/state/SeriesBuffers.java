// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.internal.storage.AnomalyScores;
import io.arxsvgx.telemetry.internal.storage.SeriesBuffer;
import io.arxsvgx.telemetry.series.SeriesHistory;

/** The copying of the kept values of a series. Thread-safe. */
public final class SeriesBuffers {
    private SeriesBuffers() {}

    public static SeriesHistory copy(SeriesState series, int most, long wallOffset) {
        AnomalyScores levels = series.levels;
        // a value is shown with its score, which is added slightly later
        SeriesBuffer.Copy kept = series.copy(most, levels == null ? Long.MAX_VALUE : levels.end());
        series.show(kept.times, kept.count, wallOffset);
        SeriesHistory unlabelled = new SeriesHistory(
                series.source(),
                series.type(),
                kept.times,
                kept.values,
                series.eventsBefore + kept.count,
                kept.kept,
                series.failures);
        SeriesHistory history = series.labels.isEmpty() ? unlabelled : unlabelled.withLabels(series.labels);
        int size = history.size();
        return levels == null ? history : history.withLevels(levels.copy(kept.count - size, size));
    }
}
