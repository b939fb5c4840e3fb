// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import java.util.Arrays;

/**
 * Takes values that come faster than people can act on together: one goes on for each interval, the median of those since
 * the one before. Where values come no faster, each goes on at once, as it is. While a series is young the interval is a
 * {@value #PARTS}th of its life, so that what came all at once is looked at too. Not thread-safe.
 */
final class MedianDownsampler {
    private static final int MAX_VALUES = 64;
    private static final int PARTS = 64;

    private final long interval;
    private final double[] waiting = new double[MAX_VALUES];
    private int size;
    /** Of those that wait when many come, every so many is kept. */
    private long stride = 1;

    private long skipped;
    private long first;
    private long last;
    private boolean begun;

    MedianDownsampler(long intervalNanos) {
        interval = intervalNanos;
    }

    /** Takes the next value; answers whether one is to go on now, which is {@link #value()}. */
    boolean next(long time, double value) {
        if (++skipped >= stride) {
            skipped = 0;
            keep(value);
        }
        // a late one goes on too; time may go back
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

    /** The median of what has waited, which begins anew. */
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
