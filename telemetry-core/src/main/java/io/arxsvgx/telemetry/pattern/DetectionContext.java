// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The input of a detector in one round and the receiver of its results. Not thread-safe: for the detector's thread. */
public interface DetectionContext {
    /**
     * Returns the time of the processor's clock.
     *
     * @return the time of this round
     */
    Instant now();

    /**
     * Returns the known series with their kept values.
     *
     * @return consistent copies, made by this call
     */
    List<SeriesHistory> series();

    /**
     * Returns the rules of the processor, whose limits define a failure.
     *
     * @return an immutable list
     */
    default List<AlertRule> rules() {
        return List.of();
    }

    /**
     * Sets the series that are correlated with a series, for its future alerts.
     *
     * @param source the source of the series
     * @param type its type
     * @param related the correlated series as text; empty for none
     */
    default void relate(String source, String type, String related) {}

    /**
     * Sets the series that are correlated with a series with labels, for its future alerts.
     *
     * @param source the source of the series
     * @param type its type
     * @param labels its labels
     * @param related the correlated series as text; empty for none
     */
    default void relate(String source, String type, Map<String, String> labels, String related) {
        if (labels.isEmpty()) {
            relate(source, type, related);
        }
    }

    /**
     * Reports a failure pattern: new, changed (same id), or ended ({@code endsAt} set).
     *
     * @param pattern the pattern
     */
    void report(FailurePattern pattern);

    /**
     * Reports a component's risk, which replaces the previous one.
     *
     * @param assessment the assessment
     */
    void report(RiskAssessment assessment);

    /**
     * Reports figures on a type of event for the dashboard's {@code analytics}, which replace the previous ones.
     *
     * @param type the type of event
     * @param figures figures by name
     */
    void report(String type, Map<String, Object> figures);
}
