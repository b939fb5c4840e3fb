// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.storage;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The codec of the events of a series, and of the state of a rule. The two are separate, so that a rule's state can be
 * restored at any index of the rule, and rejected alone. Confined to the thread that evaluates the series.
 */
public final class SeriesCodec {
    /** The maximum for which a series' room can double up to the count without overflow. */
    private static final long MAX_EVENTS = Long.MAX_VALUE / 2;

    private static final int UNCHECKED_LENGTH = 8_192;

    private SeriesCodec() {}

    /** Writes the kept events, as many as evaluators may read. */
    public static void save(SeriesStorage series, DataOutput out) throws IOException {
        int values = Math.min(series.kept(), series.wantedValues());
        int times = Math.min(series.keptTimes(), series.wantedTimes());
        out.writeLong(series.count());
        out.writeInt(values);
        out.writeInt(times);
        for (int i = values - 1; i >= 0; i--) {
            out.writeDouble(series.valueAgo(i));
        }
        for (int i = times - 1; i >= 0; i--) {
            out.writeLong(series.timeAgo(i));
        }
    }

    /**
     * Restores what {@link #save} wrote, for a series that has had no event.
     *
     * @throws IOException if {@code in} fails or holds something else; nothing has changed then
     */
    public static void restore(SeriesStorage series, DataInput in) throws IOException {
        long events = in.readLong();
        int values = in.readInt();
        int times = in.readInt();
        if (series.count() > 0
                || events < 0
                || events > MAX_EVENTS
                || values < 0
                || times < 0
                || Math.max(values, times) > Math.min(SeriesStorage.MAX_KEPT_VALUES, events)) {
            throw new IOException("saved series of " + events + " events with " + values + " values and " + times
                    + " times, for one of " + series.count() + " events");
        }
        double[] savedValues = new double[values];
        for (int i = 0; i < values; i++) {
            savedValues[i] = in.readDouble();
            if (!Double.isFinite(savedValues[i])) {
                throw new IOException("saved series with the value " + savedValues[i]);
            }
        }
        series.load(events, savedValues, longs(in, times));
    }

    /** Writes the state slots of a rule, with the version of their meaning. */
    public static void saveRule(SeriesContext series, SeriesEvaluator evaluator, int at, int rule, DataOutput out)
            throws IOException {
        int[] slots = evaluator.stateSlotsOf(rule);
        out.writeInt(evaluator.stateVersion());
        boolean hasArrays = hasArrays(series, at, slots);
        out.writeInt(hasArrays ? -1 - slots.length : slots.length);
        for (int slot : slots) {
            out.writeLong(series.stateLong(at + slot));
        }
        for (int i = 0; hasArrays && i < slots.length; i++) {
            long[] array = series.stateArray(at + slots[i]);
            out.writeInt(array.length);
            for (long number : array) {
                out.writeLong(number);
            }
        }
    }

    private static boolean hasArrays(SeriesContext series, int at, int[] slots) {
        return Arrays.stream(slots).anyMatch(slot -> series.stateArray(at + slot).length > 0);
    }

    /**
     * Restores what {@link #saveRule} wrote, once the events are restored and the evaluator has initialised its state.
     *
     * @return false if it was saved under another version, so that the rule warms up again; the slots are skipped in
     *     any case; slots that are all 0 are accepted for a rule that no longer has slots
     * @throws IOException if {@code in} fails or holds something else; nothing has changed then
     */
    public static boolean restoreRule(SeriesContext series, SeriesEvaluator evaluator, int at, int rule, DataInput in)
            throws IOException {
        try {
            return restoreWholeRule(series, evaluator, at, rule, in);
        } catch (EOFException e) {
            throw new IOException("saved rule truncated", e);
        }
    }

    private static boolean restoreWholeRule(
            SeriesContext series, SeriesEvaluator evaluator, int at, int rule, DataInput in) throws IOException {
        int version = in.readInt();
        int marked = in.readInt();
        boolean hasArrays = marked < 0;
        int length = hasArrays ? -1 - marked : marked;
        boolean known = version == evaluator.stateVersion();
        int[] slots = evaluator.stateSlotsOf(rule);
        if (length < 0
                || length > SeriesStorage.MAX_KEPT_VALUES
                || (known && slots.length > 0 && length != slots.length)) {
            throw new IOException("saved rule of " + length + " state slots, of which there are " + slots.length);
        }
        if (!known || slots.length == 0) {
            boolean isUsed = skip(in, length);
            for (int i = 0; hasArrays && i < length; i++) {
                isUsed |= skip(in, arrayLength(in));
            }
            if (known && isUsed) {
                throw new IOException("saved rule of " + length + " state slots, of which there are none");
            }
            return known;
        }
        RuleState saved = new RuleState(longs(in, length), hasArrays ? arrays(in, length) : new long[length][0]);
        RuleState before = RuleState.of(series, at, slots);
        saved.copyTo(series, at, slots);
        boolean isValid = false;
        try {
            isValid = evaluator.isStateValid(series, at);
        } finally {
            if (!isValid) {
                before.copyTo(series, at, slots);
            }
        }
        if (!isValid) {
            throw new IOException("saved rule with a state in which " + series + " cannot be");
        }
        return true;
    }

    /** Reads numbers; reserves memory for more than some thousands only once they have come, since a length may be damaged. */
    private static long[] longs(DataInput in, int length) throws IOException {
        long[] numbers = new long[Math.min(length, UNCHECKED_LENGTH)];
        for (int i = 0; i < length; i++) {
            if (i == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(length, 2L * i));
            }
            numbers[i] = in.readLong();
        }
        return numbers;
    }

    /** Reads numbers that are not needed; returns whether one of them was not 0. */
    private static boolean skip(DataInput in, int length) throws IOException {
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= in.readLong();
        }
        return bits != 0;
    }

    private static long[][] arrays(DataInput in, int slots) throws IOException {
        long[][] arrays = new long[slots][];
        for (int i = 0; i < slots; i++) {
            arrays[i] = longs(in, arrayLength(in));
        }
        return arrays;
    }

    private static int arrayLength(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > SeriesStorage.MAX_KEPT_VALUES) {
            throw new IOException("saved rule with an array of " + length + " numbers");
        }
        return length;
    }
}
