// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.report;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.Forecast;
import io.arxsvgx.telemetry.patterns.internal.cross.AlignedGrid;
import io.arxsvgx.telemetry.patterns.internal.cross.Correlations;
import io.arxsvgx.telemetry.patterns.internal.cross.PeerComparison;
import io.arxsvgx.telemetry.patterns.internal.state.DetailedSeriesState;
import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code analytics} of the dashboard, by event type, at most {@value #MAX_PER_KIND} entries of each kind and 200
 * types.
 */
public final class AnalyticsReport {
    static final int MAX_PER_KIND = 20;

    private static final int MAX_TYPES = 200;

    private AnalyticsReport() {}

    public static Map<String, Map<String, Object>> of(
            Collection<TrackedSeries> tracks,
            Map<TrackedSeries, Forecast> forecasts,
            List<Correlations.Pair> pairs,
            List<PeerComparison.Result> peers,
            Collection<FailurePattern> patterns) {
        Map<String, Map<String, Object>> report = new TreeMap<>();
        Map<String, List<TrackedSeries>> byType = new TreeMap<>();
        tracks.forEach(track -> byType.computeIfAbsent(track.id.type(), any -> new ArrayList<>())
                .add(track));
        byType.entrySet().stream().limit(MAX_TYPES).forEach(entry -> {
            String type = entry.getKey();
            List<TrackedSeries> ofType = entry.getValue();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("series", ofType.size());
            figures.put("anomalies", anomalies(type, patterns));
            figures.put("forecasts", forecasts(ofType, forecasts));
            figures.put("correlations", correlations(type, pairs));
            PeerComparison.Result result = PeerComparison.find(peers, type);
            figures.put("clusters", result == null ? List.of() : clusters(result));
            figures.put("odd_ones", result == null ? List.of() : odd(result));
            report.put(type, figures);
        });
        return report;
    }

    private static List<Object> anomalies(String type, Collection<FailurePattern> patterns) {
        List<Object> anomalies = new ArrayList<>();
        for (FailurePattern pattern : patterns) {
            if (pattern.type().equals(type)
                    && pattern.failureType() == FailureType.ANOMALY
                    && anomalies.size() < MAX_PER_KIND) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("pattern_id", pattern.patternId());
                figures.put("source", pattern.source());
                putLabels(figures, pattern.seriesLabels());
                figures.put("confidence", pattern.confidence());
                figures.put("description", pattern.description());
                anomalies.add(figures);
            }
        }
        return anomalies;
    }

    private static List<Object> forecasts(List<TrackedSeries> tracks, Map<TrackedSeries, Forecast> forecasts) {
        List<Object> all = new ArrayList<>();
        for (TrackedSeries track : tracks) {
            Forecast forecast = forecasts.get(track);
            if (forecast != null && all.size() < MAX_PER_KIND) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("source", forecast.source());
                putLabels(figures, forecast.labels());
                figures.put("method", forecast.method());
                figures.put("values", forecast.basedOn());
                figures.put("span_seconds", spanSeconds(track));
                List<Object> steps = new ArrayList<>();
                for (Forecast.Step step : forecast.steps()) {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("timestamp", step.at().toString());
                    one.put("value", step.value());
                    one.put("low", step.low());
                    one.put("high", step.high());
                    steps.add(one);
                }
                figures.put("steps", steps);
                all.add(figures);
            }
        }
        return all;
    }

    private static double spanSeconds(TrackedSeries track) {
        DetailedSeriesState state = track.full;
        return state == null || state.predicted == null
                ? 0
                : (state.predicted.size() - 1) * (state.predicted.stepNanos() / 1e9);
    }

    private static List<Object> correlations(String type, List<Correlations.Pair> pairs) {
        List<Object> all = new ArrayList<>();
        for (Correlations.Pair pair : pairs) {
            boolean isOf = pair.first().id.type().equals(type)
                    || pair.second().id.type().equals(type);
            if (isOf && all.size() < MAX_PER_KIND) {
                TrackedSeries leader = pair.lag() >= 0 ? pair.first() : pair.second();
                TrackedSeries follower = pair.other(leader);
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("leader", series(leader.id));
                figures.put("follower", series(follower.id));
                figures.put("pearson", pair.pearson());
                figures.put("spearman", pair.spearman());
                figures.put("lead_seconds", Math.abs(pair.lag()) * (pair.step() / 1e9));
                figures.put("chance", pair.chance());
                figures.put("values", pair.values());
                figures.put("span_seconds", (pair.values() - 1) * (pair.step() / 1e9));
                figures.put("method", "lagged correlation of first differences");
                all.add(figures);
            }
        }
        return all;
    }

    private static List<Object> clusters(PeerComparison.Result result) {
        List<Object> all = new ArrayList<>();
        for (List<TrackedSeries> cluster : result.clusters()) {
            if (cluster.size() > 1) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("sources", PeerComparison.sources(cluster));
                List<LabelSet> labels = PeerComparison.labels(cluster);
                if (!labels.isEmpty()) {
                    figures.put("labels", labels);
                }
                figures.put("values", AlignedGrid.WIDTH);
                figures.put("method", "single-linkage clusters by correlation");
                all.add(figures);
            }
        }
        return all;
    }

    private static List<Object> odd(PeerComparison.Result result) {
        List<Object> all = new ArrayList<>();
        result.odd().forEach((track, finding) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("source", track.id.source());
            putLabels(figures, track.id.labels());
            figures.put("description", finding.description());
            figures.put("confidence", finding.confidence());
            all.add(figures);
        });
        return all;
    }

    private static Map<String, Object> series(SeriesId id) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("source", id.source());
        figures.put("type", id.type());
        putLabels(figures, id.labels());
        return figures;
    }

    private static void putLabels(Map<String, Object> figures, Map<String, String> labels) {
        if (!labels.isEmpty()) {
            figures.put("labels", labels);
        }
    }
}
