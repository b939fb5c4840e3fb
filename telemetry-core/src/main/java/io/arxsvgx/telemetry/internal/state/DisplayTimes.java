// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bases of the displayed times of a series' older values, if they differ from that of the newest: when a host first
 * records values with times and then values without, the meaning of series time changes at that event. Of more than
 * {@value #MAX_SPANS} changes the oldest are dropped. Immutable.
 */
public final class DisplayTimes {
    private static final int MAX_SPANS = 8;

    /** The number of the first event after each span, ascending. */
    private final long[] ends;

    private final long[] bases;

    private DisplayTimes(long[] ends, long[] bases) {
        this.ends = ends;
        this.bases = bases;
    }

    /** Returns the spans with one more that has just ended. */
    static DisplayTimes append(@Nullable DisplayTimes before, long end, long base) {
        int known = before == null ? 0 : before.ends.length;
        int skip = known == MAX_SPANS ? 1 : 0;
        long[] ends = before == null ? new long[1] : Arrays.copyOfRange(before.ends, skip, known + 1);
        long[] bases = before == null ? new long[1] : Arrays.copyOfRange(before.bases, skip, known + 1);
        ends[ends.length - 1] = end;
        bases[bases.length - 1] = base;
        return new DisplayTimes(ends, bases);
    }

    /** Returns the base of the event with a number, counted from 0; {@code newest} if no span contains it. */
    long base(long event, long newest) {
        for (int i = 0; i < ends.length; i++) {
            if (event < ends[i]) {
                return bases[i];
            }
        }
        return newest;
    }

    /** Writes the spans, with bases relative to a clock. */
    public static void save(@Nullable DisplayTimes spans, DataOutput out, long clock) throws IOException {
        if (spans == null) {
            out.writeInt(0);
            return;
        }
        out.writeInt(spans.ends.length);
        for (int i = 0; i < spans.ends.length; i++) {
            out.writeLong(spans.ends[i]);
            out.writeLong(relative(spans.bases[i], -clock));
        }
    }

    public static @Nullable DisplayTimes restore(DataInput in, long clock) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_SPANS) {
            throw new IOException("saved series with " + length + " spans of time; expected 0 to " + MAX_SPANS);
        }
        DisplayTimes spans = null;
        for (int i = 0; i < length; i++) {
            spans = append(spans, in.readLong(), relative(in.readLong(), clock));
        }
        return spans;
    }

    private static long relative(long base, long clock) {
        return base == HotSeriesState.OWN_TIME ? base : base + clock;
    }
}
