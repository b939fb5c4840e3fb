// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.pattern.Forecast;
import io.arxsvgx.telemetry.patterns.forecast.Forecaster;
import io.arxsvgx.telemetry.patterns.forecast.Prediction;
import io.arxsvgx.telemetry.patterns.series.RegularSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest forecast of each series with full state, and what others are computed from on request. Thread-safe. */
final class Forecasts {
    private static final int LONGEST = 1_000;
    private static final int FEWEST = 3;

    private final int horizon;
    private final Forecaster forecaster = Forecaster.of(0.95);
    private final Map<Track, Forecast> newest = new ConcurrentHashMap<>();
    private final Map<Track, RegularSeries> series = new ConcurrentHashMap<>();

    Forecasts(int horizon) {
        this.horizon = horizon;
    }

    /** Forecasts a series anew. */
    void update(Track track, FullState state, SeriesView view) {
        RegularSeries regular = view.regular();
        state.predicted = regular;
        if (regular.size() < FEWEST) {
            return;
        }
        Prediction prediction = forecaster.forecast(regular.values(), horizon, view.periods());
        state.prediction = prediction;
        series.put(track, regular);
        newest.put(track, forecast(track.source, track.type, regular, prediction));
    }

    void forget(Track track) {
        newest.remove(track);
        series.remove(track);
    }

    Map<Track, Forecast> all() {
        return new HashMap<>(newest);
    }

    Optional<Forecast> find(String source, String type, int steps) {
        if (steps < 1 || steps > LONGEST) {
            throw new IllegalArgumentException("a horizon of " + steps + " steps; it takes 1 to " + LONGEST);
        }
        for (Map.Entry<Track, RegularSeries> one : series.entrySet()) {
            if (one.getKey().source.equals(source) && one.getKey().type.equals(type)) {
                RegularSeries regular = one.getValue();
                return Optional.of(forecast(source, type, regular, forecaster.forecast(regular.values(), steps)));
            }
        }
        return Optional.empty();
    }

    private static Forecast forecast(String source, String type, RegularSeries regular, Prediction prediction) {
        Instant end = Instant.ofEpochSecond(0, regular.endNanos());
        List<Forecast.Step> steps = new ArrayList<>();
        for (int i = 0; i < prediction.horizon(); i++) {
            Instant at = end.plus(Duration.ofNanos(regular.stepNanos()).multipliedBy(i + 1L));
            steps.add(new Forecast.Step(at, prediction.expected(i), prediction.low(i), prediction.high(i)));
        }
        return new Forecast(source, type, prediction.method(), prediction.basedOn(), steps);
    }
}
