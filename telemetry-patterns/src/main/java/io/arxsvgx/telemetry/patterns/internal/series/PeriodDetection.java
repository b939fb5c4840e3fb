// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.List;

/**
 * Automatic detection of the periods of a series: peaks of the autocorrelation without the line through the series that
 * stand out from the trough before them. The first period is the shortest that comes near the best. The second is a
 * multiple of the first that fits even better, as a week does beside a day. Immutable.
 *
 * <p>Costs the number of values times a third of it, or less; see {@link PeriodSearch}. Box and Jenkins, "Time Series
 * Analysis" (1970).
 */
public final class PeriodDetection {
    private PeriodDetection() {}

    /**
     * Finds the periods of a series of equal steps.
     *
     * @param values the values, oldest first
     * @param end the number of values to use
     * @return none, one or two periods in steps, each seen at least three times in full, the shorter first
     */
    public static List<Integer> of(double[] values, int end) {
        PeriodSearch search = new PeriodSearch(end);
        search.find(values, end);
        if (search.first() == 0) {
            return List.of();
        }
        return search.second() > search.first() ? List.of(search.first(), search.second()) : List.of(search.first());
    }
}
