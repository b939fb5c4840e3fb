// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.internal.loop.EngineComponents;
import io.arxsvgx.telemetry.operations.SeriesOperations;
import io.arxsvgx.telemetry.series.SeriesFilter;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.util.List;
import java.util.Optional;

/** The series of an engine. Thread-safe. */
public final class EngineSeries implements SeriesOperations {
    private final EngineComponents parts;

    public EngineSeries(EngineComponents parts) {
        this.parts = parts;
    }

    @Override
    public Optional<SeriesHistory> history(String source, String type, int limit) {
        return parts.history(requireNonNull(source, "source"), requireNonNull(type, "type"), Math.max(0, limit));
    }

    @Override
    public List<SeriesHistory> histories(int limit) {
        return histories(limit, (source, type, count) -> true);
    }

    @Override
    public List<SeriesHistory> histories(int limit, SeriesFilter filter) {
        return parts.histories(Math.max(0, limit), requireNonNull(filter, "filter"));
    }
}
