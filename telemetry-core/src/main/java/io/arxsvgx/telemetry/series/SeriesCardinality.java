// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import java.util.List;

/**
 * The number of series by type, and of values by label, at one moment: what fills the limit of series. Immutable.
 *
 * @param series the number of series and streams of rules
 * @param limit the maximum number of series, {@code maxSeries}
 * @param limitPerType how many of them one type may have
 * @param types the series by type, the most first
 * @param labels the values by label over all types, the most first
 */
public record SeriesCardinality(
        int series, int limit, int limitPerType, List<TypeCount> types, List<LabelCount> labels) {
    /**
     * Copies the lists.
     *
     * @param series as {@link #series()}
     * @param limit as {@link #limit()}
     * @param limitPerType as {@link #limitPerType()}
     * @param types as {@link #types()}
     * @param labels as {@link #labels()}
     */
    public SeriesCardinality {
        types = List.copyOf(types);
        labels = List.copyOf(labels);
    }

    /**
     * The series of one type. Immutable.
     *
     * @param type the type
     * @param series the number of its series
     * @param streams the number of the streams that rules form of them
     * @param refused the number of events that were discarded because the series limit was reached
     * @param labels the values by label, the most first
     */
    public record TypeCount(String type, int series, int streams, long refused, List<LabelCount> labels) {
        /**
         * Copies the list.
         *
         * @param type as {@link #type()}
         * @param series as {@link #series()}
         * @param streams as {@link #streams()}
         * @param refused as {@link #refused()}
         * @param labels as {@link #labels()}
         */
        public TypeCount {
            labels = List.copyOf(labels);
        }
    }

    /**
     * The values of one label. Immutable.
     *
     * @param label the name of the label
     * @param values the number of its different values
     */
    public record LabelCount(String label, int values) {}
}
