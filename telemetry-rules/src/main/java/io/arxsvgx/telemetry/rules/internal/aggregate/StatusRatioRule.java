// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.sample.RatioSummary;
import io.arxsvgx.telemetry.text.ForeignText;

/** A rule on the share of events with some statuses. Confined to the processor thread. */
final class StatusRatioRule extends WindowedRule {
    private final RatioSummary summary;
    private final StatusFilter statuses;

    StatusRatioRule(
            WindowExtent extent, RatioSummary summary, StatusFilter statuses, FigureLimit limit, long minCount) {
        super(extent, summary, limit, minCount);
        this.summary = summary;
        this.statuses = statuses;
    }

    @Override
    void add(SeriesContext series, double value) {
        summary.set(entry, value, statuses.accepts(series.status()), true);
        window.add(entry);
    }

    @Override
    double figure() {
        return summary.ratio(window);
    }

    @Override
    String name() {
        return "share";
    }

    @Override
    String thing() {
        return "event";
    }

    @Override
    String known(double figure) {
        long count = window.count();
        return "share of " + ForeignText.shorten(statuses.text()) + " in " + extent.text(count) + " is "
                + limit.compared(figure) + " (" + (long) summary.numerator(window) + " of "
                + WindowExtent.counted(count, thing()) + ")";
    }
}
