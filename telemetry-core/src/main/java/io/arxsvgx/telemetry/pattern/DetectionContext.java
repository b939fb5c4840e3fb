// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a detector sees in one round, and where it says what it found. Not thread-safe: for the detector's thread. */
public interface DetectionContext {
    /**
     * The processor's clock.
     *
     * @return the time of this round
     */
    Instant now();

    /**
     * The known series with their kept values.
     *
     * @return consistent copies, made when asked for
     */
    List<SeriesHistory> series();

    /**
     * The rules that are set, whose limits tell what failing means.
     *
     * @return a list that does not change
     */
    default List<AlertRule> rules() {
        return List.of();
    }

    /**
     * Says which series move with one, for the alerts that it will raise.
     *
     * @param source the source of the series
     * @param type its type
     * @param related the related ones in words; empty for none
     */
    default void relate(String source, String type, String related) {}

    /**
     * Reports a failure pattern: new, changed (same id), or over ({@code endsAt} set).
     *
     * @param pattern the pattern
     */
    void report(FailurePattern pattern);

    /**
     * Reports a component's risk; it replaces the one before.
     *
     * @param assessment the assessment
     */
    void report(RiskAssessment assessment);

    /**
     * Reports figures on a type of event for the dashboard's {@code analytics}; they replace those before.
     *
     * @param type the type of event
     * @param figures figures by name
     */
    void report(String type, Map<String, Object> figures);
}
