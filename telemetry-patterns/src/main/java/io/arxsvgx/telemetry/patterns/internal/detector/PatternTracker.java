// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.MaintenanceAlert;
import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open patterns. Each pattern is reported once, again when it or its prediction has changed or after a minute, and
 * finally when it ends. A pattern that is missing for less than five seconds has not ended. A pattern of a silent
 * series ends, since nothing shows that it continues. Confined to the detectors' thread.
 */
public final class PatternTracker {
    private static final String DETECTOR = "detector";
    private static final int MAX_PATTERNS = 10_000;
    private static final int MISSES = 2;
    /** The minimum confidence of a pattern that is reported. */
    private static final double MIN_CONFIDENCE = 0.1;

    private static final double CHANGED = 0.1;
    private static final Duration REPEAT = Duration.ofMinutes(1);
    /** The time after its last detection until a pattern ends, so that an intermittent pattern is one pattern. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final long MOVED_PART = 10;
    /** The minimum interval between reports of a changed prediction. */
    private static final Duration RENEW = Duration.ofSeconds(5);

    private final String prefix = UUID.randomUUID().toString();
    private final Map<Key, Open> open = new LinkedHashMap<>();
    private long number;

    /** A detector and the series, or the source, in which it finds at most one pattern at a time. Immutable. */
    private record Key(String detector, SeriesId series) {}

    private static final class Open {
        FailurePattern pattern;
        /** The prediction of the reported pattern; null if it has none. */
        @Nullable
        PredictedFailure prediction;

        Instant reported;
        Instant seen;
        int misses;

        Open(FailurePattern pattern, @Nullable PredictedFailure prediction, Instant reported) {
            this.pattern = pattern;
            this.prediction = prediction;
            this.reported = reported;
            seen = reported;
        }
    }

    /** Records the result of a detector on a series or a whole source; null if it found nothing. */
    public void record(DetectionContext context, String detector, SeriesId series, @Nullable Finding finding) {
        Key key = new Key(detector, series);
        Open known = open.get(key);
        Instant now = context.now();
        if (finding == null || finding.confidence() < MIN_CONFIDENCE) {
            if (known != null
                    && ++known.misses >= MISSES
                    && !known.seen.plus(LINGER).isAfter(now)) {
                open.remove(key);
                context.report(ended(known.pattern, now));
            }
            return;
        }
        if (known != null && known.pattern.failureType() != finding.type()) {
            open.remove(key);
            context.report(ended(known.pattern, now));
            known = null;
        }
        if (known == null) {
            if (open.size() < MAX_PATTERNS) {
                FailurePattern found = pattern(prefix + "-" + ++number, now, key, finding);
                open.put(key, new Open(found, finding.prediction(), now));
                context.report(found);
            }
            return;
        }
        known.misses = 0;
        known.seen = now;
        FailurePattern before = known.pattern;
        if (Math.abs(before.confidence() - finding.confidence()) > CHANGED
                || Math.abs(before.severity() - finding.severity()) > CHANGED
                || !known.reported.plus(REPEAT).isAfter(now)
                || (hasMoved(known.prediction, finding.prediction(), now)
                        && !known.reported.plus(RENEW).isAfter(now))) {
            known.pattern = pattern(before.patternId(), before.timestamp(), key, finding);
            known.prediction = finding.prediction();
            known.reported = now;
            context.report(known.pattern);
        }
    }

    /** Returns whether the predicted time of failure has moved by more than a tenth of the remaining time. */
    private static boolean hasMoved(@Nullable PredictedFailure before, @Nullable PredictedFailure after, Instant now) {
        if (before == null || after == null) {
            return false;
        }
        Duration moved = Duration.between(before.at(), after.at()).abs();
        return moved.compareTo(Duration.between(now, before.at()).abs().dividedBy(MOVED_PART)) > 0;
    }

    /** Ends all patterns of series that no longer exist or are silent. */
    public void end(DetectionContext context, Collection<TrackedSeries> gone) {
        if (gone.isEmpty()) {
            return;
        }
        Set<SeriesId> series = new HashSet<>();
        gone.forEach(track -> series.add(track.id));
        List<FailurePattern> over = new ArrayList<>();
        open.entrySet().removeIf(one -> {
            boolean isOver = series.contains(one.getKey().series());
            if (isOver) {
                over.add(ended(one.getValue().pattern, context.now()));
            }
            return isOver;
        });
        over.forEach(context::report);
    }

    /** Returns the open patterns. */
    public Collection<FailurePattern> patterns() {
        return open.values().stream().map(one -> one.pattern).toList();
    }

    /** Returns the maintenance alerts of the patterns that predict a failure, soonest first. */
    public List<MaintenanceAlert> maintenance() {
        List<MaintenanceAlert> alerts = new ArrayList<>();
        for (Open one : open.values()) {
            if (one.prediction != null) {
                alerts.add(one.prediction.alert(one.pattern));
            }
        }
        alerts.sort(Comparator.comparing(
                MaintenanceAlert::predictedFailure, Comparator.nullsLast(Comparator.naturalOrder())));
        return List.copyOf(alerts);
    }

    public boolean isOpen(String detector, SeriesId series) {
        return open.containsKey(new Key(detector, series));
    }

    public int size() {
        return open.size();
    }

    private static FailurePattern pattern(String id, Instant since, Key key, Finding finding) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(DETECTOR, key.detector());
        metadata.putAll(finding.metadata());
        return FailurePattern.builder()
                .patternId(id)
                .failureType(finding.type())
                .source(key.series().source())
                .type(key.series().type())
                .seriesLabels(key.series().labels())
                .confidence(finding.confidence())
                .severity(finding.severity())
                .description(finding.description())
                .timestamp(since)
                .dataPoints(finding.dataPoints())
                .metadata(metadata)
                .build();
    }

    private static FailurePattern ended(FailurePattern pattern, Instant end) {
        return pattern.toBuilder().endsAt(end).build();
    }
}
