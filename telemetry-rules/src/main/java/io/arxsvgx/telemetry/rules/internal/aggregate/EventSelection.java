// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.SeriesContext;
import java.util.List;
import java.util.Map;

/**
 * One of the inputs of a {@code ratio} rule. Field and labels are those of the processor's input; the status is checked here.
 * Immutable.
 *
 * @param input the number of the input
 * @param statuses the statuses
 * @param isCounted whether events are counted instead of their values added
 */
public record EventSelection(int input, StatusFilter statuses, boolean isCounted) {
    /** The key of the type of the events, by default that of the rule. */
    public static final String FIELD = "field";

    /** The key of the patterns by label. */
    public static final String MATCH = "match";

    /** The key of the list of statuses. */
    public static final String STATUS = "status";

    /** The key of whether events are counted. */
    public static final String COUNT = "count";

    static EventSelection of(int input, Map<?, ?> parameter) {
        List<?> statuses = parameter.get(STATUS) instanceof List<?> list ? list : List.of();
        return new EventSelection(input, StatusFilter.of(statuses), Boolean.TRUE.equals(parameter.get(COUNT)));
    }

    /** Returns whether the newest event of a series is selected. */
    boolean accepts(SeriesContext series) {
        return series.isOfInput(input) && statuses.accepts(series.status());
    }
}
