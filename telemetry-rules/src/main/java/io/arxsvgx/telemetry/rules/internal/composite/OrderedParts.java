// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.composite;

import io.arxsvgx.telemetry.condition.SeriesContext;
import java.util.List;

/**
 * Parts that start to be true in their order within some time. An event is evaluated over the window {@code (t - within, t]} of
 * starts. For each part the state has the latest start of the first part from which starts in order lead to a start of this
 * one, so an event costs a constant time per part. Parts that start at the same event are not in order; a late event starts
 * none. A part that was unknown, or has become stale, starts again when it is true. Immutable.
 *
 * @param parts the parts, in order
 * @param within the longest time since the start of the first part, in nanoseconds, exclusive
 * @param own the index of its first state slot among those of the rule
 */
record OrderedParts(List<Node> parts, long within, int own) implements Node {
    /** For each part: whether it was true before the event, whether a chain has reached it, and where that began. */
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
    public void beforeEvent(SeriesContext series, int at, long time) {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).beforeEvent(series, at, time);
            boolean isTrue = parts.get(i).truth(series, at, time) == Truth.TRUE;
            series.stateLong(slots(at, i) + WAS_TRUE, isTrue ? 1 : 0);
        }
    }

    @Override
    public void update(SeriesContext series, int at, long time, boolean isLate) {
        parts.forEach(part -> part.update(series, at, time, isLate));
        // from the last to the first, so that one event does not start two parts in order
        for (int i = parts.size() - 1; i >= 0 && !isLate; i--) {
            boolean wasTrue = series.stateLong(slots(at, i) + WAS_TRUE) != 0;
            if (!wasTrue && parts.get(i).truth(series, at, time) == Truth.TRUE) {
                start(series, at, i, time);
            }
        }
    }

    private void start(SeriesContext series, int at, int part, long time) {
        int slots = slots(at, part);
        int before = slots(at, part - 1);
        boolean isReached = part == 0 || series.stateLong(before + REACHED) != 0;
        if (isReached) {
            series.stateLong(slots + REACHED, 1);
            series.stateLong(slots + BEGAN, part == 0 ? time : series.stateLong(before + BEGAN));
        }
    }

    @Override
    public Truth truth(SeriesContext series, int at, long time) {
        int last = slots(at, parts.size() - 1);
        return Truth.of(series.stateLong(last + REACHED) != 0 && time - within < series.stateLong(last + BEGAN));
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
