// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.internal.loop.EngineComponents;
import io.arxsvgx.telemetry.operations.SeriesOperations;
import io.arxsvgx.telemetry.series.SeriesCardinality;
import io.arxsvgx.telemetry.series.SeriesFilter;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The series of an engine. Thread-safe. */
public final class EngineSeries implements SeriesOperations {
    private final EngineComponents parts;

    public EngineSeries(EngineComponents parts) {
        this.parts = parts;
    }

    @Override
    public Optional<SeriesHistory> history(String source, String type, int limit) {
        return history(source, type, Map.of(), limit);
    }

    @Override
    public Optional<SeriesHistory> history(String source, String type, Map<String, String> labels, int limit) {
        return parts.history(
                requireNonNull(source, "source"),
                requireNonNull(type, "type"),
                LabelSet.of(labels),
                Math.max(0, limit));
    }

    @Override
    public Optional<SeriesHistory> historyOfRule(String ruleId, String source, Map<String, String> labels, int limit) {
        return parts.historyOfRule(
                requireNonNull(ruleId, "ruleId"),
                requireNonNull(source, "source"),
                LabelSet.of(labels),
                Math.max(0, limit));
    }

    @Override
    public SeriesCardinality cardinality() {
        return CardinalityReader.read(parts.registry);
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
