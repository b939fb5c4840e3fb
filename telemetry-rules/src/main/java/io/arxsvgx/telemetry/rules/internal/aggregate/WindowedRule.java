// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.sample.SampleSummary;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;

/**
 * A rule that compares a figure of its window with a limit. One object serves all series in turn. Confined to the processor
 * thread.
 */
abstract class WindowedRule {
    /** The number of values that an explanation shows. */
    static final int SHOWN = 100;

    final WindowExtent extent;
    final SampleWindow window;
    final FigureLimit limit;

    /** The number of values from which on there is a verdict. */
    private final long minCount;

    /** The entry of the present event. */
    final long[] entry;

    WindowedRule(WindowExtent extent, SampleSummary summary, FigureLimit limit, long minCount) {
        this.extent = extent;
        this.window = extent.window(summary);
        this.limit = limit;
        this.minCount = minCount;
        entry = summary.newEntry();
    }

    /** Updates the window of a series by its newest event, and returns the verdict. */
    final Verdict evaluate(SeriesContext series, int at, double value, long time) {
        window.open(series, at);
        if (window.advance(time)) {
            entry[SampleSummary.TIME] = time;
            add(series, value);
        }
        window.close(series, at);
        return verdict();
    }

    /** Adds the newest event of a series, whose time is in {@link #entry}, to the window if the rule counts it. */
    abstract void add(SeriesContext series, double value);

    private Verdict verdict() {
        if (!window.isStarted() || window.count() < minCount) {
            return Verdict.UNKNOWN;
        }
        double figure = figure();
        if (Double.isNaN(figure)) {
            return Verdict.UNKNOWN;
        }
        return limit.isBreached(figure) ? Verdict.BREACHING : Verdict.NORMAL;
    }

    /** Returns the figure of the window, which has enough values; NaN if it has none. */
    abstract double figure();

    /** Returns the figure for an explanation, on the same side of the limit. */
    double explained() {
        return figure();
    }

    /** Explains the present verdict on a series. */
    final Evaluation explain(SeriesContext series, int at) {
        window.open(series, at);
        Verdict verdict = verdict();
        boolean isKnown = verdict != Verdict.UNKNOWN;
        double figure = isKnown ? NumberFormatting.finite(explained()) : Double.NaN;
        String text = isKnown ? known(figure) : unknown();
        return new Evaluation(verdict, series.newest(SHOWN), name(), figure, limit.value(), text);
    }

    /** Returns the name of the figure. */
    abstract String name();

    /** Explains a figure. */
    abstract String known(double figure);

    private String unknown() {
        if (!window.isStarted()) {
            return "no " + thing() + " yet";
        }
        long count = window.count();
        if (count < minCount) {
            return WindowExtent.counted(count, thing()) + " in " + extent.text(count) + "; at least " + minCount
                    + (minCount == 1 ? " is" : " are") + " needed";
        }
        return undefined();
    }

    /** Returns what the rule counts, in the singular. */
    String thing() {
        return "value";
    }

    /** Explains why a window with enough values has no figure. */
    String undefined() {
        return name() + " of " + extent.text(window.count()) + " is undefined";
    }
}
