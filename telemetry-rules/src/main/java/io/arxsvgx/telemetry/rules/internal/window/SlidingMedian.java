// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The exact median and median absolute deviation of the last values of a series. It suits short windows: a value costs two
 * binary searches and one move of at most all values, and the median absolute deviation costs two more searches. Confined to
 * the processor thread.
 */
public class SlidingMedian extends SlidingWindow {
    private static final int COUNT = 0;
    private static final int BEGUN_AT = 1;
    private static final int SORTED = 2;

    private long begunAt;

    public SlidingMedian(int window, int age) {
        super(window, age);
    }

    @Override
    public int stateSlots() {
        return SORTED + window;
    }

    @Override
    public void initState(SeriesContext on, int from) {
        super.initState(on, from);
        begunAt = on.count();
    }

    @Override
    public void open(SeriesContext on, int from) {
        series = on;
        at = from;
        count = (int) on.stateLong(from + COUNT);
        begunAt = on.stateLong(from + BEGUN_AT);
    }

    @Override
    public void close() {
        series.stateLong(at + COUNT, count);
        series.stateLong(at + BEGUN_AT, begunAt);
    }

    @Override
    public boolean isStateValid() {
        boolean sound = super.isStateValid();
        for (int i = 0; sound && i < count; i++) {
            sound = Double.isFinite(sorted(i)) && (i == 0 || sorted(i - 1) <= sorted(i));
        }
        return sound;
    }

    /** The {@code i}-th smallest value. */
    private double sorted(int i) {
        return series.stateDouble(at + SORTED + i);
    }

    /** Adds the value that enters with the present event; the oldest leaves a full window. */
    @Override
    public final void add() {
        if (count == 0 && series.count() - begunAt <= age) {
            // the entering value is older than the window
            return;
        }
        double come = normal(entering());
        int hole = isFull() ? Math.min(placeOf(normal(leaving())), count - 1) : count;
        place(come, placeOf(come), hole);
        if (!isFull()) {
            count++;
        }
    }

    /** Converts -0.0 to 0.0, so that equal values have equal bits. */
    private static double normal(double value) {
        return value + 0.0;
    }

    /** The index of the first value that is not less. */
    private int placeOf(double value) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted(middle) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The number of values. */
    public final int size() {
        return count;
    }

    /** Whether all values, of which there is at least one, are equal. */
    public final boolean isConstant() {
        return sorted(0) == sorted(count - 1);
    }

    public final double least() {
        return sorted(0);
    }

    public final double greatest() {
        return sorted(count - 1);
    }

    /** The median of the values, of which there is at least one, each multiplied by a scale. */
    public final double median(double scale) {
        return sorted((count - 1) / 2) * scale + half(scale);
    }

    /** The distance of a value above the median, both multiplied by a scale, without the rounding of the median itself. */
    public final double distance(double value, double scale) {
        return value * scale - sorted((count - 1) / 2) * scale - half(scale);
    }

    /** The distance of the median above the lower of the two middle values. */
    private double half(double scale) {
        return (sorted(count / 2) * scale - sorted((count - 1) / 2) * scale) / 2;
    }

    /**
     * The median distance of the values from their median, each multiplied by a scale. The values below and above the median
     * are two ascending lists of distances; a binary search finds how many of the smaller half of all distances are in the
     * list below.
     */
    public final double medianDistance(double scale) {
        int half = (count + 1) / 2;
        int split = count / 2;
        int low = Math.max(0, half - (count - split));
        int high = Math.min(split, half);
        while (low < high) {
            int below = (low + high) >>> 1;
            if (below(scale, below) < above(scale, half - below - 1)) {
                low = below + 1;
            } else {
                high = below;
            }
        }
        int above = half - low;
        double lower = Math.max(below(scale, low - 1), above(scale, above - 1));
        if (count % 2 == 1) {
            return lower;
        }
        double upper = Math.min(below(scale, low), above(scale, above));
        return (lower + upper) / 2;
    }

    /** The mean distance of the values from their median, each multiplied by a scale. */
    public final double meanDistance(double scale) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(distance(sorted(i), scale));
        }
        return sum / count;
    }

    /** Inserts a value at an index, and moves the values between the index and the hole. */
    private void place(double value, int index, int hole) {
        int to = hole;
        for (; to < index - 1; to++) {
            series.stateDouble(at + SORTED + to, sorted(to + 1));
        }
        for (; to > index; to--) {
            series.stateDouble(at + SORTED + to, sorted(to - 1));
        }
        series.stateDouble(at + SORTED + to, value);
    }

    /** The {@code i}-th smallest distance of the values below the median: 0 before the first, infinity after the last. */
    private double below(double scale, int i) {
        int at = count / 2 - 1 - i;
        return i < 0 ? 0 : at < 0 ? Double.POSITIVE_INFINITY : -distance(sorted(at), scale);
    }

    /** The {@code i}-th smallest distance of the values from the median upwards. */
    private double above(double scale, int i) {
        int at = count / 2 + i;
        return i < 0 ? 0 : at >= count ? Double.POSITIVE_INFINITY : distance(sorted(at), scale);
    }
}
