// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/**
 * A mergeable summary of samples, which a {@link SampleWindow} keeps up to date: how an entry is made, and how entries are
 * combined. An entry of the newer part has the summary of its own values. An entry of the older part has the summary of its
 * values and of all newer ones of that part. Confined to the processor thread.
 */
public abstract class SampleSummary {
    /** The place of a sample's time in an entry. */
    public static final int TIME = SampleRing.TIME;

    /** The place of the number of values in an entry. */
    public static final int COUNT = SampleRing.COUNT;

    private static final long MAX_COUNT = 1L << 48;

    /** The length of an entry: time, number of values, and the numbers of the summary. */
    final int stride;

    SampleSummary(int numbers) {
        stride = SampleRing.NUMBERS + numbers;
    }

    /** Returns room for an entry. */
    public final long[] newEntry() {
        return new long[stride];
    }

    /** Returns whether a sample of some time belongs within the {@code k}-th entry, which is newer, so that it has no effect. */
    boolean isWithin(SampleRing ring, int k, long time) {
        return false;
    }

    /** Updates the newer part, to which the {@code k}-th entry was added. */
    abstract void addedToNewer(SampleRing ring, int k);

    /** Updates the older part, to which the {@code k}-th entry was added. */
    abstract void addedToOlder(SampleRing ring, int k);

    /** Combines each entry with all newer ones; all entries are in the newer part until then, in the older one from then on. */
    abstract void flip(SampleRing ring);

    /** Joins the numbers of two neighbours, or of entries between which all are joined already, into those of the older one. */
    abstract void join(SampleRing ring, int olderEntry, int newerEntry, boolean isInOlder);

    /** Writes the summary of all entries, of which there is at least one. */
    abstract void total(SampleRing ring, long[] into);

    /** Returns whether an entry, or the aggregate, can be what this summary has written. */
    abstract boolean isValid(long[] numbers, int position);

    /** Returns whether a count of values in an entry is possible. */
    static boolean isCount(long count) {
        return count >= 0 && count <= MAX_COUNT;
    }

    static double number(long[] numbers, int at) {
        return Double.longBitsToDouble(numbers[at]);
    }

    static void number(long[] numbers, int at, double number) {
        numbers[at] = Double.doubleToRawLongBits(number);
    }
}
