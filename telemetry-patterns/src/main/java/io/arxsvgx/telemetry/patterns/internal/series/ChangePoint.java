// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * A change point: the series behaves differently from one value on. Immutable.
 *
 * @param index the first value after the change, counted from 0 over all values
 * @param kind the property with the largest change
 * @param confidence the share of reported changes with this gain that are right, 0.3 to 0.9
 * @param before the mean since the previous change, up to this one
 * @param after the mean of the values since
 * @param deviationBefore the standard deviation before it
 * @param deviationAfter the standard deviation since
 * @param length the number of values from the previous change to this one
 */
public record ChangePoint(
        long index,
        Kind kind,
        double confidence,
        double before,
        double after,
        double deviationBefore,
        double deviationAfter,
        long length) {
    /** The property that changes. */
    public enum Kind {
        /** The mean of the values. */
        LEVEL,
        /** The variance of the values. */
        VARIANCE,
        /** The slope of the values, or their dependence on their predecessors. */
        SLOPE
    }
}
