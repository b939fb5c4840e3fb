// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;

/**
 * The codec of the events of a series, and of the state of a rule. The two are separate, so that a rule's state can be
 * restored at any index of the rule, and rejected alone. Confined to the thread that evaluates the series.
 */
public final class SeriesCodec {
    /** The maximum for which a series' room can double up to the count without overflow. */
    private static final long MAX_EVENTS = Long.MAX_VALUE / 2;

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
        out.writeInt(slots.length);
        for (int slot : slots) {
            out.writeLong(series.stateLong(at + slot));
        }
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
        int version = in.readInt();
        int length = in.readInt();
        boolean known = version == evaluator.stateVersion();
        int[] slots = evaluator.stateSlotsOf(rule);
        if (length < 0
                || length > SeriesStorage.MAX_KEPT_VALUES
                || (known && slots.length > 0 && length != slots.length)) {
            throw new IOException("saved rule of " + length + " state slots, of which there are " + slots.length);
        }
        if (!known || slots.length == 0) {
            boolean isUsed = skip(in, length);
            if (known && isUsed) {
                throw new IOException("saved rule of " + length + " state slots, of which there are none");
            }
            return known;
        }
        long[] saved = longs(in, length);
        long[] before = state(series, at, slots);
        state(series, at, slots, saved);
        boolean isValid = false;
        try {
            isValid = evaluator.isStateValid(series, at);
        } finally {
            if (!isValid) {
                state(series, at, slots, before);
            }
        }
        if (!isValid) {
            throw new IOException("saved rule with a state in which " + series + " cannot be");
        }
        return true;
    }

    private static long[] longs(DataInput in, int length) throws IOException {
        long[] numbers = new long[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = in.readLong();
        }
        return numbers;
    }

    /** Reads numbers that are not needed; returns whether one of them was not 0. */
    private static boolean skip(DataInput in, int length) throws IOException {
        long bits = 0;
        try {
            for (int i = 0; i < length; i++) {
                bits |= in.readLong();
            }
        } catch (EOFException e) {
            throw new IOException("saved rule of " + length + " state slots, which end early", e);
        }
        return bits != 0;
    }

    private static long[] state(SeriesContext series, int at, int[] slots) {
        long[] numbers = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            numbers[i] = series.stateLong(at + slots[i]);
        }
        return numbers;
    }

    private static void state(SeriesContext series, int at, int[] slots, long[] numbers) {
        for (int i = 0; i < slots.length; i++) {
            series.stateLong(at + slots[i], numbers[i]);
        }
    }
}
