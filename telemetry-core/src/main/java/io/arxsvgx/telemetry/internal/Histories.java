// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.pattern.SeriesHistory;

/** Copies the kept values of a series. Thread-safe. */
final class Histories {
    private Histories() {}

    static SeriesHistory copy(SeriesState series) {
        return copy(series, Integer.MAX_VALUE);
    }

    static SeriesHistory copy(SeriesState series, int most) {
        History.Copy kept = series.copy(most);
        return new SeriesHistory(
                series.source(), series.type(), kept.times, kept.values, kept.count, kept.kept, series.failures);
    }
}
