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
 * A query over failure patterns, page by page: the patterns that the processor lists, and with a store also those of
 * earlier times and processes. Thread-safe.
 */
public final class PatternFinder {
    private final TelemetryProcessor processor;
    private final AlertHistory history;

    public PatternFinder(TelemetryProcessor processor) {
        this.processor = processor;
        history = processor.alerts().history();
    }

    /** Returns the newest patterns, newest last; with {@code before}, those before the pattern of this id. */
    public List<FailurePattern> find(@Nullable String before, int limit) {
        try {
            return merged(history.patterns(before, limit), before, limit);
        } catch (AlertStoreException e) {
            // while the store is unavailable, return what the processor lists
            return listed(before, limit);
        } catch (IllegalArgumentException e) {
            throw unknown(before);
        }
    }

    private static ValidationException unknown(@Nullable String before) {
        return new ValidationException(
                "before: expected the id of a listed pattern, got " + ForeignText.quote(String.valueOf(before)));
    }

    /** Returns the kept patterns, followed by those that were found while the store was unavailable. */
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
