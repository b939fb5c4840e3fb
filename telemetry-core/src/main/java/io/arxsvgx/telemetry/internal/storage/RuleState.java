// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.storage;

import io.arxsvgx.telemetry.condition.SeriesContext;

/** The state of a rule on a series, apart from the indices of its slots. Confined to the thread that evaluates the series. */
public final class RuleState {
    private final long[] slots;
    private final long[][] arrays;

    public RuleState(long[] slots, long[][] arrays) {
        this.slots = slots;
        this.arrays = arrays;
    }

    /** Returns the state in some slots, without a copy of the arrays. */
    public static RuleState of(SeriesContext series, int at, int[] indices) {
        long[] slots = new long[indices.length];
        long[][] arrays = new long[indices.length][];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = series.stateLong(at + indices[i]);
            arrays[i] = series.stateArray(at + indices[i]);
        }
        return new RuleState(slots, arrays);
    }

    /** Returns the number of slots. */
    public int size() {
        return slots.length;
    }

    /** Writes the state into slots, of which there are as many. */
    public void copyTo(SeriesContext series, int at, int[] indices) {
        for (int i = 0; i < slots.length; i++) {
            series.stateLong(at + indices[i], slots[i]);
            if (arrays[i].length > 0 || series.stateArray(at + indices[i]).length > 0) {
                series.stateArray(at + indices[i], arrays[i]);
            }
        }
    }
}
