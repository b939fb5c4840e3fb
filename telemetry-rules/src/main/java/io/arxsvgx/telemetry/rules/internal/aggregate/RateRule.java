// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.sample.RateSummary;
import io.arxsvgx.telemetry.rules.internal.sample.SampleSummary;

/** A rule on the change per second. Confined to the processor thread. */
final class RateRule extends WindowedRule {
    private static final int MIN_SAMPLES = 2;

    private final RateSummary summary;

    RateRule(WindowExtent extent, RateSummary summary, FigureLimit limit) {
        super(extent, summary, limit, MIN_SAMPLES);
        this.summary = summary;
    }

    @Override
    void add(SeriesContext series, double value) {
        summary.set(entry, value, entry[SampleSummary.TIME]);
        window.add(entry);
    }

    @Override
    double figure() {
        return summary.rate(window);
    }

    @Override
    String name() {
        return "rate";
    }

    @Override
    String known(double figure) {
        long count = window.count();
        return "rate over " + extent.text(count) + " is " + limit.compared(figure) + " per second ("
                + WindowExtent.counted(count, thing()) + ")";
    }

    @Override
    String undefined() {
        long count = window.count();
        return "all " + WindowExtent.counted(count, thing()) + " in " + extent.text(count) + " have the same time";
    }
}
