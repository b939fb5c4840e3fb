// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.patterns.internal.forecast.Prediction;
import io.arxsvgx.telemetry.patterns.internal.series.PeriodDetection;
import io.arxsvgx.telemetry.patterns.internal.series.RegularSeries;
import io.arxsvgx.telemetry.patterns.internal.state.DetailedSeriesState;
import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series during an analysis, with shared figures computed once. Confined to the detectors' thread. */
public final class SeriesView {
    final SeriesId id;
    final DetailedSeriesState state;
    final List<RuleLimit> limits;
    private @Nullable RegularSeries regular;
    private @Nullable List<Integer> periods;

    public SeriesView(TrackedSeries track, DetailedSeriesState state, List<RuleLimit> all) {
        id = track.id;
        this.state = state;
        limits = all.stream().filter(limit -> limit.isOf(id)).toList();
    }

    /** Returns the kept values on equal steps. */
    public RegularSeries regular() {
        RegularSeries known = regular;
        if (known == null) {
            known = RegularSeries.of(state.times(), state.values(), DetailedSeriesState.KEPT);
            regular = known;
        }
        return known;
    }

    /** Returns the periods: none, one or two. */
    public List<Integer> periods() {
        List<Integer> known = periods;
        if (known == null) {
            known = PeriodDetection.of(regular().values(), regular().size());
            periods = known;
        }
        return known;
    }

    @Nullable
    Prediction prediction() {
        return state.prediction;
    }

    Duration span(int steps) {
        return Duration.ofNanos(Math.max(0, steps - 1) * regular().stepNanos());
    }

    /** Returns the time a number of steps after the newest value. */
    Instant after(double steps) {
        double nanos = Math.min(9e18, steps * regular().stepNanos());
        return Instant.ofEpochSecond(0, regular().endNanos()).plus(Duration.ofNanos((long) nanos));
    }
}
