// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.patterns.internal.crossing.CrossingOperator;
import io.arxsvgx.telemetry.patterns.internal.crossing.ForecastCrossingRule;
import io.arxsvgx.telemetry.patterns.internal.crossing.ForecastEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.List;

/**
 * The condition {@code forecast}: the forecast of a series crosses a limit within a horizon. The forecast is the least-squares
 * line through the last {@code window} values over the times of their events. Where these values have a clear season, of at
 * least three periods within the window, the line is that of the values without the season, and the season is added to it. A
 * forecast that compares so with the limit at any time after the newest event, up to the horizon, crosses it, so that a
 * series that is beyond the limit already crosses it too.
 *
 * <p>A trend that may be chance crosses no limit: the end of the forecast's confidence interval of 99.9 % that is nearer to
 * the values must be beyond it as well. The interval takes the correlation of successive values into account. After a breach
 * the rule is holding as long as the forecast itself is beyond the limit. Late values count with their own times. The verdict
 * is unknown for the first {@code window} values, and while all of these have the same time.
 *
 * <p>The line is moved with each value, and the model is fitted again after a quarter of the window. The cost of an event is
 * amortised constant, and with the season proportional to the logarithm of the window.
 *
 * <p>The confidence interval: Draper and Smith, "Applied Regression Analysis" (1966), with the standard errors of Aitken,
 * Proceedings of the Royal Society of Edinburgh 55 (1935). The season is clear if it explains 64 % of the variance about the
 * trend: Wang, Smith and Hyndman, Data Mining and Knowledge Discovery 13 (2006). Thread-safe.
 */
public final class ForecastCondition implements ConditionProvider {
    static final String KIND = "forecast";
    static final Parameter OPERATOR = Parameter.choice(
                    "operator", CrossingOperator.symbols(), "Comparison of the forecast with the limit.")
            .asRequired();
    static final Parameter VALUE =
            Parameter.number("value", "Limit, in the unit of the series.").asRequired();
    static final Parameter HORIZON = Parameter.number(
                    "horizon", "How far ahead the forecast is compared, in seconds, above 0.")
            .within(0, 31_536_000)
            .asRequired();
    static final Parameter WINDOW = Parameter.integer(
                    "window", 10, 10_000, "Number of the series' last values on which the forecast is based.")
            .withDefault(100);
    static final List<Parameter> PARAMETERS = List.of(OPERATOR, VALUE, HORIZON, WINDOW);

    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    /** Creates the condition, for the service loader. */
    public ForecastCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The linear or seasonal forecast of the values crosses a limit within a horizon.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public void check(AlertRule rule) {
        checkHorizon(HORIZON.number(rule));
    }

    static void checkHorizon(double seconds) {
        if (!(seconds > 0)) {
            throw HORIZON.refused("parameter \"" + HORIZON.name() + "\": expected a finite number above 0 and at most "
                    + (long) HORIZON.maximum() + ", got " + seconds);
        }
    }

    @Override
    public List<AlertRule.Builder> warmUpRules() {
        return List.of(AlertRule.builder(KIND)
                .when(ForecastCrossing.above(100, Duration.ofMinutes(1)).over(10)));
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new ForecastEvaluator(
                rules.stream().map(ForecastCondition::parameters).toList());
    }

    private static ForecastCrossingRule parameters(AlertRule rule) {
        return new ForecastCrossingRule(
                CrossingOperator.of(OPERATOR.text(rule)),
                VALUE.number(rule),
                Math.max(1, Math.round(HORIZON.number(rule) * NANOS_PER_SECOND)),
                WINDOW.integer(rule));
    }
}
