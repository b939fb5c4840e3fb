// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;
import io.arxsvgx.telemetry.rules.internal.threshold.Operator;
import java.util.List;

/**
 * The condition {@code aggregate}: a function of the values of a window, over time or over a number of values, compares with a
 * limit. Average and sum are rounded once; see {@code ExtendedSum}. The comparison of minimum, maximum, count and quantile is
 * exact; the quantile is interpolated linearly. The standard deviation is that of the population. Over time, at most {@value
 * SampleWindow#MAX_ENTRIES} values are kept one by one; beyond that a value may be counted up to 1/1024 of {@code within} too
 * long. The verdict is unknown below {@code min_count} values. Thread-safe.
 */
public final class AggregateCondition implements ConditionProvider {
    public static final String KIND = "aggregate";

    public static final Parameter FUNCTION = Parameter.choice(
                    "function", AggregateFunction.labels(), "Function of the values in the window.")
            .asRequired();
    public static final Parameter QUANTILE = Parameter.number(
                    "quantile", "Quantile, such as 0.99; required for the function quantile, not allowed for others.")
            .within(0, 1);
    public static final Parameter WINDOW =
            Parameter.integer("window", 1, SampleWindow.MAX_VALUES, "Length of the window as a number of last values.");
    public static final Parameter WITHIN =
            WindowParameters.within("Length of the window before the newest event, in seconds; instead of window.");
    public static final Parameter VALUE =
            WindowParameters.value("Limit, in the unit of the series; for count a number of values.");

    /** The parameters in the order of a form. */
    public static final List<Parameter> PARAMETERS =
            List.of(FUNCTION, QUANTILE, WINDOW, WITHIN, WindowParameters.OPERATOR, VALUE, WindowParameters.MIN_COUNT);

    /** Creates the condition, for the service loader. */
    public AggregateCondition() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "The average, minimum, maximum, sum, number, standard deviation or a quantile of the last values is beyond a limit.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public void check(AlertRule rule) {
        checkQuantile(rule);
        boolean isOverValues = WINDOW.isGiven(rule);
        if (isOverValues && WITHIN.isGiven(rule)) {
            throw WITHIN.refused(
                    "parameter \"" + WITHIN.name() + "\": not allowed together with \"" + WINDOW.name() + '"');
        }
        if (!isOverValues && !WITHIN.isGiven(rule)) {
            throw WITHIN.refused("parameter \"" + WITHIN.name() + "\" is missing; expected " + WITHIN.allowed()
                    + ", or \"" + WINDOW.name() + '"');
        }
        if (isOverValues) {
            checkMinCount(WINDOW.integer(rule), WindowParameters.MIN_COUNT.integer(rule));
        }
    }

    private static void checkQuantile(AlertRule rule) {
        String function = FUNCTION.text(rule);
        boolean isQuantile = function.equals(AggregateFunction.QUANTILE.label());
        if (isQuantile && !QUANTILE.isGiven(rule)) {
            throw QUANTILE.refused("parameter \"" + QUANTILE.name() + "\" is missing; expected " + QUANTILE.allowed()
                    + " with function " + function);
        }
        if (!isQuantile && QUANTILE.isGiven(rule)) {
            throw QUANTILE.refused("parameter \"" + QUANTILE.name() + "\": not allowed with function " + function);
        }
    }

    /** Checks that a window over values can have a minimum number of values. */
    public static void checkMinCount(int window, int minCount) {
        if (minCount > window) {
            throw WindowParameters.MIN_COUNT.refused("parameter \"" + WindowParameters.MIN_COUNT.name()
                    + "\": expected a whole number from 1 to " + window + ", the window, got " + minCount);
        }
    }

    @Override
    public List<AlertRule.Builder> warmUpRules() {
        return List.of(AlertRule.builder(KIND)
                .parameter(FUNCTION.name(), AggregateFunction.AVG.label())
                .parameter(WITHIN.name(), 1)
                .parameter(WindowParameters.OPERATOR.name(), Operator.GREATER.symbol)
                .parameter(VALUE.name(), 100));
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new WindowedEvaluator(rules, AggregateCondition::windowed);
    }

    private static WindowedRule windowed(AlertRule rule) {
        AggregateFunction function = AggregateFunction.of(FUNCTION.text(rule));
        double quantile = QUANTILE.number(rule);
        FigureLimit limit = FigureLimit.of(rule, VALUE);
        WindowExtent extent = WINDOW.isGiven(rule)
                ? WindowExtent.values(WINDOW.integer(rule))
                : WindowExtent.time(WindowParameters.nanos(WITHIN, rule));
        return new AggregateRule(
                function.figure(quantile),
                extent,
                function.summary(quantile, limit.value()),
                limit,
                WindowParameters.MIN_COUNT.integer(rule));
    }
}
