// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.text.DoubleList;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * What evaluators may know of a series, and what they keep of it: its names, its newest values, which all evaluators
 * share, and for each evaluator as many cells, which are numbers, as it has asked for. The processor makes the only
 * subclass that a host meets. Confined to the processor thread.
 */
public abstract class SeriesContext {
    /*
     * All numbers of a series lie in one array, so that an event touches few lines of memory:
     *
     *     head | cells | ring of values | ring of times
     *
     * The lengths of the rings are powers of two. A ring begins small and doubles while it fills, up to what is wanted.
     * Other threads copy values and times while the processor writes: so the head tells the shape of its own array, a
     * value is written after the count that precedes it, the count after the value, and the reference to the array
     * before the count, each by a release write.
     */
    private static final VarHandle NUMBERS;
    private static final VarHandle COUNT;
    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int INITIAL_CAPACITY = 16;
    private static final int MAX_KEPT_VALUES = 1 << 26;
    private static final int CELLS = 1;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NUMBERS = lookup.findVarHandle(SeriesContext.class, "numbers", long[].class);
            COUNT = lookup.findVarHandle(SeriesContext.class, "count", long.class);
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

    /**
     * Makes a series without events.
     *
     * @param source as {@link #source()}
     * @param type as {@link #type()}
     * @param times how many times it is to keep at first: a power of two, at most 16
     */
    protected SeriesContext(String source, String type, int times) {
        this.source = source;
        this.type = type;
        numbers = new long[CELLS + INITIAL_CAPACITY + times];
        numbers[0] = head(0, INITIAL_CAPACITY, times);
        valuesAt = CELLS;
        valueMask = INITIAL_CAPACITY - 1;
        timesAt = CELLS + INITIAL_CAPACITY;
        timeMask = times - 1;
        wantedTimes = times;
        growsAt = times;
    }

    /**
     * The series' source.
     *
     * @return for example {@code sensor_001}
     */
    public final String source() {
        return source;
    }

    /**
     * The series' type, which a rule calls its field.
     *
     * @return for example {@code temperature}
     */
    public final String type() {
        return type;
    }

    /**
     * How many events the series has had, the one under evaluation included; so this is the number of that event.
     *
     * @return a count that only grows
     */
    public final long count() {
        return count;
    }

    /**
     * How many of the newest values can be read.
     *
     * @return at most {@link #count}
     */
    public final int kept() {
        return (int) Math.min(count, valueMask + 1);
    }

    /**
     * A value by its age.
     *
     * @param events how many events ago; 0 for the event under evaluation; less than {@link #kept}
     * @return the value; of an age that is not kept, any number
     */
    public final double valueAgo(int events) {
        return Double.longBitsToDouble(numbers[valuesAt + (((int) count - 1 - events) & valueMask)]);
    }

    /**
     * The time of an event by its age.
     *
     * @param events how many events ago; 0 for the event under evaluation; less than what the evaluator has asked for
     * @return nanoseconds since 1970-01-01T00:00Z; of an age that is not kept, any number
     */
    public final long timeAgo(int events) {
        return numbers[timesAt + (((int) count - 1 - events) & timeMask)];
    }

    /**
     * Reads a cell.
     *
     * @param at where the evaluator's cells begin, and from there the cell's index
     * @return what was last written there
     */
    public final double stateDouble(int at) {
        return Double.longBitsToDouble(numbers[CELLS + at]);
    }

    /**
     * Writes a cell.
     *
     * @param at where the evaluator's cells begin, and from there the cell's index
     * @param number what is kept there
     */
    public final void stateDouble(int at, double number) {
        numbers[CELLS + at] = Double.doubleToRawLongBits(number);
    }

    /**
     * Reads a cell that holds a whole number.
     *
     * @param at as for {@link #stateDouble(int)}
     * @return what was last written there by {@link #stateLong(int, long)}; 0 at first
     */
    public final long stateLong(int at) {
        return numbers[CELLS + at];
    }

    /**
     * Writes a whole number into a cell.
     *
     * @param at as for {@link #stateDouble(int)}
     * @param number what is kept there
     */
    public final void stateLong(int at, long number) {
        numbers[CELLS + at] = number;
    }

    /**
     * Copies the newest values, the event under evaluation included, oldest first.
     *
     * @param most how many at most; there are fewer where fewer are kept
     * @return a list that does not change
     */
    public final List<Double> newest(int most) {
        double[] newest = new double[Math.min(kept(), most)];
        for (int i = 0; i < newest.length; i++) {
            newest[i] = valueAgo(newest.length - 1 - i);
        }
        return DoubleList.of(newest);
    }

