// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.storage;

import io.arxsvgx.telemetry.condition.SeriesContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The numbers of one series: state slots of its evaluators, newest values, newest times. The only implementation of {@link
 * SeriesContext} in a running program, with final methods, so that the compiler finds the one method that a call of an
 * evaluator can mean and inlines it. Confined to the event loop, except {@link #countForOthers} and {@link #copyNewest}.
 */
public class SeriesStorage extends SeriesContext {
    /*
     * All numbers of a series are in one array, so that an event touches few lines of memory:
     *
     *     head | state slots | ring of values | ring of times | first value, first time
     *
     * The lengths of the rings are powers of two. A ring starts small and doubles while it fills, up to what is wanted. A
     * ring that was enlarged later, or restored, lacks older events: the last two numbers are those of the first event
     * whose value, and whose time, it holds. Most arrays end without them: such a ring lacks only what has no room.
     * Other threads copy values and times while the event loop writes. For this the head has the shape of its own array, a
     * value is written after the count that precedes it, the count after the value, and the reference to the array
     * before the count, each by a release write.
     */
    private static final VarHandle NUMBERS;
    private static final VarHandle COUNT;
    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int INITIAL_CAPACITY = 16;
    private static final int SLOTS_AT = 1;
    public static final int MAX_KEPT_VALUES = 1 << 26;
    private static final long[] NO_NUMBERS = {};
    private static final long[][] NO_ARRAYS = {};

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NUMBERS = lookup.findVarHandle(SeriesStorage.class, "numbers", long[].class);
            COUNT = lookup.findVarHandle(SeriesStorage.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long count;
    private long growsAt;
    private long[] numbers;
    private int valuesAt;
    private int valueMask;
    private int timesAt;
    private int timeMask;
    private int wantedValues = INITIAL_CAPACITY;
    private int wantedTimes;
    private final String source;
    private final String type;
    /** The arrays of the state slots that have one; empty if no slot has. */
    private long[][] arrays = NO_ARRAYS;

    /** A series without events, with room for a power of two of times, at most 16, at first. */
    public SeriesStorage(String source, String type, int times) {
        this.source = source;
        this.type = type;
        numbers = new long[SLOTS_AT + INITIAL_CAPACITY + times];
        numbers[0] = head(0, INITIAL_CAPACITY, times);
        valuesAt = SLOTS_AT;
        valueMask = INITIAL_CAPACITY - 1;
        timesAt = SLOTS_AT + INITIAL_CAPACITY;
        timeMask = times - 1;
        wantedTimes = times;
        growsAt = times;
    }

    @Override
    public final String source() {
        return source;
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final long count() {
        return count;
    }

    @Override
    public final int kept() {
        return (int) Math.min(count - firstKeptValue(numbers, endOfRings()), valueMask + 1);
    }

    /** How many of the newest times can be read. */
    public final int keptTimes() {
        return (int) Math.min(count - firstKeptTime(numbers, endOfRings()), timeMask + 1);
    }

    private int endOfRings() {
        return timesAt + timeMask + 1;
    }

    private static long firstKeptValue(long[] all, int endOfRings) {
        return endOfRings < all.length ? all[endOfRings] : 0;
    }

    private static long firstKeptTime(long[] all, int endOfRings) {
        return endOfRings < all.length ? all[endOfRings + 1] : 0;
    }

    @Override
    public final double valueAgo(int events) {
        return Double.longBitsToDouble(numbers[valuesAt + (((int) count - 1 - events) & valueMask)]);
    }

    @Override
    public final long timeAgo(int events) {
        return numbers[timesAt + (((int) count - 1 - events) & timeMask)];
    }

    @Override
    public final double stateDouble(int at) {
        return Double.longBitsToDouble(numbers[SLOTS_AT + at]);
    }

    @Override
    public final void stateDouble(int at, double number) {
        numbers[SLOTS_AT + at] = Double.doubleToRawLongBits(number);
    }

    @Override
    public final long stateLong(int at) {
        return numbers[SLOTS_AT + at];
    }

    @Override
    public final void stateLong(int at, long number) {
        numbers[SLOTS_AT + at] = number;
    }

    /** Returns {@code OK}, unless a subclass records the status of events. */
    @Override
    public String status() {
        return count == 0 ? "" : "OK";
    }

    @Override
    public final long[] stateArray(int at) {
        long[] found = at < arrays.length ? arrays[at] : null;
        return found == null ? NO_NUMBERS : found;
    }

    @Override
    public final void stateArray(int at, long[] numbers) {
        if (arrays.length <= at) {
            arrays = Arrays.copyOf(arrays, valuesAt - SLOTS_AT);
        }
        arrays[at] = numbers;
    }

    /**
     * Requests that at least a number of the newest values and times be kept from now on, including the event under
     * evaluation. Values already dropped are not restored, and the number never decreases: the room is released with
     * the series.
     */
    public final void want(int newestValues, int newestTimes) {
        if (Math.max(newestValues, newestTimes) > MAX_KEPT_VALUES) {
            throw new IllegalArgumentException(
                    Math.max(newestValues, newestTimes) + " values to be kept; at most " + MAX_KEPT_VALUES);
        }
        wantedValues = Math.max(wantedValues, newestValues);
        wantedTimes = Math.max(wantedTimes, newestTimes);
        int values = valueMask + 1;
        int times = timeMask + 1;
        if (count > values && wantedValues > values) {
            values = powerOfTwo(wantedValues);
        }
        if (count > times && wantedTimes > times) {
            times = powerOfTwo(wantedTimes);
        }
        shape(valuesAt - SLOTS_AT, values, times);
    }

    /** Returns the requested number of newest values. */
    public final int wantedValues() {
        return wantedValues;
    }

    /** Returns the requested number of newest times. */
    public final int wantedTimes() {
        return wantedTimes;
    }

    /** Replaces the state slots by a number of new ones, all of them 0. */
    public final void stateSlots(int number) {
        shape(number, valueMask + 1, timeMask + 1);
        arrays = NO_ARRAYS;
        for (int at = 0; at < number; at++) {
            numbers[SLOTS_AT + at] = 0;
        }
    }

    /** Loads the newest values and times of a number of events, for a series that has had no event. */
    public final void load(long events, double[] values, long[] times) {
        want(values.length, times.length);
        int valueLength = powerOfTwo(wantedValues);
        int timeLength = powerOfTwo(Math.max(1, wantedTimes));
        replace(
                valuesAt - SLOTS_AT,
                valueLength,
                timeLength,
                values.length < valueLength ? events - values.length : 0,
                times.length < timeLength ? events - times.length : 0);
        for (int i = 0; i < values.length; i++) {
            numbers[valuesAt + ((int) (events - values.length + i) & valueMask)] =
                    Double.doubleToRawLongBits(values[i]);
        }
        for (int i = 0; i < times.length; i++) {
            numbers[timesAt + ((int) (events - times.length + i) & timeMask)] = times[i];
        }
        COUNT.setRelease(this, events);
        while (growsAt < events) {
            growsAt *= 2;
        }
    }

    private static int powerOfTwo(int length) {
        return length == 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
    }

    /** Replaces the array if its shape changes, and copies state slots, values and times. */
    private void shape(int slots, int values, int times) {
        if (valuesAt == SLOTS_AT + slots && valueMask == values - 1 && timeMask == times - 1) {
            return;
        }
        long firstValue = firstAfter(kept(), values);
        long firstTime = firstAfter(keptTimes(), times);
        replace(slots, values, times, firstValue, firstTime);
    }

    /** The first event of a ring with another length; 0 if the ring lacks only what has no room. */
    private long firstAfter(int kept, int length) {
        return kept < length ? count - kept : 0;
    }

    /** Replaces the array, and copies state slots, values and times. */
    private void replace(int slots, int values, int times, long firstValue, long firstTime) {
        long[] old = numbers;
        int newTimesAt = SLOTS_AT + slots + values;
        int end = newTimesAt + times;
        boolean isWhole = firstValue == 0 && firstTime == 0;
        long[] made = new long[isWhole ? end : end + 2];
        made[0] = head(slots, values, times);
        if (!isWhole) {
            made[end] = firstValue;
            made[end + 1] = firstTime;
        }
        for (int at = SLOTS_AT; at < SLOTS_AT + slots && at < valuesAt; at++) {
            made[at] = old[at];
        }
        copyRing(old, valuesAt, valueMask, made, SLOTS_AT + slots, values - 1);
        copyRing(old, timesAt, timeMask, made, newTimesAt, times - 1);
        valuesAt = SLOTS_AT + slots;
        valueMask = values - 1;
        timesAt = newTimesAt;
        timeMask = times - 1;
        NUMBERS.setRelease(this, made);
    }

    private void copyRing(long[] from, int at, int mask, long[] to, int newAt, int newMask) {
        for (long number = Math.max(0, count - 1 - Math.min(mask, newMask)); number < count; number++) {
            to[newAt + ((int) number & newMask)] = from[at + ((int) number & mask)];
        }
    }

    private static long head(int slots, int values, int times) {
        return (long) slots << 32 | (long) values << 5 | Integer.numberOfTrailingZeros(times);
    }

    /** Returns the count at which {@link #grow} must be called before the next event: {@link #count} or more. */
    public final long growsAt() {
        return growsAt;
    }

    /** Prefetches the data of the next event into the cache; the result has no meaning. */
    public final int touch() {
        return numbers.length;
    }

    /** Prefetches the places to which the next event will be written; the result has no meaning. */
    public final int touchNext() {
        long[] all = numbers;
        int next = (int) count;
        return (int) (all[valuesAt + (next & valueMask)] ^ all[timesAt + (next & timeMask)]);
    }

    /** Makes room for the next event. */
    public final void grow() {
        int values = valueMask + 1;
        int times = timeMask + 1;
        shape(
                valuesAt - SLOTS_AT,
                count == values && values < wantedValues ? 2 * values : values,
                count == times && times < wantedTimes ? 2 * times : times);
        growsAt *= 2;
    }

    /** Returns the memory of all numbers in bytes, without the headers of their arrays. */
    public final int bytes() {
        int length = numbers.length;
        for (long[] more : arrays) {
            length += more == null ? 0 : more.length;
        }
        return Long.BYTES * length;
    }

    /** Adds an event, for which there is room, before evaluators see it. */
    public final void add(long time, double value) {
        long[] all = numbers;
        long number = count;
        NUMBER.setRelease(all, timesAt + ((int) number & timeMask), time);
        NUMBER.setRelease(all, valuesAt + ((int) number & valueMask), Double.doubleToRawLongBits(value));
        COUNT.setRelease(this, number + 1);
    }

    /** Returns {@link #count} as another thread sees it. For any thread. */
    public final long countForOthers() {
        return (long) COUNT.getAcquire(this);
    }

    /**
     * Copies the newest of the first {@code end} events, oldest first, to the start of the arrays, while the event loop may
     * add others. For any thread.
     *
     * @param end what {@link #countForOthers} returned before
     * @param most the maximum number
     * @return the number of copied events
     */
    public final int copyNewest(long end, int most, long[] times, double[] values) {
        long[] all = (long[]) NUMBERS.getAcquire(this);
        int valueLength = (int) all[0] >>> 5;
        int timeLength = 1 << ((int) all[0] & 31);
        int firstValue = SLOTS_AT + (int) (all[0] >>> 32);
        int capacity = Math.min(valueLength, timeLength);
        int have = (int) Math.max(0, Math.min(Math.min(end - firstKept(all), capacity), most));
        long begin = end - have;
        for (int i = 0; i < have; i++) {
            int number = (int) (begin + i);
            times[i] = (long) NUMBER.getOpaque(all, firstValue + valueLength + (number & (timeLength - 1)));
            values[i] =
                    Double.longBitsToDouble((long) NUMBER.getOpaque(all, firstValue + (number & (valueLength - 1))));
        }
        VarHandle.acquireFence();
        // an event is overwritten before the count is updated, hence the additional one
        long now = (long) COUNT.getOpaque(this);
        long lost = now < end ? have : Math.max(0, now + 1 - capacity - begin);
        int skip = (int) Math.min(have, now == end && have < capacity ? 0 : lost);
        System.arraycopy(times, skip, times, 0, have - skip);
        System.arraycopy(values, skip, values, 0, have - skip);
        return have - skip;
    }

    /** Returns the first event that can be copied, unless newer ones have overwritten it. For any thread. */
    public final long firstKeptForOthers() {
        return firstKept((long[]) NUMBERS.getAcquire(this));
    }

    private static long firstKept(long[] all) {
        int end = SLOTS_AT + (int) (all[0] >>> 32) + ((int) all[0] >>> 5) + (1 << ((int) all[0] & 31));
        return Math.max(firstKeptValue(all, end), firstKeptTime(all, end));
    }

    /** Releases all numbers, once the series is removed. */
    public final void letGo() {
        COUNT.setRelease(this, 0L);
        count = 0;
        growsAt = -1;
        wantedValues = 1;
        wantedTimes = 1;
        arrays = NO_ARRAYS;
        replace(0, 1, 1, 0, 0);
    }

    @Override
    public String toString() {
        return source + "/" + type;
    }
}
