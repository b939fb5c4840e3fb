// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that last: each is reported once, again when it has changed or a minute has gone by, and once more when it
 * is over. One that is missed once is not yet over. Confined to the detectors' thread.
 */
final class Ledger {
    private static final String DETECTOR = "detector";
    private static final int MOST = 10_000;
    private static final int MISSES = 2;
    private static final double CHANGED = 0.1;
    private static final Duration REPEAT = Duration.ofMinutes(1);

    private final String prefix = UUID.randomUUID().toString();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private long number;

    private static final class Open {
        FailurePattern pattern;
        Instant reported;
        int misses;

        Open(FailurePattern pattern, Instant reported) {
            this.pattern = pattern;
            this.reported = reported;
        }
    }

    private static String key(String detector, String source, String type) {
        return detector + '\n' + source + '\n' + type;
    }

    /** Notes what a detector sees in a series, or that it sees nothing. */
    void note(DetectionContext context, String detector, String source, String type, @Nullable Finding finding) {
        String key = key(detector, source, type);
        Open known = open.get(key);
        Instant now = context.now();
        if (finding == null) {
            if (known != null && ++known.misses >= MISSES) {
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
            if (open.size() < MOST) {
                FailurePattern found = pattern(prefix + "-" + ++number, now, detector, source, type, finding);
                open.put(key, new Open(found, now));
                context.report(found);
            }
            return;
        }
        known.misses = 0;
        FailurePattern before = known.pattern;
        known.pattern = pattern(before.patternId(), before.timestamp(), detector, source, type, finding);
        if (Math.abs(before.confidence() - finding.confidence()) > CHANGED
                || Math.abs(before.severity() - finding.severity()) > CHANGED
                || !known.reported.plus(REPEAT).isAfter(now)) {
            known.reported = now;
            context.report(known.pattern);
        } else {
            known.pattern = before;
        }
    }

    /** Ends all patterns of a series that is no more. */
    void forget(DetectionContext context, String source, String type) {
        String end = '\n' + source + '\n' + type;
        List<String> keys = new ArrayList<>(open.keySet());
        for (String key : keys) {
            if (key.endsWith(end)) {
                Open gone = open.remove(key);
                if (gone != null) {
                    context.report(ended(gone.pattern, context.now()));
                }
            }
        }
    }

    /** The patterns that last. */
    Collection<FailurePattern> patterns() {
        return open.values().stream().map(one -> one.pattern).toList();
    }

    int size() {
        return open.size();
    }

    private static FailurePattern pattern(
            String id, Instant since, String detector, String source, String type, Finding finding) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(DETECTOR, detector);
        metadata.putAll(finding.metadata());
        return new FailurePattern(
                id,
                finding.type(),
                source,
                type,
                finding.confidence(),
                finding.severity(),
                finding.description(),
                since,
                null,
                finding.dataPoints(),
                metadata);
    }

    private static FailurePattern ended(FailurePattern pattern, Instant end) {
        return new FailurePattern(
                pattern.patternId(),
                pattern.failureType(),
                pattern.source(),
                pattern.type(),
                pattern.confidence(),
                pattern.severity(),
                pattern.description(),
                pattern.timestamp(),
                end,
                pattern.dataPoints(),
                pattern.metadata());
    }
}
