// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/**
 * The change per second: the sum of the changes between consecutive samples, divided by the time from the first to the last one.
 * Of a counter a fall is a reset to 0, so that the change is the new value. A summary is the time and the value of the first
 * sample, those of the last one, and the increase between them, which without a reset is the difference of both. Confined to the
 * processor thread.
 *
 * <p>Since the order of samples matters, an entry has the increase within its own samples, and also the one from the first entry
 * of the newer part, or to the last entry of the older part. So a late sample changes only these. One within the span of a merged
 * entry has no effect, since its neighbours are unknown.
 */
public final class RateSummary extends SampleSummary {
    private static final int FIRST_TIME = SampleRing.NUMBERS;
    private static final int FIRST_VALUE = FIRST_TIME + 1;
    private static final int LAST_VALUE = FIRST_TIME + 2;
    private static final int LENGTH = 3;

    /** The increase within an entry, and the running one; only for counters; NaN if there was no reset. */
    private static final int INCREASE = FIRST_TIME + LENGTH;

    private static final int RUNNING = INCREASE + 1;
    private static final int COUNTER_LENGTH = LENGTH + 2;

    private static final double NANOS_PER_SECOND = 1e9;

    private final boolean isCounter;

    public RateSummary(boolean isCounter) {
        super(isCounter ? COUNTER_LENGTH : LENGTH);
        this.isCounter = isCounter;
    }

    /** Writes the summary of one sample into an entry. */
    public void set(long[] entry, double value, long time) {
        entry[TIME] = time;
        entry[COUNT] = 1;
        entry[FIRST_TIME] = time;
        number(entry, FIRST_VALUE, value);
        number(entry, LAST_VALUE, value);
        if (isCounter) {
            number(entry, INCREASE, Double.NaN);
            number(entry, RUNNING, Double.NaN);
        }
    }

    @Override
    boolean isWithin(SampleRing ring, int k, long time) {
        return ring.numbers[ring.position(k) + FIRST_TIME] <= time;
    }

    @Override
    void addedToNewer(SampleRing ring, int k) {
        for (int i = k; isCounter && i < ring.size; i++) {
            double running = number(ring, i, INCREASE);
            if (i > ring.older) {
                double before = number(ring, i - 1, RUNNING);
                running = increase(ring, before, ring.older, i - 1, running, i, i);
            }
            number(ring.numbers, ring.position(i) + RUNNING, running);
        }
    }

    @Override
    void addedToOlder(SampleRing ring, int k) {
        runToLast(ring, k, ring.older - 1);
    }

    @Override
    void flip(SampleRing ring) {
        runToLast(ring, ring.size - 1, ring.size - 1);
    }

    /** Computes the running increase of an entry of the older part and of those before it. */
    private void runToLast(SampleRing ring, int from, int last) {
        for (int i = from; isCounter && i >= 0; i--) {
            double running = number(ring, i, INCREASE);
            if (i < last) {
                running = increase(ring, running, i, i, number(ring, i + 1, RUNNING), i + 1, last);
            }
            number(ring.numbers, ring.position(i) + RUNNING, running);
        }
    }

    @Override
    void join(SampleRing ring, int olderEntry, int newerEntry, boolean isInOlder) {
        int position = ring.position(olderEntry);
        int newer = ring.position(newerEntry);
        if (isCounter) {
            double own = number(ring, olderEntry, INCREASE);
            double other = number(ring, newerEntry, INCREASE);
            double joined = increase(ring, own, olderEntry, olderEntry, other, newerEntry, newerEntry);
            number(ring.numbers, position + INCREASE, joined);
            if (!isInOlder) {
                ring.numbers[position + RUNNING] = ring.numbers[newer + RUNNING];
            }
        }
        ring.numbers[position + LAST_VALUE] = ring.numbers[newer + LAST_VALUE];
    }

    @Override
    void total(SampleRing ring, long[] into) {
        int newest = ring.position(ring.size - 1);
        into[TIME] = ring.numbers[newest];
        into[FIRST_TIME] = ring.numbers[ring.head + FIRST_TIME];
        into[FIRST_VALUE] = ring.numbers[ring.head + FIRST_VALUE];
        into[LAST_VALUE] = ring.numbers[newest + LAST_VALUE];
        if (isCounter) {
            number(into, INCREASE, totalIncrease(ring));
        }
    }

    private static double totalIncrease(SampleRing ring) {
        int last = ring.size - 1;
        if (ring.older == 0) {
            return number(ring, last, RUNNING);
        }
        double older = number(ring, 0, RUNNING);
        return ring.older == ring.size
                ? older
                : increase(ring, older, 0, ring.older - 1, number(ring, last, RUNNING), ring.older, last);
    }

    /** The increase over two neighbouring spans of entries; NaN if there was no reset. */
    private static double increase(
            SampleRing ring, double own, int first, int last, double other, int otherFirst, int otherLast) {
        double before = number(ring, last, LAST_VALUE);
        double next = number(ring, otherFirst, FIRST_VALUE);
        boolean isReset = next < before;
        if (!isReset && Double.isNaN(own) && Double.isNaN(other)) {
            return Double.NaN;
        }
        double one = Double.isNaN(own) ? finite(before - number(ring, first, FIRST_VALUE)) : own;
        double two = Double.isNaN(other) ? finite(number(ring, otherLast, LAST_VALUE) - next) : other;
        return finite(finite(one + two) + (isReset ? next : next - before));
    }

    /** The nearest finite number, so that extreme values do not make the sum of two infinite ones. */
    private static double finite(double number) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
    }

    /** Returns the change per second; NaN if there is no time between the first and the last sample. */
    public double rate(SampleWindow window) {
        long[] total = window.total();
        double seconds = (total[TIME] - total[FIRST_TIME]) / NANOS_PER_SECOND;
        if (!(seconds > 0)) {
            return Double.NaN;
        }
        if (isCounter && !Double.isNaN(number(total, INCREASE))) {
            return number(total, INCREASE) / seconds;
        }
        double last = number(total, LAST_VALUE);
        double first = number(total, FIRST_VALUE);
        double change = last - first;
        return Double.isFinite(change) ? change / seconds : (last / 2 - first / 2) / (seconds / 2);
    }

    @Override
    boolean isValid(long[] numbers, int position) {
        boolean isSpan = position == SampleRing.AGGREGATE || numbers[position + FIRST_TIME] <= numbers[position + TIME];
        return isSpan
                && Double.isFinite(number(numbers, position + FIRST_VALUE))
                && Double.isFinite(number(numbers, position + LAST_VALUE))
                && (!isCounter || areIncreasesValid(numbers, position));
    }

    private static boolean areIncreasesValid(long[] numbers, int position) {
        return !Double.isInfinite(number(numbers, position + INCREASE))
                && !Double.isInfinite(number(numbers, position + RUNNING));
    }

    private static double number(SampleRing ring, int k, int place) {
        return number(ring.numbers, ring.position(k) + place);
    }
}
