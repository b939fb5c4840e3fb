// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

/**
 * How far failure detection has come, and how far it is behind. Immutable.
 *
 * @param rounds rounds done
 * @param series series known
 * @param fullSeries series with full state; the others have a small summary
 * @param values values taken up
 * @param missedValues values that had left the processor's history before a round came
 * @param looks times a series was looked at closely
 * @param behindSeries series with new values that wait to be looked at closely
 * @param behindSeconds how long the one waiting longest has waited
 * @param openPatterns patterns that last
 * @param busyNanos time spent, in nanoseconds
 * @param faults what single detectors have thrown
 */
public record DetectionProgress(
        long rounds,
        int series,
        int fullSeries,
        long values,
        long missedValues,
        long looks,
        int behindSeries,
        double behindSeconds,
        int openPatterns,
        long busyNanos,
        long faults) {}
