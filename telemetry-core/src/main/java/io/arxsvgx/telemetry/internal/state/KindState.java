// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import org.jspecify.annotations.Nullable;

/** The open alerts of the rules of one kind on one series, and the faults of the kind there. Confined to the loop. */
public final class KindState {
    private static final ActiveAlert[] NONE = {};

    public final SeriesState series;
    /** The kind in the series' plan. */
    public EvaluationPlan.Kind kind;
    /** The next one of the series. */
    @Nullable
    public KindState next;

    public int faults;
    /** Open alerts, densely from 0 on. */
    public ActiveAlert[] open = NONE;
    /** The first of them, often the only one, to touch one cache line less. */
    @Nullable
    public ActiveAlert first;

    public int openCount;

    private ActiveAlert @Nullable [] byRule;

    KindState(SeriesState series, EvaluationPlan.Kind kind) {
        this.series = series;
        this.kind = kind;
    }

    /** Moves to another plan, which contains the rules of all open alerts, possibly at other indices. */
    void moveTo(EvaluationPlan.Kind other) {
        kind = other;
        for (int i = 0; i < openCount; i++) {
            open[i].rule = other.indexOf(open[i].entry);
        }
        byRule = openCount > 1 ? indexed() : null;
    }

    /** Returns the open alert of a rule, or null. */
    @Nullable
    public ActiveAlert active(int rule) {
        if (openCount == 0) {
            return null;
        }
        if (openCount == 1 && first != null) {
            return first.rule == rule ? first : null;
        }
        return byRule == null ? null : byRule[rule];
    }

    public void add(ActiveAlert active) {
        if (openCount == open.length) {
            open = java.util.Arrays.copyOf(open, Math.max(1, 2 * openCount));
        }
        active.place = openCount;
        open[openCount++] = active;
        first = open[0];
        if (byRule != null) {
            byRule[active.rule] = active;
        } else if (openCount > 1) {
            byRule = indexed();
        }
    }

    /** Returns all open alerts by the index of their rule. */
    private ActiveAlert[] indexed() {
        ActiveAlert[] all = new ActiveAlert[kind.rules.length];
        for (int i = 0; i < openCount; i++) {
            all[open[i].rule] = open[i];
        }
        return all;
    }

    public void remove(ActiveAlert active) {
        ActiveAlert last = open[--openCount];
        open[active.place] = last;
        last.place = active.place;
        open[openCount] = null;
        first = open[0];
        if (byRule != null) {
            byRule[active.rule] = null;
            if (openCount == 0) {
                byRule = null;
            }
        }
        if (openCount == 0) {
            open = NONE;
        }
    }
}
