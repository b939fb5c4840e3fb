// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.sample.CountSummary;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;

/** A rule on the number of values that compare with a limit; only these are in the window. Confined to the processor thread. */
final class CountRule extends WindowedRule {
    private final FigureLimit ofValues;
    private final CountSummary summary;

    CountRule(WindowExtent extent, FigureLimit ofValues, int times) {
        this(extent, new CountSummary(), ofValues, times);
    }

    private CountRule(WindowExtent extent, CountSummary summary, FigureLimit ofValues, int times) {
        super(extent, summary, new FigureLimit(Operator.GREATER_OR_EQUAL, times), 0);
        this.summary = summary;
        this.ofValues = ofValues;
    }

    @Override
    void add(SeriesContext series, double value) {
        if (ofValues.isBreached(value)) {
            summary.set(entry, value);
            window.add(entry);
        }
    }

    @Override
    double figure() {
        return window.count();
    }

    @Override
    String name() {
        return "count";
    }

    @Override
    String known(double figure) {
        long count = window.count();
        String bound = limit.isBreached(figure) ? "at least " : "fewer than ";
        return WindowExtent.counted(count, thing()) + " " + ofValues.operator().symbol + " " + ofValues.value() + " in "
                + extent.text(count) + ", " + bound + (long) limit.value();
    }
}
