// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import org.jspecify.annotations.Nullable;

/** The rules of one kind on one series, with their evaluator and their open alerts. Confined to the loop. */
final class Route {
    private static final Track[] NONE = {};

    final RuleEntry[] rules;
    /** {@link SwitchedOff} once the condition has failed too often. */
    SeriesEvaluator evaluator;

    int faults;
    /** Open alerts, densely from 0 on. */
    Track[] open = NONE;

    int openCount;

    Route(RuleEntry[] rules, SeriesEvaluator evaluator) {
        this.rules = rules;
        this.evaluator = evaluator;
    }

    int indexOf(RuleEntry entry) {
        for (int i = 0; i < rules.length; i++) {
            if (rules[i] == entry) {
                return i;
            }
        }
        return -1;
    }

    /** The open alert of a rule, or null. */
    @Nullable
    Track track(int rule) {
        if (openCount == 0) {
            return null;
        }
        if (openCount == 1) {
            return open[0].rule == rule ? open[0] : null;
        }
        return byRule == null ? null : byRule[rule];
    }

    private Track @Nullable [] byRule;

    void add(Track track) {
        if (openCount == open.length) {
            open = java.util.Arrays.copyOf(open, Math.max(1, 2 * openCount));
        }
        track.place = openCount;
        open[openCount++] = track;
        if (openCount > 1) {
            if (byRule == null) {
                byRule = new Track[rules.length];
                for (int i = 0; i < openCount; i++) {
                    byRule[open[i].rule] = open[i];
                }
            }
            byRule[track.rule] = track;
        }
    }

    void remove(Track track) {
        Track last = open[--openCount];
        open[track.place] = last;
        last.place = track.place;
        open[openCount] = null;
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
