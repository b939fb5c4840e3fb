// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import org.jspecify.annotations.Nullable;

/** What the rules of one kind have open on one series, and how often the kind failed there. Confined to the loop. */
final class Route {
    private static final Track[] NONE = {};

    final SeriesState series;
    /** Where the rules stand in the series' plan. */
    Plan.Kind kind;
    /** The next one of the series. */
    @Nullable
    Route next;

    int faults;
    /** Open alerts, densely from 0 on. */
    Track[] open = NONE;
    /** The first of them, as most often the only one: one line of memory less to touch. */
    @Nullable
    Track first;

    int openCount;

    private Track @Nullable [] byRule;

    Route(SeriesState series, Plan.Kind kind) {
        this.series = series;
        this.kind = kind;
    }

    /** Adopts another plan, in which the rules of all open alerts stand, possibly at other indices. */
    void moveTo(Plan.Kind other) {
        kind = other;
        for (int i = 0; i < openCount; i++) {
            open[i].rule = other.indexOf(open[i].entry);
        }
        byRule = openCount > 1 ? indexed() : null;
    }

    /** The open alert of a rule, or null. */
    @Nullable
    Track track(int rule) {
        if (openCount == 0) {
            return null;
        }
        if (openCount == 1 && first != null) {
            return first.rule == rule ? first : null;
        }
        return byRule == null ? null : byRule[rule];
    }

    void add(Track track) {
        if (openCount == open.length) {
            open = java.util.Arrays.copyOf(open, Math.max(1, 2 * openCount));
        }
        track.place = openCount;
        open[openCount++] = track;
        first = open[0];
        if (byRule != null) {
            byRule[track.rule] = track;
        } else if (openCount > 1) {
            byRule = indexed();
        }
    }

    /** All open alerts by the index of their rule. */
    private Track[] indexed() {
        Track[] all = new Track[kind.rules.length];
        for (int i = 0; i < openCount; i++) {
            all[open[i].rule] = open[i];
        }
        return all;
    }

    void remove(Track track) {
        Track last = open[--openCount];
        open[track.place] = last;
        last.place = track.place;
        open[openCount] = null;
        first = open[0];
        if (byRule != null) {
            byRule[track.rule] = null;
            if (openCount == 0) {
                byRule = null;
            }
        }
        if (openCount == 0) {
            open = NONE;
        }
    }
}
