// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.rules.internal.sample.CountSummary;
import io.arxsvgx.telemetry.rules.internal.sample.DeviationSummary;
import io.arxsvgx.telemetry.rules.internal.sample.ExtremeSummary;
import io.arxsvgx.telemetry.rules.internal.sample.QuantileSummary;
import io.arxsvgx.telemetry.rules.internal.sample.SumSummary;
import io.arxsvgx.telemetry.rules.internal.sample.ValueSummary;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A function of the values of a window, for the condition {@code aggregate}. */
public enum AggregateFunction {
    AVG("average"),
    MIN("minimum"),
    MAX("maximum"),
    SUM("sum"),
    COUNT("count"),
    STDDEV("standard deviation"),
    QUANTILE("p");

    private final String figure;

    AggregateFunction(String figure) {
        this.figure = figure;
    }

    /** Returns the name in rules. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(AggregateFunction::label).toList();
    }

    static AggregateFunction of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Returns the name of the figure, such as {@code average} or {@code p99}. */
    String figure(double quantile) {
        if (this != QUANTILE) {
            return figure;
        }
        BigDecimal percent = BigDecimal.valueOf(quantile).movePointRight(2);
        return figure
                + (percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString());
    }

    ValueSummary summary(double quantile, double limit) {
        return switch (this) {
            case AVG -> SumSummary.ofMean();
            case MIN -> ExtremeSummary.ofMinimum();
            case MAX -> ExtremeSummary.ofMaximum();
            case SUM -> SumSummary.ofSum();
            case COUNT -> new CountSummary();
            case STDDEV -> new DeviationSummary();
            case QUANTILE -> new QuantileSummary(quantile, limit);
        };
    }
}
