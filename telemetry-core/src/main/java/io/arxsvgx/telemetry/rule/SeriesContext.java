// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

/** What an evaluator may know of its series. Confined to the processor thread. */
public interface SeriesContext {
    /**
     * The series' source.
     *
     * @return for example {@code sensor_001}
     */
    String source();

    /**
     * The series' type, which a rule calls its field.
     *
     * @return for example {@code temperature}
     */
    String type();

    /**
     * Copies the newest values that are kept of the series, the event under evaluation included, oldest first.
     *
     * @param into where they go, from index 0 on
     * @return how many there were, at most the array's length; the history's bound may leave few or none
     */
    int recentValues(double[] into);
}
