// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.report;

import io.arxsvgx.telemetry.pattern.Forecast;
import io.arxsvgx.telemetry.patterns.internal.detector.SeriesView;
import io.arxsvgx.telemetry.patterns.internal.forecast.Forecaster;
import io.arxsvgx.telemetry.patterns.internal.forecast.Prediction;
import io.arxsvgx.telemetry.patterns.internal.series.RegularSeries;
import io.arxsvgx.telemetry.patterns.internal.state.DetailedSeriesState;
import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest forecast of each series with full state, and the values from which others are computed on request.
 * Thread-safe.
 */
public final class ForecastCache {
    private static final int MAX_HORIZON = 1_000;
    private static final int MIN_VALUES = 3;

    private final int horizon;
    private final Forecaster forecaster = Forecaster.of(0.95);
    private final Map<TrackedSeries, Forecast> newest = new ConcurrentHashMap<>();
    private final Map<TrackedSeries, RegularSeries> series = new ConcurrentHashMap<>();

    public ForecastCache(int horizon) {
        this.horizon = horizon;
    }

    /** Computes the forecast of a series again. */
    public void update(TrackedSeries track, DetailedSeriesState state, SeriesView view) {
        RegularSeries regular = view.regular();
        state.predicted = regular;
        if (regular.size() < MIN_VALUES) {
            return;
        }
        Prediction prediction = forecaster.forecast(regular.values(), horizon, view.periods());
        state.prediction = prediction;
        series.put(track, regular);
        newest.put(track, forecast(track.id, regular, prediction));
    }

    public void forget(TrackedSeries track) {
        newest.remove(track);
        series.remove(track);
    }

    public Map<TrackedSeries, Forecast> all() {
        return new HashMap<>(newest);
    }

    public Optional<Forecast> find(SeriesId id, int steps) {
        if (steps < 1 || steps > MAX_HORIZON) {
            throw new IllegalArgumentException("steps: expected 1 to " + MAX_HORIZON + ", got " + steps);
        }
        for (Map.Entry<TrackedSeries, RegularSeries> one : series.entrySet()) {
            if (one.getKey().id.equals(id)) {
                RegularSeries regular = one.getValue();
                return Optional.of(forecast(id, regular, forecaster.forecast(regular.values(), steps)));
            }
        }
        return Optional.empty();
    }

    private static Forecast forecast(SeriesId id, RegularSeries regular, Prediction prediction) {
        Instant end = Instant.ofEpochSecond(0, regular.endNanos());
        List<Forecast.Step> steps = new ArrayList<>();
        for (int i = 0; i < prediction.horizon(); i++) {
            Instant at = end.plus(Duration.ofNanos(regular.stepNanos()).multipliedBy(i + 1L));
            steps.add(new Forecast.Step(at, prediction.expected(i), prediction.low(i), prediction.high(i)));
        }
        return new Forecast(id.source(), id.type(), id.labels(), prediction.method(), prediction.basedOn(), steps);
    }
}
