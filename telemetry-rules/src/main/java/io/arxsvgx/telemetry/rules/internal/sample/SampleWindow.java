// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * A window over the samples of a series, over time or over a number of values, with a summary of them. The window over time is
 * {@code (T - length, T]}, where T is the newest time that the rule has seen. The samples are in a state array of the series,
 * the rest in state slots. {@link #open} reads it and {@link #close} writes it, so that one object serves all series in turn.
 * Confined to the processor thread.
 *
 * <p>Source: the two-stack algorithm of K. Tangwongsan, M. Hirzel, S. Schneider, "General Incremental Sliding-Window
 * Aggregation", PVLDB 8 (7), 2015, in one circular array: the entries of the older part have the summary of all that follow in
 * it, those of the newer part have their own, and there is an aggregate of the newer part. When the older part is empty and a
 * sample leaves, all entries become the older part, in one pass. So an event costs amortised constant time. Nothing is
 * subtracted, so rounding errors do not add up, and a value has no effect once it has left.
 *
 * <p>A late sample, older than T, is inserted at its place by time if it is still within the window, and ignored otherwise;
 * samples of equal times are in order of arrival. Its cost is the distance from the nearer end, and in the older part the number
 * of older entries. A window over values is in order of arrival.
 *
 * <p>A window over time holds at most {@value #MAX_ENTRIES} entries. When there is no room, neighbours are merged into one entry
 * that leaves when its newest value leaves. The time from the newest value before the entry to its newest one is at most 1/1024
 * of the length, so that a value is counted at most that much too long; a late one within a merged entry may be counted that much
 * too long, or in a {@link RateSummary} not at all. Values of equal times are merged without an error. The summary is exactly
 * that of the values within the length if they have not been more than {@value #MAX_ENTRIES} for that time.
 */
public final class SampleWindow {
    /** The number of state slots. */
    public static final int STATE_SLOTS = 6;

    /** The maximum number of entries of a window over time. */
    public static final int MAX_ENTRIES = 4_096;

    /** The maximum length of a window over values. */
    public static final int MAX_VALUES = 10_000;

    private static final int INITIAL_ENTRIES = 16;
    private static final int GRANULES = 1_024;
    /** An array is replaced by one of half its length when it has room for this many times the entries. */
    private static final int SPARSE = 8;

    /** The slot of the position of the oldest entry; 0 stands for the first one. Its array has the entries. */
    private static final int HEAD = 0;

    private static final int SIZE = 1;
    private static final int OLDER = 2;
    /** The slot of the number of values. */
    private static final int VALUES = 3;

    private static final int NEWEST_TIME = 4;
    /** The slot that is 1 once there was an event. */
    private static final int STARTED = 5;

    private final SampleSummary summary;
    private final SampleRing ring;
    private final long[] total;
    private final boolean isOverTime;
    /** The length in nanoseconds; 0 for a window over values. */
    private final long length;

    private final int maxEntries;

    private long values;
    private long newestTime;
    private boolean isStarted;

    private SampleWindow(SampleSummary summary, boolean isOverTime, long length, int maxEntries) {
        this.summary = summary;
        this.isOverTime = isOverTime;
        this.length = length;
        this.maxEntries = maxEntries;
        ring = new SampleRing(summary.stride);
        total = summary.newEntry();
    }

    /** A window over time, of a positive length in nanoseconds. */
    public static SampleWindow overTime(SampleSummary summary, long nanos) {
        return new SampleWindow(summary, true, nanos, MAX_ENTRIES);
    }

    /** A window over a number of values, from 1 to {@value #MAX_VALUES}. */
    public static SampleWindow overValues(SampleSummary summary, int values) {
        return new SampleWindow(summary, false, 0, values);
    }

    /** Reads the state of a series, from a slot on. */
    public void open(SeriesContext series, int at) {
        ring.numbers = series.stateArray(at + HEAD);
        ring.head = ring.stride + (int) series.stateLong(at + HEAD);
        ring.size = (int) series.stateLong(at + SIZE);
        ring.older = (int) series.stateLong(at + OLDER);
        values = series.stateLong(at + VALUES);
        newestTime = series.stateLong(at + NEWEST_TIME);
        isStarted = series.stateLong(at + STARTED) != 0;
    }

    /** Writes the state to the series from which it was read. */
    public void close(SeriesContext series, int at) {
        series.stateLong(at + HEAD, ring.head - ring.stride);
        series.stateLong(at + SIZE, ring.size);
        series.stateLong(at + OLDER, ring.older);
        series.stateLong(at + VALUES, values);
        series.stateLong(at + NEWEST_TIME, newestTime);
        series.stateLong(at + STARTED, isStarted ? 1 : 0);
        if (series.stateArray(at + HEAD) != ring.numbers) {
            series.stateArray(at + HEAD, ring.numbers);
        }
    }

    /** Moves the window on to the time of an event; returns whether that time is within the window. */
    public boolean advance(long time) {
        if (!isStarted || time >= newestTime) {
            isStarted = true;
            newestTime = time;
            if (isOverTime) {
                removeExpired();
            }
            return true;
        }
        return !isOverTime || !isExpired(time);
    }

    /** Adds an entry, of a time for which {@link #advance} has returned true. */
    public void add(long[] entry) {
        values += entry[SampleRing.COUNT];
        makeRoom();
        long time = entry[SampleRing.TIME];
        int k = isOverTime ? ring.firstAfter(time) : ring.size;
        if (k < ring.size && summary.isWithin(ring, k, time)) {
            ring.numbers[ring.position(k) + SampleRing.COUNT] += entry[SampleRing.COUNT];
            return;
        }
        ring.insert(k, entry);
        if (k < ring.older) {
            ring.older++;
            summary.addedToOlder(ring, k);
        } else {
            summary.addedToNewer(ring, k);
        }
    }

    private void makeRoom() {
        if (!ring.isFull()) {
            return;
        }
        int capacity = ring.capacity();
        if (capacity < maxEntries) {
            ring.resize(Math.min(maxEntries, Math.max(INITIAL_ENTRIES, 2 * capacity)));
        } else if (isOverTime) {
            for (long granule = length / GRANULES; ring.isFull(); granule = 2 * granule + 1) {
                merge(granule);
            }
        } else {
            removeOldest();
        }
    }

    private boolean isExpired(long time) {
        return Long.compareUnsigned(newestTime - time, length) >= 0;
    }

    private void removeExpired() {
        int before = ring.size;
        while (ring.older > 0 && isExpired(ring.numbers[ring.head])) {
            values -= ring.removeOldest();
        }
        if (ring.older == 0 && ring.size > 0 && isExpired(ring.numbers[ring.head])) {
            do {
                values -= ring.removeOldest();
            } while (ring.size > 0 && isExpired(ring.numbers[ring.head]));
            flip();
            shrink(before);
        }
    }

    private void removeOldest() {
        boolean isFlipDue = ring.older == 0;
        values -= ring.removeOldest();
        if (isFlipDue) {
            flip();
        }
    }

    private void flip() {
        summary.flip(ring);
        ring.older = ring.size;
    }

    /** Releases room that the entries before this event, of which the expired ones were a part, did not need either. */
    private void shrink(int entries) {
        int capacity = ring.capacity();
        if (capacity > INITIAL_ENTRIES && entries <= capacity / SPARSE) {
            ring.resize(Math.max(INITIAL_ENTRIES, capacity / 2));
        }
    }

    /** Merges each entry with those that follow, as far as its time span allows. */
    private void merge(long granule) {
        long before = newestTime - length > newestTime ? Long.MIN_VALUE : newestTime - length;
        int last = 0;
        int olderMerged = 0;
        for (int k = 1; k < ring.size; k++) {
            long time = ring.time(k);
            boolean isBoundary = k == ring.older;
            boolean isNear = time == ring.time(last) || Long.compareUnsigned(time - before, granule) <= 0;
            if (isNear && !isBoundary) {
                join(last, k);
                continue;
            }
            before = ring.time(last);
            last++;
            if (isBoundary) {
                olderMerged = last;
            }
            if (last != k) {
                ring.copy(k, last);
            }
        }
        ring.older = ring.older == ring.size ? last + 1 : olderMerged;
        ring.size = last + 1;
    }

    private void join(int olderEntry, int newerEntry) {
        summary.join(ring, olderEntry, newerEntry, newerEntry < ring.older);
        int position = ring.position(olderEntry);
        ring.numbers[position] = ring.time(newerEntry);
        ring.numbers[position + SampleRing.COUNT] += ring.count(newerEntry);
    }

    /** Returns the number of values in the window. */
    public long count() {
        return values;
    }

    /** Returns whether there is no entry. */
    public boolean isEmpty() {
        return ring.size == 0;
    }

    /** Returns whether there was an event. */
    public boolean isStarted() {
        return isStarted;
    }

    /** Returns the summary of the window, which has at least one entry; valid until the next call. */
    public long[] total() {
        summary.total(ring, total);
        return total;
    }

    SampleRing ring() {
        return ring;
    }

    /** Returns whether the state of a series can be what {@link #close} has written. */
    public boolean isStateValid(SeriesContext series, int at) {
        long started = series.stateLong(at + STARTED);
        long head = ring.stride + series.stateLong(at + HEAD);
        long size = series.stateLong(at + SIZE);
        boolean isRing = SampleRing.isValid(
                series.stateArray(at + HEAD), ring.stride, maxEntries, head, size, series.stateLong(at + OLDER));
        if (!isRing || started < 0 || started > 1 || (started == 0 && size > 0)) {
            return false;
        }
        open(series, at);
        return areEntriesValid() && (!isOverTime || areTimesValid());
    }

    private boolean areEntriesValid() {
        long counted = 0;
        for (int k = 0; k < ring.size; k++) {
            int position = ring.position(k);
            if (!SampleSummary.isCount(ring.count(k)) || !summary.isValid(ring.numbers, position)) {
                return false;
            }
            counted += ring.count(k);
        }
        boolean hasAggregate = ring.size > ring.older;
        return counted == values && (!hasAggregate || summary.isValid(ring.numbers, SampleRing.AGGREGATE));
    }

    private boolean areTimesValid() {
        for (int k = 1; k < ring.size; k++) {
            if (ring.time(k - 1) > ring.time(k)) {
                return false;
            }
        }
        return ring.size == 0 || (ring.time(ring.size - 1) <= newestTime && !isExpired(ring.time(0)));
    }
}
