// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

/** Chooses among series. Confined to the thread that asks for them. */
@FunctionalInterface
public interface SeriesFilter {
    /**
     * Whether a series is wanted.
     *
     * @param source its source
     * @param type its type
     * @param count how many values it has had
     * @return true if it is
     */
    boolean wants(String source, String type, long count);
}
