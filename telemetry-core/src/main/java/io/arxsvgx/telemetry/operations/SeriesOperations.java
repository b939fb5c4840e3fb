// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.operations;

import io.arxsvgx.telemetry.series.SeriesFilter;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.util.List;
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
     * Returns the newest kept values of every known series. A series that was created while {@code maxHistorySize} was
     * exhausted has none.
     *
     * @param limit the maximum number of values of each
     * @return by type and source; each oldest first
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
