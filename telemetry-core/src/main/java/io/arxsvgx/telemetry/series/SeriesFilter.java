// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import java.util.Map;

/** A filter of series. Confined to the thread that requests them. */
@FunctionalInterface
public interface SeriesFilter {
    /**
     * Returns whether a series is included.
     *
     * @param source its source
     * @param type its type
     * @param count its number of events
     * @return true if it is
     */
    boolean wants(String source, String type, long count);

    /**
     * Returns whether a series with labels is included.
     *
     * @param source its source
     * @param type its type
     * @param labels its labels; empty for a series without labels
     * @param count its number of events
     * @return true if it is; by default as for a series without labels
     */
    default boolean wants(String source, String type, Map<String, String> labels, long count) {
        return wants(source, type, count);
    }
}
