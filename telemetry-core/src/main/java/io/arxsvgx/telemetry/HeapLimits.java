// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/**
 * Defaults that follow the heap, so that a flood of series is discarded and counted before the memory runs out. Seven
 * tenths of the heap, less 40 MB, are for series, and a sixty-fourth for history; a series with an adaptive anomaly rule and the state of failure
 * detection was measured at 4,600 bytes, one with a threshold rule at 700.
 */
final class HeapLimits {
    static final int MAX_SERIES = 100_000;
    static final int MAX_HISTORY = 100_000;

    private static final int MIN_SERIES = 1_000;
    private static final int MIN_HISTORY = 10_000;
    private static final long BYTES_PER_SERIES = 5_000;
    /** Time and value, and the room into which a ring grows. */
    private static final long BYTES_PER_VALUE = 24;
    /** What a server and failure detection need whatever the series. */
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
