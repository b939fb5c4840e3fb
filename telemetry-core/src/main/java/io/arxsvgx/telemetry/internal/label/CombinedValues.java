// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.label;

import io.arxsvgx.telemetry.rule.Combination;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The newest values of the members of a stream and their combination: a complete binary tree in arrays, whose leaves are the
 * members and whose inner nodes combine two nodes. A change costs O(log n), and a sum has no drift, since it is always that
 * of the present values. Members without a value, or whose value has become stale, do not count. Confined to the loop.
 */
public final class CombinedValues {
    private static final int ROOT = 1;
    private static final int INITIAL_PLACES = 4;
    private static final long NEVER = Long.MAX_VALUE;

    private final Combination combine;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int used;
    private int places = INITIAL_PLACES;
    /** The latest time of all values ever set. */
    private long newest = Long.MIN_VALUE;

    /** The combination of the values below each node; of an average their sum. */
    private double[] values = new double[2 * INITIAL_PLACES];
    /** The number of values below each node. */
    private int[] counts = new int[2 * INITIAL_PLACES];
    /** The time of the oldest value below each node. */
    private long[] oldest = emptyTimes(INITIAL_PLACES);

    public CombinedValues(Combination combine) {
        this.combine = combine;
    }

    private static long[] emptyTimes(int places) {
        long[] times = new long[2 * places];
        Arrays.fill(times, NEVER);
        return times;
    }

    /** Returns the place of a new member, which has no value yet. */
    public int join() {
        Integer freed = free.poll();
        if (freed != null) {
            return freed;
        }
        if (used == places) {
            grow();
        }
        return used++;
    }

    /** Removes a member. */
    public void leave(int place) {
        clear(places + place);
        free.add(place);
    }

    /** Sets the newest value of a member. */
    public void set(int place, double value, long time) {
        int node = places + place;
        values[node] = value;
        counts[node] = 1;
        oldest[node] = time;
        newest = Math.max(newest, time);
        updateAbove(node);
    }

    /** Removes the values before a time. */
    public void expire(long before) {
        while (oldest[ROOT] < before) {
            int node = ROOT;
            while (node < places) {
                node = oldest[2 * node] == oldest[node] ? 2 * node : 2 * node + 1;
            }
            clear(node);
        }
    }

    /** Delays the times of all values. */
    public void shift(long nanos) {
        newest = newest == Long.MIN_VALUE ? newest : newest + nanos;
        for (int node = 0; node < oldest.length; node++) {
            oldest[node] = oldest[node] == NEVER ? NEVER : oldest[node] + nanos;
        }
    }

    /** Returns the latest time of all values ever set. */
    public long newest() {
        return newest;
    }

    /** Returns the combination of the values; NaN without a value. */
    public double value() {
        int count = counts[ROOT];
        if (count == 0) {
            return Double.NaN;
        }
        return combine == Combination.AVG ? values[ROOT] / count : values[ROOT];
    }

    /** Returns the number of members with a value. */
    public int count() {
        return counts[ROOT];
    }

    private void clear(int node) {
        values[node] = 0;
        counts[node] = 0;
        oldest[node] = NEVER;
        updateAbove(node);
    }

    private void updateAbove(int leaf) {
        for (int node = leaf / 2; node >= ROOT; node /= 2) {
            update(node);
        }
    }

    private void update(int node) {
        int left = 2 * node;
        int right = left + 1;
        counts[node] = counts[left] + counts[right];
        oldest[node] = Math.min(oldest[left], oldest[right]);
        if (counts[left] == 0 || counts[right] == 0) {
            values[node] = counts[left] == 0 ? values[right] : values[left];
        } else {
            values[node] = switch (combine) {
                case SUM, AVG -> values[left] + values[right];
                case MIN -> Math.min(values[left], values[right]);
                case MAX -> Math.max(values[left], values[right]);
            };
        }
    }

    private void grow() {
        double[] oldValues = values;
        int[] oldCounts = counts;
        long[] oldTimes = oldest;
        int old = places;
        places = 2 * old;
        values = new double[2 * places];
        counts = new int[2 * places];
        oldest = emptyTimes(places);
        System.arraycopy(oldValues, old, values, places, old);
        System.arraycopy(oldCounts, old, counts, places, old);
        System.arraycopy(oldTimes, old, oldest, places, old);
        for (int node = places - 1; node >= ROOT; node--) {
            update(node);
        }
    }
}
