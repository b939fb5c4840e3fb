// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.ConditionContract;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateConditionTest extends ConditionContract {
    private static final ConditionProvider AGGREGATE = new AggregateCondition();

    @Override
    public ConditionProvider condition() {
        return AGGREGATE;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                rule("avg", "within", 20, "operator", ">", "value", 72),
                rule("avg", "window", 10, "operator", ">=", "value", 70),
                rule("min", "within", 5.5, "operator", "<", "value", 60),
                rule("max", "window", 100, "operator", ">", "value", 90, "min_count", 50),
                rule("sum", "within", 12, "operator", "<=", "value", 800),
                rule("count", "within", 30, "operator", "!=", "value", 30),
                rule("stddev", "within", 40, "operator", "==", "value", 0),
                rule("quantile", "quantile", 0.9, "within", 60, "operator", ">", "value", 80),
                rule("quantile", "quantile", 0.5, "window", 1, "operator", "<", "value", 70, "min_count", 1));
    }

    private static AlertRule rule(String function, Object... parameters) {
        return FakeSeries.rule(AGGREGATE, with(function, parameters));
    }

    private static FakeSeries of(String function, Object... parameters) {
        return FakeSeries.of(AGGREGATE, with(function, parameters));
    }

    private static Object[] with(String function, Object... parameters) {
        Object[] all = Arrays.copyOf(parameters, parameters.length + 2);
        all[parameters.length] = "function";
        all[parameters.length + 1] = function;
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "avg, average, 4.5",
        "min, minimum, 1.0",
        "max, maximum, 9.0",
        "sum, sum, 18.0",
        "count, count, 4.0",
        "stddev, standard deviation, 2.95804"
    })
    void explain_function_namesFigureLimitAndNumberOfValues(String function, String figure, double computed) {
        FakeSeries series = of(function, "within", 60, "operator", ">", "value", 0);

        assertThat(series.takeAll(1, 5, 9, 3)).isEqualTo(BREACHING);

        assertThat(series.explain().figure()).isEqualTo(figure);
        assertThat(series.explain().computed()).isCloseTo(computed, within(5e-6));
        assertThat(series.explain().limit()).isZero();
        assertThat(series.explain().values()).containsExactly(1.0, 5.0, 9.0, 3.0);
        assertThat(series.explain().text())
                .isEqualTo(figure + " of the last 60 s is " + computed + " > 0.0 (4 values)");
    }

    @ParameterizedTest
    @CsvSource({"0, p0, 1.0", "0.5, p50, 4.0", "0.99, p99, 8.88", "0.999, p99.9, 8.988", "1, p100, 9.0"})
    void explain_quantile_interpolatesLinearly(double quantile, String figure, double computed) {
        FakeSeries series = of("quantile", "quantile", quantile, "window", 4, "operator", "<=", "value", 100);

        assertThat(series.takeAll(0, 1, 5, 9, 3)).isEqualTo(BREACHING);

        assertThat(series.explain().figure()).isEqualTo(figure);
        assertThat(series.explain().text()).isEqualTo(figure + " of the last 4 values is " + computed + " <= 100.0");
    }

    @Test
    void explain_fewerThanMinCount_statesBoth() {
        FakeSeries series = of("avg", "within", 60, "operator", ">", "value", 5, "min_count", 3);
        assertThat(series.explain().text()).isEqualTo("no value yet");
        assertThat(series.takeAll(7)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("1 value in the last 60 s; at least 3 are needed");
        assertThat(series.explain().computed()).isNaN();
        assertThat(series.takeAll(7, 7)).isEqualTo(BREACHING);
        assertThat(series.take(-20)).isEqualTo(NORMAL);
        assertThat(series.explain().text()).isEqualTo("average of the last 60 s is 0.25 <= 5.0 (4 values)");
    }

    @Test
    void window_valueOfExactlyItsLength_hasLeft() {
        FakeSeries series = of("sum", "within", 60, "operator", ">", "value", 0);
        series.take(1, 0);
        series.take(2, 1);
        series.take(4, 60_000_000_000L);
        assertThat(series.explain().computed()).isEqualTo(6);
        series.take(8, 60_000_000_001L);
        assertThat(series.explain().computed()).isEqualTo(12);
    }

    @Test
    void window_lateValue_isInItsPlaceUntilItsOwnTimeLeaves() {
        FakeSeries series = of("sum", "within", 60, "operator", ">", "value", 0);
        series.take(1, 0);
        series.take(2, 100);
        series.take(4, 50);
        assertThat(series.explain().computed()).isEqualTo(7);
        series.take(8, 60_000_000_049L);
        assertThat(series.explain().computed()).isEqualTo(14);
        series.take(16, 60_000_000_050L);
        assertThat(series.explain().computed()).isEqualTo(26);
        series.take(32, 50);
        assertThat(series.explain().computed()).isEqualTo(26);
        assertThat(series.explain().values()).endsWith(32.0);
    }

    @Test
    void window_extremeTimes_neverOverflows() {
        FakeSeries series = of("sum", "within", 60, "operator", ">", "value", 0);
        series.take(1, Long.MIN_VALUE);
        series.take(2, Long.MIN_VALUE + 1);
        assertThat(series.explain().computed()).isEqualTo(3);
        series.take(4, Long.MAX_VALUE);
        assertThat(series.explain().computed()).isEqualTo(4);
        series.take(8, Long.MIN_VALUE);
        assertThat(series.explain().computed()).isEqualTo(4);
        series.take(16, Long.MAX_VALUE - 59_000_000_000L);
        assertThat(series.explain().computed()).isEqualTo(20);
    }

    @Test
    void avg_equalValues_isExactlyThatValue() {
        for (double value : new double[] {0.1, 1.0 / 3, 1e-320, 1e308, -Double.MAX_VALUE, 123456.789}) {
            FakeSeries series = of("avg", "window", 1000, "operator", "==", "value", value);
            for (int i = 0; i < 3_000; i++) {
                assertThat(series.take(value)).isEqualTo(BREACHING);
            }
        }
    }

    @Test
    void stddev_equalValues_isExactlyZero() {
        FakeSeries series = of("stddev", "within", 100, "operator", "==", "value", 0);
        series.take(1e15);
        for (int i = 0; i < 1_000; i++) {
            series.take(0.1);
            assertThat(series.verdicts()).containsExactly(i < 99 ? NORMAL : BREACHING);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    quantile, 0.5, function, avg, window, 5  | parameter "quantile": not allowed with function avg
                    function, quantile, window, 5  | parameter "quantile" is missing; expected a finite number from 0 to 1 with function quantile
                    function, quantile, quantile, 1.5, window, 5 | parameter "quantile": expected a finite number from 0 to 1, got 1.5
                    function, avg  | parameter "within" is missing; expected a finite number from 1.0E-9 to 31536000, or "window"
                    function, avg, window, 5, within, 5 | parameter "within": not allowed together with "window"
                    function, avg, window, 5, min_count, 6 | parameter "min_count": expected a whole number from 1 to 5, the window, got 6
                    function, avg, window, 10001 | parameter "window": expected a whole number from 1 to 10000, got 10001
                    function, avg, within, 0 | parameter "within": expected a finite number from 1.0E-9 to 31536000, got 0
                    window, 5 | parameter "function" is missing; expected one of avg min max sum count stddev quantile
                    """)
    void check_contradictoryParameters_areRefused(String parameters, String message) {
        String[] given = parameters.split(", ", -1);
        Object[] all = new Object[given.length + 4];
        for (int i = 0; i < given.length; i++) {
            all[i] = i % 2 == 0 || given[i - 1].equals("function") ? given[i] : Double.valueOf(given[i]);
            if (all[i] instanceof Double number && number == Math.rint(number)) {
                all[i] = number.intValue();
            }
        }
        all[given.length] = "operator";
        all[given.length + 1] = ">";
        all[given.length + 2] = "value";
        all[given.length + 3] = 1;

        assertThatThrownBy(() -> FakeSeries.of(AGGREGATE, all))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
