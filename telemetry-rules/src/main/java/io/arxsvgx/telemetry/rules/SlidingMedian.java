// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Median and median absolute deviation of the last values of a series, exactly. For short windows: a value costs two
 * binary searches and one move of at most all values, the median absolute deviation two more searches. Confined to the
 * processor thread.
 */
class SlidingMedian {
    private final double[] arrived;
    private final double[] sorted;
    private int count;
    private int next;

    SlidingMedian(int window) {
        arrived = new double[window];
        sorted = new double[window];
    }

    /** Takes a value; the oldest leaves when the window is full. */
    final void add(double value) {
        double normal = value + 0.0; // -0.0 becomes 0.0, so that equal values are of equal bits
        int hole = count < arrived.length ? count : Arrays.binarySearch(sorted, arrived[next]);
        int found = Arrays.binarySearch(sorted, 0, count, normal);
        place(normal, found < 0 ? -found - 1 : found, hole);
        arrived[next] = normal;
        next = next + 1 < arrived.length ? next + 1 : 0;
        if (count < arrived.length) {
            count++;
        }
    }

    /** How many values there are. */
    public final int size() {
        return count;
    }

    /** Whether all values, of which there is at least one, are equal. */
    public final boolean isConstant() {
        return sorted[0] == sorted[count - 1];
    }

    final double least() {
        return sorted[0];
    }

    final double greatest() {
        return sorted[count - 1];
    }

    /** The median of the values, of which there is at least one, each multiplied by a scale. */
    final double median(double scale) {
        double lower = sorted[(count - 1) / 2] * scale;
        double upper = sorted[count / 2] * scale;
        return (lower + upper) / 2;
    }

    /**
     * The median distance of the values from a centre that is their median, each multiplied by a scale. Seen from the
     * centre, the values below and those above are two ascending lists of distances; how many of the least half of all
     * distances are in the list below is found by binary search.
     */
    final double medianDistance(double centre, double scale) {
        int half = (count + 1) / 2;
        int split = count / 2;
        int low = Math.max(0, half - (count - split));
        int high = Math.min(split, half);
        while (low < high) {
            int below = (low + high) >>> 1;
            if (below(centre, scale, below) < above(centre, scale, half - below - 1)) {
                low = below + 1;
            } else {
                high = below;
            }
        }
        int above = half - low;
        double lower = Math.max(below(centre, scale, low - 1), above(centre, scale, above - 1));
        if (count % 2 == 1) {
            return lower;
        }
        double upper = Math.min(below(centre, scale, low), above(centre, scale, above));
        return (lower + upper) / 2;
    }

    /** The mean distance of the values from a centre, each multiplied by a scale. */
    final double meanDistance(double centre, double scale) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(sorted[i] * scale - centre);
        }
        return sum / count;
    }

    /** The values, oldest first. */
    final List<Double> newest() {
        List<Double> newest = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            newest.add(arrived[slot(i)]);
        }
        return newest;
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeDouble(arrived[slot(i)]);
        }
    }

    /** Reads what {@link #save} wrote, in place of what was. */
    public void restore(DataInput in) throws IOException {
        int saved = in.readInt();
        if (saved < 0 || saved > arrived.length) {
            throw new IOException("saved state of a window with " + saved + " values");
        }
        count = 0;
        next = 0;
        for (int i = 0; i < saved; i++) {
            add(SlidingWindow.finite(in.readDouble()));
        }
    }

    private int slot(int i) {
        return Math.floorMod(next - count + i, arrived.length);
    }

    /** Puts a value before the one at an index, and moves those between it and the hole. */
    private void place(double value, int at, int hole) {
        if (at > hole) {
            System.arraycopy(sorted, hole + 1, sorted, hole, at - 1 - hole);
            sorted[at - 1] = value;
        } else {
            System.arraycopy(sorted, at, sorted, at + 1, hole - at);
            sorted[at] = value;
        }
    }

    /** The {@code i}-th least distance of the values below the centre: nothing before the first, all after the last. */
    private double below(double centre, double scale, int i) {
        int at = count / 2 - 1 - i;
        return i < 0 ? 0 : at < 0 ? Double.POSITIVE_INFINITY : centre - sorted[at] * scale;
    }

    /** The same of the values from the centre upwards. */
    private double above(double centre, double scale, int i) {
        int at = count / 2 + i;
        return i < 0 ? 0 : at >= count ? Double.POSITIVE_INFINITY : sorted[at] * scale - centre;
    }
}
