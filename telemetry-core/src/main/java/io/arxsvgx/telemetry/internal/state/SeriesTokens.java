// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Deals each known series a token: a number, which is its place in an array, and how often that number was dealt. A
 * producer may have read a token just before the series was forgotten, and hand in its value later. So a number that is
 * given back still leads to its last series until it is dealt anew, which happens only after thousands of others were
 * given back; and a token of an earlier deal is told from that of a later one. Confined to the loop.
 */
public final class SeriesTokens {
    /** How many numbers lie idle before one is dealt anew. */
    private static final int IDLE = 4_096;

    static final int NUMBER_BITS = 27;
    private static final int NUMBER = (1 << NUMBER_BITS) - 1;
    private static final int DEALS = (1 << 10) - 1;

    private final ArrayDeque<Integer> idle = new ArrayDeque<>();
    private @Nullable SeriesState[] series = new SeriesState[64];
    private int[] deals = new int[64];
    /** Number 0 is that of an item, and never dealt. */
    private int used = 1;

    /** How many low bits of a token are left 0. */
    final int shift;

    SeriesTokens(int shift) {
        this.shift = shift;
    }

    /** Deals a series a token, which is never {@link MpscRingBuffer#ITEM}. */
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

    /** The place of a token's series in {@link #series}. */
    private int number(long token) {
        return number(token, shift);
    }

    public static int number(long token, int shift) {
        return (int) (token >>> shift) & NUMBER;
    }

    /** The series, or the last ones, by number; another array once it has grown. */
    @Nullable
    SeriesState[] series() {
        return series;
    }

    /** The series that was dealt a token, be it forgotten; null if another one has its number now. */
    @Nullable
    SeriesState dealt(long token) {
        int number = number(token);
        return deals[number] == (int) (token >>> (shift + NUMBER_BITS)) ? series[number] : null;
    }
}
