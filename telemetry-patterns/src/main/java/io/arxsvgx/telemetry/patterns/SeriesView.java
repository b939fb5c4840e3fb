// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.patterns.forecast.Prediction;
import io.arxsvgx.telemetry.patterns.series.Periods;
import io.arxsvgx.telemetry.patterns.series.RegularSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One series at a close look, with what several detectors ask for computed once. Confined to the detectors' thread. */
final class SeriesView {
    final String source;
    final String type;
    final FullState state;
    final List<Limit> limits;
    private @Nullable RegularSeries regular;
    private @Nullable List<Integer> periods;

    SeriesView(Track track, FullState state, List<Limit> all) {
        source = track.source;
        type = track.type;
        this.state = state;
        limits = all.stream().filter(limit -> limit.isOf(source, type)).toList();
    }

    /** The kept values on equal steps. */
    RegularSeries regular() {
        RegularSeries known = regular;
        if (known == null) {
            known = RegularSeries.of(state.times(), state.values(), FullState.KEPT);
            regular = known;
        }
        return known;
    }

    /** None, one or two. */
    List<Integer> periods() {
        List<Integer> known = periods;
        if (known == null) {
            known = Periods.of(regular().values(), regular().size());
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

    /** The time so many steps after the newest value. */
    Instant after(double steps) {
        double nanos = Math.min(9e18, steps * regular().stepNanos());
        return Instant.ofEpochSecond(0, regular().endNanos()).plus(Duration.ofNanos((long) nanos));
    }
}
