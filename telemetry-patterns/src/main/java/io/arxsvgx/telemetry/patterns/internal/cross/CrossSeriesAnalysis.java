// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.cross;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.patterns.internal.detector.PatternTracker;
import io.arxsvgx.telemetry.patterns.internal.detector.ResultFormatting;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The analysis that compares series: correlated pairs, clusters, outliers among peers. Confined to the detectors'
 * thread.
 */
public final class CrossSeriesAnalysis {
    private static final String PEERS = "peers";
    private static final int RELATED = 3;

    private final Correlations correlations = new Correlations();
    private List<Correlations.Pair> pairs = List.of();
    private List<PeerComparison.Result> peers = List.of();
    private Set<TrackedSeries> odd = new HashSet<>();
    private Set<TrackedSeries> related = new HashSet<>();
    private long begun = Long.MIN_VALUE;

    public List<Correlations.Pair> pairs() {
        return pairs;
    }

    public List<PeerComparison.Result> peers() {
        return peers;
    }

    /** Continues a pass while there is time. A new pass begins after a pause since the start of the last one. */
    public void continueRound(
            DetectionContext context,
            PatternTracker tracker,
            Collection<TrackedSeries> tracks,
            BooleanSupplier hasTime,
            long pause) {
        long now = context.now().getEpochSecond();
        if (!correlations.isUnderWay()) {
            if (begun != Long.MIN_VALUE && now - begun < pause) {
                return;
            }
            begun = now;
            AlignedGrid grid = new AlignedGrid(
                    tracks.stream().filter(track -> !track.silent).toList());
            peers = PeerComparison.among(grid);
            reportOdd(context, tracker);
            if (grid.size() < 2) {
                pairs = List.of();
                return;
            }
            correlations.begin(grid);
        }
        do {
            List<Correlations.Pair> done = correlations.continueRound();
            if (done != null) {
                pairs = done;
                relate(context);
                return;
            }
        } while (hasTime.getAsBoolean());
    }

    private void reportOdd(DetectionContext context, PatternTracker tracker) {
        Set<TrackedSeries> now = new HashSet<>();
        for (PeerComparison.Result result : peers) {
            result.odd().forEach((track, finding) -> {
                now.add(track);
                tracker.record(context, PEERS, track.id, finding);
            });
        }
        for (TrackedSeries track : odd) {
            if (!now.contains(track)) {
                // two misses end a pattern, and there is no analysis in between
                tracker.record(context, PEERS, track.id, null);
                tracker.record(context, PEERS, track.id, null);
            }
        }
        odd = now;
    }

    private void relate(DetectionContext context) {
        Set<TrackedSeries> now = new HashSet<>();
        for (Correlations.Pair pair : pairs) {
            now.add(pair.first());
            now.add(pair.second());
        }
        for (TrackedSeries track : now) {
            List<String> best = pairs.stream()
                    .filter(pair -> pair.has(track))
                    .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.pearson())))
                    .limit(RELATED)
                    .map(pair -> words(pair, track))
                    .toList();
            relate(context, track, String.join("; ", best));
        }
        for (TrackedSeries track : related) {
            if (!now.contains(track)) {
                relate(context, track, "");
            }
        }
        related = now;
    }

    private static void relate(DetectionContext context, TrackedSeries track, String text) {
        context.relate(track.id.source(), track.id.type(), track.id.labels(), text);
    }

    private static String words(Correlations.Pair pair, TrackedSeries track) {
        TrackedSeries other = pair.other(track);
        int lead = pair.leadTo(track);
        String when = lead == 0
                ? "at the same time"
                : (lead > 0 ? "leads by " : "follows after ")
                        + ResultFormatting.text(Math.abs(lead) * (pair.step() / 1e9))
                        + " s";
        return other.id.describe() + " (" + ResultFormatting.text(pair.pearson()) + ", " + when + ")";
    }
}