    /**
     * Writes the events that are kept, as many as evaluators may read; their cells are saved apart, by rule.
     *
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    public final void save(DataOutput out) throws IOException {
        int values = (int) Math.min(count, wantedValues);
        int times = (int) Math.min(count, wantedTimes);
        out.writeLong(count);
        out.writeInt(values);
        out.writeInt(times);
        for (int i = values - 1; i >= 0; i--) {
            out.writeDouble(valueAgo(i));
        }
        for (int i = times - 1; i >= 0; i--) {
            out.writeLong(timeAgo(i));
        }
    }

    /**
     * Takes up what {@link #save} wrote. For a series that has had no event.
     *
     * @param in what was saved
     * @throws IOException if {@code in} fails or holds something else
     */
    public final void restore(DataInput in) throws IOException {
        long events = in.readLong();
        int values = in.readInt();
        int times = in.readInt();
        if (count > 0
                || events < 0
                || values < 0
                || times < 0
                || Math.max(values, times) > Math.min(MAX_KEPT_VALUES, events)) {
            throw new IOException("saved series of " + events + " events with " + values + " values and " + times
                    + " times, for one of " + count + " events");
        }
        double[] savedValues = new double[values];
        for (int i = 0; i < values; i++) {
            savedValues[i] = in.readDouble();
            if (!Double.isFinite(savedValues[i])) {
                throw new IOException("saved series with the value " + savedValues[i]);
            }
        }
        want(values, times);
        shape(valuesAt - CELLS, atLeast(wantedValues), atLeast(Math.max(1, wantedTimes)));
        count = events;
        for (int i = 0; i < values; i++) {
            numbers[valuesAt + ((int) (events - values + i) & valueMask)] = Double.doubleToRawLongBits(savedValues[i]);
        }
        for (int i = 0; i < times; i++) {
            numbers[timesAt + ((int) (events - times + i) & timeMask)] = in.readLong();
        }
        while (growsAt < events) {
            growsAt *= 2;
        }
    }

    /**
     * Writes what an evaluator keeps here for a rule, with its version. The events are saved apart, by {@link #save}.
     *
     * @param evaluator the evaluator
     * @param at where its cells begin
     * @param rule the rule's index
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    public final void saveRule(SeriesEvaluator evaluator, int at, int rule, DataOutput out) throws IOException {
        int[] cells = evaluator.stateSlotsOf(rule);
        out.writeInt(evaluator.stateVersion());
        out.writeInt(cells.length);
        for (int cell : cells) {
            out.writeLong(stateLong(at + cell));
        }
    }

    /**
     * Takes up what {@link #saveRule} wrote, once {@link #restore} has taken up the events and the evaluator has begun.
     *
     * @param evaluator the evaluator
     * @param at where its cells begin
     * @param rule the rule's index
     * @param in what was saved
     * @return false if it was saved under another version, so that the rule warms up anew; it is read all the same, as are
     *     cells that were all 0 of a rule that has none any more
     * @throws IOException if {@code in} fails or holds something else; nothing has changed then
     */
    public final boolean restoreRule(SeriesEvaluator evaluator, int at, int rule, DataInput in) throws IOException {
        int version = in.readInt();
        int length = in.readInt();
        boolean known = version == evaluator.stateVersion();
        int[] cells = evaluator.stateSlotsOf(rule);
        if (length < 0 || length > MAX_KEPT_VALUES || (known && cells.length > 0 && length != cells.length)) {
            throw new IOException("saved rule of " + length + " cells, of which there are " + cells.length);
        }
        if (!known || cells.length == 0) {
            boolean isUsed = skipCells(in, length);
            if (known && isUsed) {
                throw new IOException("saved rule of " + length + " cells, of which there are none");
            }
            return known;
        }
        long[] saved = new long[length];
        long[] before = new long[length];
        for (int i = 0; i < length; i++) {
            saved[i] = in.readLong();
            before[i] = stateLong(at + cells[i]);
        }
        stateLongs(at, cells, saved);
        if (!evaluator.isStateValid(this, at)) {
            stateLongs(at, cells, before);
            throw new IOException("saved rule with a state in which " + this + " cannot be");
        }
        return true;
    }

    /** Reads cells that are not needed; answers whether one of them was not 0. */
    private static boolean skipCells(DataInput in, int length) throws IOException {
        long bits = 0;
        try {
            for (int i = 0; i < length; i++) {
                bits |= in.readLong();
            }
        } catch (EOFException e) {
            throw new IOException("saved rule of " + length + " cells, which end early", e);
        }
        return bits != 0;
    }

    private void stateLongs(int at, int[] cells, long[] numbers) {
        for (int i = 0; i < cells.length; i++) {
            stateLong(at + cells[i], numbers[i]);
        }
    }

    /**
     * Asks that at least so many of the newest values and times be kept from now on, the event under evaluation included.
     * What is gone does not come back, and there is no way to ask for less: the room is given up with the series.
     *
     * @param newestValues how many values; at most 67,108,864
     * @param newestTimes how many times; likewise
     */
    protected final void want(int newestValues, int newestTimes) {
        if (Math.max(newestValues, newestTimes) > MAX_KEPT_VALUES) {
            throw new IllegalArgumentException(
                    Math.max(newestValues, newestTimes) + " values to be kept; at most " + MAX_KEPT_VALUES);
        }
        wantedValues = Math.max(wantedValues, newestValues);
        wantedTimes = Math.max(wantedTimes, newestTimes);
        int values = valueMask + 1;
        int times = timeMask + 1;
        if (count > values && wantedValues > values) {
            values = atLeast(wantedValues);
        }
        if (count > times && wantedTimes > times) {
            times = atLeast(wantedTimes);
        }
        shape(valuesAt - CELLS, values, times);
    }

