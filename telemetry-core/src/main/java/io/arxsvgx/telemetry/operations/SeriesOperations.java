// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.operations;

import io.arxsvgx.telemetry.series.SeriesCardinality;
import io.arxsvgx.telemetry.series.SeriesFilter;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The series that a processor knows and their newest values, as {@code processor.series()} returns them. Implemented by the
 * library alone. Thread-safe.
 *
 * <pre>{@code
 * processor.series().history("pump", "temperature", 100).ifPresent(history -> System.out.println(history.values()));
 * }</pre>
 */
public interface SeriesOperations {
    /**
     * Returns the newest kept values of one series.
     *
     * @param source the source of the series
     * @param type the type of the series
     * @param limit the maximum number of values
     * @return oldest first; empty if the series is not known
     */
    Optional<SeriesHistory> history(String source, String type, int limit);

    /**
     * Returns the newest kept values of one series with labels.
     *
     * @param source the source of the series
     * @param type the type of the series
     * @param labels all labels of the series, in any order
     * @param limit the maximum number of values
     * @return oldest first; empty if the series is not known
     */
    Optional<SeriesHistory> history(String source, String type, Map<String, String> labels, int limit);

    /**
     * Returns the newest kept values that a rule has evaluated for a source and labels: those of the series, or of the
     * stream that the rule forms of several series by {@code by}.
     *
     * @param ruleId the id of the rule
     * @param source the source
     * @param labels the labels of the series, or those that the rule's {@code by} names, as in {@link
     *     io.arxsvgx.telemetry.alert.Alert#seriesLabels}
     * @param limit the maximum number of values
     * @return oldest first; empty if the rule or the series is not known
     */
    Optional<SeriesHistory> historyOfRule(String ruleId, String source, Map<String, String> labels, int limit);

    /**
     * Returns the number of series by type, and of values by label. The cost is proportional to the number of series.
     *
     * @return the numbers at some moment during the call
     */
    SeriesCardinality cardinality();

    /**
     * Returns the newest kept values of every known series. A series that was created while {@code maxHistorySize} was
     * exhausted has none.
     *
     * @param limit the maximum number of values of each
     * @return by type, source and labels; each oldest first
     */
    List<SeriesHistory> histories(int limit);

    /**
     * Returns the newest kept values of some of the known series. A series that the filter rejects costs one call of
     * the filter.
     *
     * @param limit the maximum number of values of each
     * @param filter whether to include a series, by its source, its type and its number of events
     * @return by type and source; each oldest first
     */
    List<SeriesHistory> histories(int limit, SeriesFilter filter);
}
