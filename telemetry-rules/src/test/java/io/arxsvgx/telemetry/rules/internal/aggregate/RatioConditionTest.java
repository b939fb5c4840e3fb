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
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.ConditionContract;
import io.arxsvgx.telemetry.rules.Ratio;
import io.arxsvgx.telemetry.rules.Selection;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioConditionTest extends ConditionContract {
    private static final ConditionProvider RATIO = new RatioCondition();
    private static final long SECOND = 1_000_000_000L;

    @Override
    public ConditionProvider condition() {
        return RATIO;
    }

    @Override
    public List<AlertRule> rules() {
        Selection errors = Selection.of("errors").status("ERROR");
        return List.of(
                rule(errors.counted(), Selection.all().counted(), 20, ">", 0.3),
                rule(errors, Selection.all(), 7.5, "<=", 0.5),
                rule(Selection.all(), errors, 5, "==", 1),
                rule(errors, Selection.all().counted(), 30, "!=", 0),
                rule(errors.counted(), Selection.all().status("OK"), 10, "<", 0.01));
    }

    private static AlertRule rule(
            Selection numerator, Selection denominator, double within, String operator, double value) {
        return FakeSeries.rule(
                RATIO,
                "numerator",
                numerator.parts(),
                "denominator",
                denominator.parts(),
                "within",
                within,
                "operator",
                operator,
                "value",
                value);
    }

    private static StandaloneSeries series(Ratio ratio) {
        AlertRule rule = AlertRule.builder("rule").on("requests").when(ratio).build();
        return StandaloneSeries.of("web", "requests", RATIO.evaluator(List.of(rule)));
    }

    @Test
    void ratio_ofTwoInputs_dividesTheirTotals() {
        StandaloneSeries series = series(Ratio.of(Selection.of("errors"), Selection.of("requests"))
                .within(Duration.ofSeconds(10))
                .above(0.1)
                .minCount(2));
        assertThat(series.explain(0).text()).isEqualTo("no denominator event yet");
        series.inputs(0).evaluate(3, SECOND);
        assertThat(series.explain(0).verdict()).isEqualTo(UNKNOWN);
        assertThat(series.explain(0).text()).isEqualTo("0 denominator events in the last 10 s; at least 2 are needed");
        series.inputs(1).evaluate(10, 2 * SECOND);
        series.inputs(1).evaluate(20, 3 * SECOND);
        assertThat(series.explain(0).verdict()).isEqualTo(NORMAL);
        assertThat(series.explain(0).text()).isEqualTo("ratio of the last 10 s is 0.1 <= 0.1 (3.0 / 30.0)");
        series.inputs(0, 1).evaluate(6, 4 * SECOND);
        assertThat(series.explain(0).verdict()).isEqualTo(BREACHING);
        assertThat(series.explain(0).computed()).isEqualTo(0.25);
        assertThat(series.explain(0).figure()).isEqualTo("ratio");
        series.inputs().evaluate(1000, 5 * SECOND);
        assertThat(series.explain(0).computed()).isEqualTo(0.25);
        series.inputs(1).evaluate(0, 11 * SECOND);
        assertThat(series.explain(0).text()).isEqualTo("ratio of the last 10 s is 0.166667 > 0.1 (6.0 / 36.0)");
    }

    @Test
    void ratio_statusOfASelection_isChecked() {
        StandaloneSeries series = series(Ratio.of(
                        Selection.all().status("ERROR", "FAILED").counted(),
                        Selection.all().counted())
                .within(Duration.ofSeconds(10))
                .atLeast(0.5));
        series.inputs(0, 1).status("OK").evaluate(1, SECOND);
        assertThat(series.explain(0).verdict()).isEqualTo(NORMAL);
        series.status("error").evaluate(1, SECOND);
        assertThat(series.explain(0).verdict()).isEqualTo(NORMAL);
        series.status("FAILED").evaluate(1, SECOND);
        series.status("ERROR").evaluate(1, SECOND);
        assertThat(series.explain(0).verdict()).isEqualTo(BREACHING);
        assertThat(series.explain(0).text()).isEqualTo("ratio of the last 10 s is 0.5 >= 0.5 (2.0 / 4.0)");
    }

    @Test
    void ratio_denominatorZero_isUnknown() {
        StandaloneSeries series = series(Ratio.of(Selection.of("errors"), Selection.of("requests"))
                .within(Duration.ofSeconds(10))
                .above(0.1));
        series.inputs(0, 1).evaluate(5, SECOND);
        series.evaluate(-5, 2 * SECOND);
        assertThat(series.explain(0).verdict()).isEqualTo(UNKNOWN);
        assertThat(series.explain(0).text()).isEqualTo("the denominator of the last 10 s is 0");
        assertThat(series.explain(0).computed()).isNaN();
    }

    @Test
    void ratio_sumsBeyondTheRange_areDivided() {
        StandaloneSeries series = series(Ratio.of(Selection.of("errors"), Selection.of("requests"))
                .within(Duration.ofSeconds(10))
                .above(0.1));
        series.inputs(0).evaluate(1e308, SECOND);
        series.inputs(1).evaluate(1.5e308, SECOND);
        series.inputs(0, 1).evaluate(1.5e308, SECOND);
        assertThat(series.explain(0).computed()).isCloseTo(2.5 / 3.0, within(1e-15));
    }

    @Test
    void check_invalidSelection_isRefusedAtItsPlace() {
        assertThatThrownBy(() -> FakeSeries.of(
                        RATIO,
                        "numerator",
                        Map.of("fields", "errors"),
                        "denominator",
                        Map.of("count", 1),
                        "within",
                        5,
                        "operator",
                        ">",
                        "value",
                        0))
                .hasMessageContaining("parameters.numerator.fields: unknown name")
                .hasMessageContaining("parameters.denominator.count: expected true or false, got 1");
    }
}
