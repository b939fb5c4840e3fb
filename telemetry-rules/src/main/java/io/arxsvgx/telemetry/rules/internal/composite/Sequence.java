// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.composite;

import io.arxsvgx.telemetry.condition.SeriesContext;
import java.util.List;

/**
 * Parts that start to be true in their order within some time. For each part the state has the latest start of the first
 * part from which a chain in order leads to a start of this one, so an event costs a constant time per part. The sequence is
 * true from the start of the last part until that part is no longer true. Immutable.
 *
 * @param parts the parts, in order
 * @param within the longest time from the start of the first part to that of the last one, in nanoseconds
 * @param own the index of its first state slot among those of the rule
 */
record Sequence(List<Node> parts, long within, int own) implements Node {
    /** For each part: whether it was true at the last event, whether a chain has reached it, and where that began. */
    private static final int WAS_TRUE = 0;

    private static final int REACHED = 1;
    private static final int BEGAN = 2;
    private static final int SLOTS = 3;

    @Override
    public int stateSlots() {
        return SLOTS * parts.size();
    }

    private int slots(int at, int part) {
        return at + own + SLOTS * part;
    }

    @Override
    public void update(SeriesContext series, int at, long time) {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).update(series, at, time);
            int slots = slots(at, i);
            Truth now = parts.get(i).truth(series, at, time);
            boolean starts = now == Truth.TRUE && series.stateLong(slots + WAS_TRUE) == 0;
            if (starts) {
                start(series, at, i, time);
            }
            if (now != Truth.UNKNOWN) {
                series.stateLong(slots + WAS_TRUE, now == Truth.TRUE ? 1 : 0);
            }
            boolean hasEnded = i == parts.size() - 1 && now == Truth.FALSE;
            if (hasEnded) {
                series.stateLong(slots + REACHED, 0);
            }
        }
    }

    private void start(SeriesContext series, int at, int part, long time) {
        int slots = slots(at, part);
        if (part == 0) {
            series.stateLong(slots + REACHED, 1);
            series.stateLong(slots + BEGAN, time);
            return;
        }
        int before = slots(at, part - 1);
        long began = series.stateLong(before + BEGAN);
        boolean isInTime = series.stateLong(before + REACHED) != 0 && time - began <= within;
        series.stateLong(slots + REACHED, isInTime ? 1 : 0);
        series.stateLong(slots + BEGAN, isInTime ? began : 0);
    }

    @Override
    public Truth truth(SeriesContext series, int at, long time) {
        int last = parts.size() - 1;
        if (series.stateLong(slots(at, last) + REACHED) == 0) {
            return Truth.FALSE;
        }
        return parts.get(last).truth(series, at, time);
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int i = 0; i < parts.size(); i++) {
            int slots = slots(at, i);
            boolean isBit = (series.stateLong(slots + WAS_TRUE) | series.stateLong(slots + REACHED)) >>> 1 == 0;
            if (!isBit || !parts.get(i).isStateValid(series, at)) {
                return false;
            }
        }
        return true;
    }
}
