// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.patterns.ChangePointCondition;
import io.arxsvgx.telemetry.patterns.SeriesChange;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/** A series with one rule of the condition {@code change_point}. Not thread-safe. */
final class ChangePointSeries implements Verdicts {
    private static final String TYPE = "value";
    private static final String BEFORE_AGE = " about ";

    private final StandaloneSeries series;
    private boolean isBreaching;
    private boolean wasBreaching;

    ChangePointSeries(double sensitivity) {
        AlertRule rule = AlertRule.builder("changed")
                .on(TYPE)
                .when(SeriesChange.ofLevelOrSpread().sensitivity(sensitivity))
                .build();
        series = StandaloneSeries.of("source", TYPE, new ChangePointCondition().evaluator(List.of(rule)));
    }

    /** Adds a value; returns whether a breach begins with it. */
    boolean add(double value) {
        wasBreaching = isBreaching;
        isBreaching = false;
        series.evaluate(value, series.context().count(), this);
        return isBreaching && !wasBreaching;
    }

    /** Returns the number of values since the change, when a breach has begun. */
    int changedAgo() {
        String text = series.explain(0).text();
        int from = text.lastIndexOf(BEFORE_AGE) + BEFORE_AGE.length();
        return Integer.parseInt(text.substring(from, text.indexOf(' ', from)));
    }

    @Override
    public void breaching(int rule) {
        isBreaching = true;
    }

    @Override
    public void holding(int rule) {}

    @Override
    public void unknown(int rule) {}
}
