// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.sample.ValueSummary;

/** A rule on a function of the values of its window. Confined to the processor thread. */
final class AggregateRule extends WindowedRule {
    private final String name;
    private final ValueSummary summary;

    AggregateRule(String name, WindowExtent extent, ValueSummary summary, FigureLimit limit, long minCount) {
        super(extent, summary, limit, minCount);
        this.name = name;
        this.summary = summary;
    }

    @Override
    void add(SeriesContext series, double value) {
        summary.set(entry, value);
        window.add(entry);
    }

    @Override
    double figure() {
        return summary.figure(window);
    }

    @Override
    double explained() {
        return summary.explained(window);
    }

    @Override
    String name() {
        return name;
    }

    @Override
    String known(double figure) {
        long count = window.count();
        String values = extent.isTime() ? " (" + WindowExtent.counted(count, thing()) + ")" : "";
        return name + " of " + extent.text(count) + " is " + limit.compared(figure) + values;
    }
}