    /**
     * Gives the series a number of cells, all of them 0, in place of those it had.
     *
     * @param number how many
     */
    protected final void stateSlots(int number) {
        shape(number, valueMask + 1, timeMask + 1);
        for (int at = 0; at < number; at++) {
            numbers[CELLS + at] = 0;
        }
    }

    private static int atLeast(int length) {
        return length == 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
    }

    /** Makes the array anew, if its shape is to be another, with what there is of cells, values and times. */
    private void shape(int cells, int values, int times) {
        long[] old = numbers;
        int newTimesAt = CELLS + cells + values;
        if (old.length == newTimesAt + times && valuesAt == CELLS + cells && valueMask == values - 1) {
            return;
        }
        long[] made = new long[newTimesAt + times];
        made[0] = head(cells, values, times);
        for (int at = CELLS; at < CELLS + cells && at < valuesAt; at++) {
            made[at] = old[at];
        }
        copyRing(old, valuesAt, valueMask, made, CELLS + cells, values - 1);
        copyRing(old, timesAt, timeMask, made, newTimesAt, times - 1);
        valuesAt = CELLS + cells;
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

    private static long head(int cells, int values, int times) {
        return (long) cells << 32 | (long) values << 5 | Integer.numberOfTrailingZeros(times);
    }

    /**
     * The count at which {@link #grow} must come before the next event.
     *
     * @return more than {@link #count}, or just that
     */
    protected final long growsAt() {
        return growsAt;
    }

    /**
     * Reads what the next event will need, so that it lies near when that comes.
     *
     * @return a number of no meaning
     */
    protected final int touch() {
        return numbers.length;
    }

    /**
     * Reads the places that the next event will be written to.
     *
     * @return a number of no meaning
     */
    protected final int touchNext() {
        long[] all = numbers;
        int next = (int) count;
        return (int) (all[valuesAt + (next & valueMask)] ^ all[timesAt + (next & timeMask)]);
    }

    /** Makes the room that the next event may need. */
    protected final void grow() {
        int values = valueMask + 1;
        int times = timeMask + 1;
        shape(
                valuesAt - CELLS,
                count == values && values < wantedValues ? 2 * values : values,
                count == times && times < wantedTimes ? 2 * times : times);
        growsAt *= 2;
    }

    /**
     * How many times there is room for.
     *
     * @return a power of two
     */
    protected final int timesLength() {
        return timeMask + 1;
    }

    /**
     * Adds an event, for which there is room, before evaluators see it.
     *
     * @param time its time
     * @param value its value
     */
    protected final void add(long time, double value) {
        long[] all = numbers;
        long number = count;
        NUMBER.setRelease(all, timesAt + ((int) number & timeMask), time);
        NUMBER.setRelease(all, valuesAt + ((int) number & valueMask), Double.doubleToRawLongBits(value));
        COUNT.setRelease(this, number + 1);
    }

    /**
     * How many events can be copied or have been. For any thread.
     *
     * @return {@link #count}, as another thread sees it
     */
    protected final long countForOthers() {
        return (long) COUNT.getAcquire(this);
    }

    /**
     * Copies the newest of the first events, oldest first, while the processor may add others. For any thread.
     *
     * @param end how many events there were: what {@link #countForOthers} told before
     * @param most how many at most
     * @param times where their times go
     * @param values where their values go
     * @return how many were copied, at the beginning of the arrays
     */
    protected final int copyNewest(long end, int most, long[] times, double[] values) {
        long[] all = (long[]) NUMBERS.getAcquire(this);
        int valueLength = (int) all[0] >>> 5;
        int timeLength = 1 << ((int) all[0] & 31);
        int firstValue = CELLS + (int) (all[0] >>> 32);
        int capacity = Math.min(valueLength, timeLength);
        int have = (int) Math.min(Math.min(end, capacity), most);
        long begin = end - have;
        for (int i = 0; i < have; i++) {
            int number = (int) (begin + i);
            times[i] = (long) NUMBER.getOpaque(all, firstValue + valueLength + (number & (timeLength - 1)));
            values[i] =
                    Double.longBitsToDouble((long) NUMBER.getOpaque(all, firstValue + (number & (valueLength - 1))));
        }
        VarHandle.acquireFence();
        // an event is overwritten before the count tells, hence the one more
        long now = (long) COUNT.getOpaque(this);
        long lost = now < end ? have : Math.max(0, now + 1 - capacity - begin);
        int skip = (int) Math.min(have, now == end && have < capacity ? 0 : lost);
        System.arraycopy(times, skip, times, 0, have - skip);
        System.arraycopy(values, skip, values, 0, have - skip);
        return have - skip;
    }

    /** Lets go of all numbers, once the series is forgotten. */
    protected final void letGo() {
        COUNT.setRelease(this, 0L);
        count = 0;
        growsAt = -1;
        wantedValues = 1;
        wantedTimes = 1;
        shape(0, 1, 1);
    }

    @Override
    public final String toString() {
        return source + "/" + type;
    }
}
