// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.cross;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.detector.ConfidenceCalibration;
import io.arxsvgx.telemetry.patterns.internal.detector.Finding;
import io.arxsvgx.telemetry.patterns.internal.detector.PatternTracker;
import io.arxsvgx.telemetry.patterns.internal.series.OutlierCounter;
import io.arxsvgx.telemetry.patterns.internal.state.DetailedSeriesState;
import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import io.arxsvgx.telemetry.patterns.internal.stats.Medians;
import io.arxsvgx.telemetry.patterns.internal.stats.RareValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A detector of sources with unusual values in several series at the same time, now. Confined to the detectors' thread.
 */
public final class SourceAnomaly {
    private static final String NAME = "together";
    private static final int MIN_SERIES = 3;
    private static final double MIN_SCORE = 2.5;

    private Set<String> lasting = Set.of();

    private static final class Count {
        int all;
        long nanos;
        final List<SeriesId> unusual = new ArrayList<>();
        final List<Double> scores = new ArrayList<>();
    }

    public void detect(DetectionContext context, PatternTracker tracker, Collection<TrackedSeries> tracks, long now) {
        Map<String, Count> counts = new HashMap<>();
        lasting.forEach(source -> counts.put(source, new Count()));
        for (TrackedSeries track : tracks) {
            if (track.full != null && track.isRecent(now)) {
                Count count = counts.computeIfAbsent(track.id.source(), any -> new Count());
                count.all++;
                DetailedSeriesState state = track.full;
                if (state.outliers.recentCount() > 0) {
                    double score = RareValues.among(state.newest(OutlierCounter.WINDOW), state.tail())
                            .score();
                    if (score > MIN_SCORE) {
                        count.unusual.add(track.id);
                        count.nanos = Math.max(count.nanos, state.windowNanos());
                        count.scores.add(score);
                    }
                }
            }
        }
        counts.forEach(
                (source, count) -> tracker.record(context, NAME, SeriesId.ofSource(source), finding(source, count)));
        lasting = counts.keySet().stream()
                .filter(source -> tracker.isOpen(NAME, SeriesId.ofSource(source)))
                .collect(Collectors.toSet());
    }

    private static @Nullable Finding finding(String source, Count count) {
        int unusual = count.unusual.size();
        if (unusual < MIN_SERIES || 2 * unusual < count.all) {
            return null;
        }
        double score = Medians.of(
                count.scores.stream().mapToDouble(Double::doubleValue).toArray());
        return Finding.of(
                        FailureType.ANOMALY,
                        "ranks and tails in several series",
                        unusual * OutlierCounter.WINDOW,
                        Duration.ofNanos(count.nanos))
                .with(
                        "types",
                        count.unusual.stream().map(SeriesId::describeType).toList())
                .with("score", score)
                .build(
                        ConfidenceCalibration.together(score),
                        Math.min(0.79, 0.3 + 0.1 * unusual),
                        unusual + " of the " + count.all + " series of " + source
                                + " have unusual values at the same time");
    }
}
