// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

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
}
