// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of a {@link SimpleCondition}, as its builder collects them. Not thread-safe until they are complete. */
final class SimpleParts {
    private static final int DEFAULT_MAX_VALUES = 1_000;
    private static final WindowTest.Figure NEWEST =
            new WindowTest.Figure("newest value", (window, parameters) -> window.newest());

    final String kind;
    String description = "";
    /** 0 where not set, as for {@code minValues}. */
    int maxValues;

    int minValues;

    @Nullable
    WindowLength length;

    WindowTest.@Nullable Figure figure;

    @Nullable
    Limit limit;

    @Nullable
    BiPredicate<ValueWindow, RuleParameters> predicate;

    @Nullable
    BiFunction<ValueWindow, RuleParameters, String> evidence;

    Consumer<RuleParameters> check = given -> {};
    private final List<Parameter> parameters;

    SimpleParts(String kind) {
        if (kind.isBlank()) {
            throw new IllegalArgumentException("condition: expected a name, got a blank text");
        }
        this.kind = kind;
        parameters = new ArrayList<>();
    }

    private SimpleParts(SimpleParts other) {
        kind = other.kind;
        description = other.description;
        maxValues = other.maxValues;
        minValues = other.minValues;
        length = other.length;
        figure = other.figure;
        limit = other.limit;
        predicate = other.predicate;
        evidence = other.evidence;
        check = other.check;
        parameters = List.copyOf(other.parameters);
    }

    /** Returns a copy, if no part is missing and no parts contradict one another. */
    SimpleParts complete() {
        require(length != null, "needs a window: call overLast or over");
        require(limit != null || predicate != null, "needs a test: call above, below or breachesIf");
        require(limit == null || predicate == null, "has two tests: call only one of above, below, breachesIf");
        require(limit == null || figure != null, "needs a figure to compare with the limit: call figure");
        boolean isTime = length != null && length.isTime();
        require(isTime || maxValues == 0, "has maxValues, which bounds a window by time: call over, not overLast");
        require(!isTime || minValues <= mostValues(), "has minValues above maxValues");
        return new SimpleParts(this);
    }

    private void require(boolean isMet, String fault) {
        if (!isMet) {
            throw new IllegalArgumentException("condition " + kind + " " + fault);
        }
    }

    private int mostValues() {
        return maxValues == 0 ? DEFAULT_MAX_VALUES : maxValues;
    }

    /** Declares a parameter, once. */
    void declare(Parameter parameter) {
        require(!parameter.name().equals(AlertRule.FIELD), "has the parameter \"field\", which every rule has");
        for (Parameter other : parameters) {
            require(
                    !other.name().equals(parameter.name()) || other.equals(parameter),
                    "has two parameters \"" + parameter.name() + "\"");
        }
        if (!parameters.contains(parameter)) {
            parameters.add(parameter);
        }
    }

    /** Declares a parameter that has a value in every rule. */
    Parameter declareGiven(Parameter parameter) {
        require(
                parameter.required() || parameter.defaultValue() != null,
                "needs a value of parameter \"" + parameter.name() + "\": make it required or give it a default");
        declare(parameter);
        return parameter;
    }

    void limitBy(Parameter parameter, boolean isUpper) {
        require(
                parameter.type() != Parameter.Type.TEXT,
                "needs a number to compare with; parameter \"" + parameter.name() + "\" is a text");
        limit = new Limit(0, declareGiven(parameter), isUpper);
    }

    void limitBy(double number, boolean isUpper) {
        require(Double.isFinite(number), "needs a finite limit, got " + number);
        limit = new Limit(number, null, isUpper);
    }

    List<Parameter> parameters() {
        return parameters;
    }

    String description() {
        if (!description.isEmpty()) {
            return description;
        }
        return limit == null || figure == null
                ? "The last values breach " + kind + "."
                : "The " + figure.name() + " of the last values is " + limit.text() + ".";
    }

    /** Returns the test of a window for the parameters of a rule. */
    WindowTest test(RuleParameters given) {
        WindowTest.Figure shown = figure == null ? NEWEST : figure;
        if (limit != null) {
            return new WindowTest.Beyond(shown, limit.of(given), limit.isUpper, given, evidence);
        }
        return new WindowTest.Satisfied(kind, shown, requireNonNull(predicate), given, evidence);
    }

    /** Returns the window of a rule. */
    RuleWindow window(RuleParameters given) {
        return requireNonNull(length).window(given, mostValues(), minValues);
    }

    /** A limit for the figure, the same for all rules or by a parameter of the rule. */
    record Limit(double fixed, @Nullable Parameter parameter, boolean isUpper) {
        double of(RuleParameters given) {
            return parameter == null ? fixed : given.number(parameter);
        }

        String text() {
            return (isUpper ? "above " : "below ") + (parameter == null ? "" + fixed : parameter.name());
        }
    }
}
