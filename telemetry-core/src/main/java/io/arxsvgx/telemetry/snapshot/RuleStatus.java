// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rule is doing. Immutable.
 *
 * @param rule the rule
 * @param seriesMatched how many known series it watches; 0 says that it matched nothing so far
 * @param lastEvaluated the time of the newest event it has looked at; null if it never has
 * @param pending its pending alerts
 * @param firing how many of its alerts fire
 * @param lastError the last fault of its condition, with the series; null if there was none
 * @param seriesFailed on how many series its condition was switched off after repeated faults
 * @param unknownActions its actions that nobody has registered yet
 * @param warnings what is questionable about the rule, one sentence each, such as an action that is not registered, with
 *     the nearest name
 */
public record RuleStatus(
        AlertRule rule,
        int seriesMatched,
        @Nullable Instant lastEvaluated,
        List<Alert> pending,
        int firing,
        @Nullable String lastError,
        int seriesFailed,
        List<String> unknownActions,
        List<String> warnings) {
    /**
     * Copies the lists.
     *
     * @param rule as {@link #rule()}
     * @param seriesMatched as {@link #seriesMatched()}
     * @param lastEvaluated as {@link #lastEvaluated()}
     * @param pending as {@link #pending()}
     * @param firing as {@link #firing()}
     * @param lastError as {@link #lastError()}
     * @param seriesFailed as {@link #seriesFailed()}
     * @param unknownActions as {@link #unknownActions()}
     * @param warnings as {@link #warnings()}
     */
    public RuleStatus {
        pending = List.copyOf(pending);
        unknownActions = List.copyOf(unknownActions);
        warnings = List.copyOf(warnings);
    }
}
