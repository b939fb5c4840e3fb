// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import java.util.Arrays;

/**
 * A downsampler of fast values: it passes on the median of each interval. If values are not faster than the interval,
 * each is passed on immediately and unchanged. While a series is young, the interval is a {@value #PARTS}th of its age,
 * so that values that arrived at once are used too. Not thread-safe.
 */
final class MedianDownsampler {
    private static final int MAX_VALUES = 64;
    private static final int PARTS = 64;

    private final long interval;
    private final double[] waiting = new double[MAX_VALUES];
    private int size;
    /** The stride with which waiting values are kept; it grows if many arrive. */
    private long stride = 1;

    private long skipped;
    private long first;
    private long last;
    private boolean begun;

    MedianDownsampler(long intervalNanos) {
        interval = intervalNanos;
    }

    /** Adds the next value. Returns whether a value is to be passed on now, which is {@link #value()}. */
    boolean next(long time, double value) {
        if (++skipped >= stride) {
            skipped = 0;
            keep(value);
        }
        // a late value is passed on too; time may decrease
        if (begun && Math.abs(time - last) < Math.min(interval, Math.abs(time - first) / PARTS)) {
            return false;
        }
        first = begun ? first : time;
        begun = true;
        last = time;
        if (size == 0) {
            keep(value);
        }
        return true;
    }

    private void keep(double value) {
        if (size == MAX_VALUES) {
            size /= 2;
            for (int i = 0; i < size; i++) {
                waiting[i] = waiting[2 * i + 1];
            }
            stride *= 2;
        }
        waiting[size++] = value;
    }

    /** Returns the median of the waiting values, and removes them. */
    double value() {
        Arrays.sort(waiting, 0, size);
        double lower = waiting[(size - 1) / 2];
        double median = lower + (waiting[size / 2] - lower) / 2;
        size = 0;
        stride = 1;
        skipped = 0;
        return median;
    }
}
