// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/**
 * Defaults that depend on the heap size, so that excess series are discarded and counted before memory runs out. Seven
 * tenths of the heap, less 40 MB, are for series, and a sixty-fourth for history; a series with an adaptive anomaly rule and the state of failure
 * detection was measured at 4,600 bytes, one with a threshold rule at 700.
 */
final class HeapLimits {
    static final int MAX_SERIES = 100_000;
    static final int MAX_HISTORY = 100_000;

    private static final int MIN_SERIES = 1_000;
    private static final int MIN_HISTORY = 10_000;
    private static final long BYTES_PER_SERIES = 5_000;
    /** A time, a value, and spare capacity of the growing ring. */
    private static final long BYTES_PER_VALUE = 24;
    /** The memory that a server and failure detection need without any series. */
    private static final long BASE_BYTES = 40_000_000;

    private HeapLimits() {}

    static int maxSeries(long heap) {
        return (int) within(MIN_SERIES, (heap / 10 * 7 - BASE_BYTES) / BYTES_PER_SERIES, MAX_SERIES);
    }

    static int maxHistory(long heap) {
        return (int) within(MIN_HISTORY, heap / 64 / BYTES_PER_VALUE, MAX_HISTORY);
    }

    private static long within(long least, long value, long most) {
        return Math.max(least, Math.min(value, most));
    }
}
