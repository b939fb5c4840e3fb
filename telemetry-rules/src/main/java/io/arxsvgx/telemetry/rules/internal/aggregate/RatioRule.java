// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import io.arxsvgx.telemetry.rules.internal.sample.RatioSummary;

/** A rule on the ratio of two totals. Confined to the processor thread. */
final class RatioRule extends WindowedRule {
    private final EventSelection numerator;
    private final EventSelection denominator;
    private final RatioSummary summary;

    RatioRule(
            WindowExtent extent,
            EventSelection numerator,
            EventSelection denominator,
            FigureLimit limit,
            long minCount) {
        this(
                extent,
                numerator,
                denominator,
                new RatioSummary(numerator.isCounted(), denominator.isCounted()),
                limit,
                minCount);
    }

    private RatioRule(
            WindowExtent extent,
            EventSelection numerator,
            EventSelection denominator,
            RatioSummary summary,
            FigureLimit limit,
            long minCount) {
        super(extent, summary, limit, minCount);
        this.numerator = numerator;
        this.denominator = denominator;
        this.summary = summary;
    }

    @Override
    void add(SeriesContext series, double value) {
        boolean isNumerator = numerator.accepts(series);
        boolean isDenominator = denominator.accepts(series);
        if (isNumerator || isDenominator) {
            summary.set(entry, value, isNumerator, isDenominator);
            window.add(entry);
        }
    }

    @Override
    double figure() {
        return summary.ratio(window);
    }

    @Override
    String name() {
        return "ratio";
    }

    @Override
    String thing() {
        return "denominator event";
    }

    @Override
    String known(double figure) {
        return "ratio of " + extent.text(window.count()) + " is " + limit.compared(figure) + " ("
                + NumberFormatting.of(summary.numerator(window)) + " / "
                + NumberFormatting.of(summary.denominator(window)) + ")";
    }

    @Override
    String undefined() {
        return "the denominator of " + extent.text(window.count()) + " is 0";
    }
}
