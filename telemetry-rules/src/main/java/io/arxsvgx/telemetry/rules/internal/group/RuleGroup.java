// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.group;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rules.internal.window.SlidingWindow;
import java.util.stream.IntStream;

/**
 * The rules of a series that share one window, and the evaluator of these rules alone. The state slots are those of the
 * window, and for each rule the number of the event before its first one. The verdict of a rule that joins an existing window
 * is unknown until the rule has seen all events of the window, so that its verdicts do not depend on other rules. Confined to
 * the processor thread.
 */
public abstract class RuleGroup implements RuleSet {
    /** The number of values that an explanation shows. */
    public static final int SHOWN = 100;

    public final SharedLimits limits;

    /** The window object, which serves all series in turn. */
    private final SlidingWindow window;

    public RuleGroup(SlidingWindow window, SharedLimits limits) {
        this.window = window;
        this.limits = limits;
    }

    @Override
    public final boolean has(int rule) {
        return limits.indexOf(rule) >= 0;
    }

    @Override
    public final int stateSlots() {
        return window.stateSlots() + limits.rules.length;
    }

    @Override
    public final int newestValues() {
        return window.newestValues();
    }

    @Override
    public final int[] stateSlotsOf(int rule) {
        int shared = window.stateSlots();
        int own = shared + limits.indexOf(rule);
        return IntStream.concat(IntStream.range(0, shared), IntStream.of(own)).toArray();
    }

    @Override
    public final void initState(SeriesContext series, int at) {
        window.initState(series, at);
        window.close();
        for (int place = 0; place < limits.rules.length; place++) {
            series.stateLong(at + window.stateSlots() + place, series.count());
        }
    }

    @Override
    public final boolean isStateValid(SeriesContext series, int at) {
        window.open(series, at);
        return window.isStateValid();
    }

    @Override
    public final void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        window.open(series, at);
        window.add();
        window.close();
        measure();
        compare(verdicts);
    }

    @Override
    public final Evaluation explain(SeriesContext series, int at, int rule) {
        window.open(series, at);
        measure();
        return explain(limits.indexOf(rule));
    }

    /** Computes what comparison and explanation need in addition to the window. */
    public void measure() {}

    /** Whether the window has enough values for a verdict. */
    public abstract boolean isReady();

    /** Whether the figure is beyond the limit at an index. */
    public abstract boolean isBeyond(int place);

    /** Explains the latest verdict on the rule whose limit has an index. */
    public abstract Evaluation explain(int place);

    /** The number of events that the rule at an index has seen, at most the window length. */
    public final int seen(int place) {
        long joined = window.series.stateLong(window.at + window.stateSlots() + place);
        return (int) Math.max(0, Math.min(window.series.count() - joined - window.age, window.window));
    }

    /** Whether each rule has seen a full window of a series. */
    public final boolean hasEachSeenAll(SeriesContext series, int at) {
        long needed = series.count() - window.age - window.window;
        for (int place = 0; place < limits.rules.length; place++) {
            if (series.stateLong(at + window.stateSlots() + place) > needed) {
                return false;
            }
        }
        return true;
    }

    /** Whether a rule has seen the whole window. */
    public final boolean hasSeenAll(int place) {
        return seen(place) >= window.count;
    }

    /** Reports breaches in ascending order of the limits, up to the first rule that is not breached. */
    private void compare(Verdicts verdicts) {
        int[] rules = limits.rules;
        boolean ready = isReady();
        boolean beyond = ready;
        for (int place = 0; place < rules.length; place++) {
            if (!ready || !hasSeenAll(place)) {
                verdicts.unknown(rules[place]);
            } else {
                beyond = beyond && isBeyond(place);
                if (beyond) {
                    verdicts.breaching(rules[place]);
                }
            }
        }
    }
}
