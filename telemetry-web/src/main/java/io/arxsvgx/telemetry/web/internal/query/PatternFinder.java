// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.query;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pages of failure patterns: those the processor lists, and where there is a store, those of earlier times and processes
 * too. Thread-safe.
 */
public final class PatternFinder {
    private final TelemetryProcessor processor;
    private final AlertHistory history;

    public PatternFinder(TelemetryProcessor processor) {
        this.processor = processor;
        history = processor.alerts().history();
    }

    /** Newest last; those before the one with an id, or the newest. */
    public List<FailurePattern> find(@Nullable String before, int limit) {
        try {
            return merged(history.patterns(before, limit), before, limit);
        } catch (AlertStoreException e) {
            // as long as the store is unavailable, what the processor lists is what there is
            return listed(before, limit);
        } catch (IllegalArgumentException e) {
            throw unknown(before);
        }
    }

    private static ValidationException unknown(@Nullable String before) {
        return new ValidationException("before is " + ForeignText.quote(String.valueOf(before))
                + "; it takes the id of a pattern that is listed");
    }

    /** What is kept, and behind it what was found while the store was unavailable. */
    private List<FailurePattern> merged(List<FailurePattern> kept, @Nullable String before, int limit) {
        if (before != null) {
            return kept;
        }
        Set<String> ids = new HashSet<>();
        kept.forEach(pattern -> ids.add(pattern.patternId()));
        List<FailurePattern> all = new ArrayList<>(kept);
        for (FailurePattern pattern : processor.patterns(limit)) {
            if (!ids.contains(pattern.patternId()) && kept.size() < limit) {
                all.add(pattern);
            }
        }
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    private List<FailurePattern> listed(@Nullable String before, int limit) {
        if (before == null) {
            return processor.patterns(limit);
        }
        List<FailurePattern> all = processor.patterns(Integer.MAX_VALUE);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).patternId().equals(before)) {
                return all.subList(Math.max(0, i - limit), i);
            }
        }
        throw unknown(before);
    }
}
