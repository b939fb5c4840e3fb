// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of known series: a number, which is the index in an array, and a count of the assignments of that number.
 * A producer may have read a token just before the series was removed, and record its value later. So a released number
 * still leads to its last series until it is assigned again, which happens only after thousands of others were
 * released; and tokens of different assignments are distinguished. Confined to the loop.
 */
public final class SeriesTokens {
    /** The number of released numbers before one is assigned again. */
    private static final int IDLE = 4_096;

    static final int NUMBER_BITS = 27;
    private static final int NUMBER = (1 << NUMBER_BITS) - 1;
    private static final int DEALS = (1 << 10) - 1;

    private final ArrayDeque<Integer> idle = new ArrayDeque<>();
    private @Nullable SeriesState[] series = new SeriesState[64];
    private int[] deals = new int[64];
    /** The next new number; 0 is that of an item, and never assigned. */
    private int used = 1;

    /** The number of low bits of a token that are 0. */
    final int shift;

    SeriesTokens(int shift) {
        this.shift = shift;
    }

    /** Assigns a token to a series, which is never {@link MpscRingBuffer#ITEM}. */
    long assign(SeriesState to) {
        int number = idle.size() > IDLE ? idle.remove() : used++;
        if (number == series.length) {
            series = Arrays.copyOf(series, 2 * number);
            deals = Arrays.copyOf(deals, 2 * number);
        }
        series[number] = to;
        deals[number] = Math.max(1, (deals[number] + 1) & DEALS);
        return ((long) deals[number] << NUMBER_BITS | number) << shift;
    }

    void giveBack(long token) {
        idle.add(number(token));
    }

    /** Returns the index of a token's series in {@link #series}. */
    private int number(long token) {
        return number(token, shift);
    }

    public static int number(long token, int shift) {
        return (int) (token >>> shift) & NUMBER;
    }

    /** Returns the present or last series by number; another array once it has grown. */
    @Nullable
    SeriesState[] series() {
        return series;
    }

    /** Returns the series of a token, whether it was removed or not; null if its number was assigned again. */
    @Nullable
    SeriesState seriesOf(long token) {
        int number = number(token);
        return deals[number] == (int) (token >>> (shift + NUMBER_BITS)) ? series[number] : null;
    }
}
