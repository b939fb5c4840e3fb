// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.rule.Severity;
import org.jspecify.annotations.Nullable;

/**
 * An optional part of a {@link SeriesEvaluator} whose rules have severities of their own, such as a limit for each severity.
 * A breach then gives its alert the severity of the moment. Confined to the processor thread.
 */
public interface SeverityLevels {
    /**
     * Returns the severity of a rule's present breach. Called after {@link SeriesEvaluator#evaluate} has reported it.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @param rule the rule's index
     * @return the severity; null for that of the rule
     */
    @Nullable
    Severity severity(SeriesContext series, int at, int rule);
}
