// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenarios of Prometheus' own tests of its functions over time, {@code promql/promqltest/testdata/functions.test}, in which the
 * functions mean the same: the figures are those that Prometheus expects. A rate is extrapolated there to the ends of the range;
 * in these scenarios the extrapolation is proportional, so that it does not change the rate.
 */
class PrometheusScenarioTest {
    private static final double TOLERANCE = 1e-6;
    private static final long SECOND = 1_000_000_000L;

    /** Parses values in the notation of promtool: {@code a+bxn} stands for a, a + b, … of n + 1 values, {@code _} for none. */
    private static List<Double> values(String notation) {
        List<Double> values = new ArrayList<>();
        for (String part : notation.split(" ", -1)) {
            String[] expanded = part.split("x", -1);
            int plus = part.indexOf('+', 1);
            if (part.equals("_")) {
                values.add(null);
            } else if (expanded.length == 1) {
                values.add(Double.valueOf(part));
            } else {
                double first = Double.parseDouble(part.substring(0, plus));
                double step = Double.parseDouble(expanded[0].substring(plus + 1));
                for (int i = 0; i <= Integer.parseInt(expanded[1]); i++) {
                    values.add(first + i * step);
                }
            }
        }
        return values;
    }

    private static double figure(ConditionProvider condition, String notation, int interval, Object... parameters) {
        FakeSeries series = FakeSeries.of(condition, parameters);
        List<Double> values = values(notation);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                series.take(values.get(i), i * interval * SECOND);
            }
        }
        return series.explain().computed();
    }

    @ParameterizedTest
    @CsvSource({
        "avg, 1 2 3 4 5, 10, 10, 5",
        "avg, 1 2 3 4 5, 10, 60, 3",
        "avg, 9.988465674311579e307 9.988465674311579e307, 10, 60, 9.988465674311579e307",
        "avg, -9.988465674311579e307 -9.988465674311579e307 -9.988465674311579e307, 10, 60, -9.988465674311579e307",
        "avg, -9.988465674311579e307 9.988465674311579e307, 10, 60, 0",
        "sum, 1 1e100 1 -1e100, 10, 120, 2",
        "avg, 1 1e100 1 -1e100, 10, 120, 0.5",
        "avg, 1e10 1e-6 1e-6 1e-6 1e-6 1e-6, 5, 60, 1.6666666666666675e9",
        "avg, 5.30921651659898 0.961118537914768 1.62091361305318 0.865089463758091 0.323055185914577 0.951811357687154, 5, 60, 1.67186744582113",
        "avg, 0.76342771 1.9592258 7.69805412 1.78264e50 458.90154, 5, 60, 3.56528e49",
        "avg, 1.78264e50 0.76342771 1.9592258 2.258e220 7.69805412 458.90154, 5, 60, 3.763333333333333e219",
        "avg, -1.78264e215 0.76342771 1.9592258 2.258e220 7.69805412 -458.90154, 5, 60, 3.76330362266667e219",
        "avg, -1.78264e219 0.76342771 1.9592258 2.3757689e217 -2.3757689e217 2.258e220 7.69805412 1.78264e219 -458.90154, 5, 60, 2.5088888888888888e219",
        "stddev, 0 8 8 2 3, 10, 120, 3.249615",
        "stddev, 1.5990505637277868 1.5990505637277868 1.5990505637277868, 10, 60, 0",
        "min, 2 0 3, 10, 120, 0",
        "max, 2 0 3, 10, 120, 3",
        "min, _ 5 2 _ 4 _, 10, 120, 2",
        "max, _ 5 2 _ 4 _, 10, 120, 5",
        "count, _ 5 2 _ 4 _, 10, 120, 3"
    })
    void aggregate_functionsOverTime_areThose(
            String function, String values, int interval, int within, double expected) {
        double figure = figure(
                new AggregateCondition(),
                values,
                interval,
                "function",
                function,
                "within",
                within,
                "operator",
                ">",
                "value",
                0);
        assertThat(figure).isCloseTo(expected, within(TOLERANCE * Math.max(1e-9, Math.abs(expected))));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "0.5, 0.5, 1, 1", "0.75, 0.75, 1.5, 2.5", "0.8, 0.8, 1.6, 2.8", "1, 1, 2, 4"})
    void quantileOverTime_twoThreeAndUnevenSamples_isInterpolated(
            double quantile, double two, double three, double uneven) {
        assertThat(quantile("0 1", quantile)).isCloseTo(two, within(1e-15));
        assertThat(quantile("0 1 2", quantile)).isCloseTo(three, within(1e-15));
        assertThat(quantile("0 1 4", quantile)).isCloseTo(uneven, within(1e-15));
    }

    private static double quantile(String values, double quantile) {
        return figure(
                new AggregateCondition(),
                values,
                10,
                "function",
                "quantile",
                "quantile",
                quantile,
                "within",
                120,
                "operator",
                ">",
                "value",
                1.55);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 110, 120, 130})
    void avgOverTime_constant_isEqualToIt(int within) {
        FakeSeries series = FakeSeries.of(
                new AggregateCondition(), "function", "avg", "within", within, "operator", "!=", "value", 52);
        for (int i = 0; i <= 100; i++) {
            assertThat(series.take(52, i * 10 * SECOND).name()).isEqualTo("NORMAL");
        }
    }

    @Test
    void sumOverTime_denseSamples_countsEachOfThem() {
        for (int milliseconds : new int[] {1_000, 1_001, 1_002, 1_003, 2_000, 2_003, 3_000, 3_003}) {
            FakeSeries series = FakeSeries.of(
                    new AggregateCondition(),
                    "function",
                    "sum",
                    "within",
                    milliseconds / 1e3,
                    "operator",
                    ">",
                    "value",
                    0);
            for (int i = 0; i <= 4_000; i++) {
                series.take(1, i * 1_000_000L);
            }
            assertThat(series.explain().computed()).isEqualTo(milliseconds);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0+27x4 0+27x5, true, 3000, 0.08",
        "0+10x9 0, true, 360, 0",
        "0+80x10, true, 3000, 0.26666666666666666",
        "0+10x9, true, 600, 0.03333333333333333",
        "0+20x9, true, 600, 0.06666666666666667",
        "0 50 100 150 200, false, 1200, 0.16666666666666666",
        "200 150 100 50 0, false, 1200, -0.16666666666666666"
    })
    void rate_fiveMinuteSamples_isThatOfPrometheus(String values, boolean counter, int within, double expected) {
        double figure = figure(
                new RateCondition(), values, 300, "within", within, "counter", counter, "operator", ">", "value", 0);
        assertThat(figure).isCloseTo(expected, within(1e-15));
    }
}
