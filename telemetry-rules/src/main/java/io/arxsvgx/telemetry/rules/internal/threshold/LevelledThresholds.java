// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.threshold;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeverityLevels;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.internal.threshold.SortedThresholds.ThresholdLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evaluator of {@code threshold} rules, some of which have limits by severity. A rule breaches at its lowest level.
 * Confined to the processor thread.
 */
public final class LevelledThresholds extends ThresholdEvaluator implements SeverityLevels {
    private final List<List<Level>> levels;

    /**
     * Creates the evaluator.
     *
     * @param lowest the lowest limit of each rule
     * @param levels the levels of each rule, by ascending severity; empty for a rule without
     */
    public LevelledThresholds(List<ThresholdLimit> lowest, List<List<Level>> levels) {
        super(lowest);
        this.levels = List.copyOf(levels);
    }

    /** A limit from which a breach has a severity. Immutable. */
    public record Level(Severity severity, double limit) {}

    @Override
    public @Nullable Severity severity(SeriesContext series, int at, int rule) {
        Level level = level(rule, series.valueAgo(0));
        return level == null ? null : level.severity;
    }

    @Override
    ThresholdLimit reached(int rule, double value) {
        ThresholdLimit lowest = super.reached(rule, value);
        Level level = level(rule, value);
        return level == null ? lowest : new ThresholdLimit(lowest.operator(), level.limit, lowest.recovery());
    }

    /** Returns the highest level that a value breaches, or the lowest one; null for a rule without levels. */
    private @Nullable Level level(int rule, double value) {
        List<Level> own = levels.get(rule);
        Operator operator = thresholds.all.get(rule).operator();
        for (int i = own.size() - 1; i > 0; i--) {
            if (operator.holds(value, own.get(i).limit)) {
                return own.get(i);
            }
        }
        return own.isEmpty() ? null : own.get(0);
    }
}
