// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * That a series goes on differently from one value on. Immutable.
 *
 * @param index the first value of the new stretch, counted from 0 over all values
 * @param kind what has changed most
 * @param confidence the share of changes told with so much gain that are right, 0.3 to 0.9
 * @param before the mean before it, since the last change
 * @param after the mean of the values since
 * @param deviationBefore the standard deviation before it
 * @param deviationAfter the standard deviation since
 * @param length how many values the stretch before it had
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
    /** What can change. */
    public enum Kind {
        /** The values lie higher or lower. */
        LEVEL,
        /** The values scatter more or less. */
        VARIANCE,
        /** The values rise or fall otherwise, or follow one another otherwise. */
        SLOPE
    }
}
