// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * A condition defined by a function of the last values of a series. Parameters are validated, the window is maintained,
 * saved and restored, the verdict is unknown until the window is full, and alerts have evidence.
 *
 * <p>As a class, which must be public for the service loader:
 *
 * <pre>{@code
 * final class SpreadCondition extends SimpleCondition {
 *     private static final Parameter LIMIT =
 *             Parameter.number("limit", "The spread above which the condition breaches.").asRequired();
 *
 *     public SpreadCondition() {
 *         super(builder("spread")
 *                 .description("The last ten values are far apart.")
 *                 .overLast(10)
 *                 .figure("spread", window -> window.max() - window.min())
 *                 .above(LIMIT));
 *     }
 * }
 * }</pre>
 *
 * <p>As a lambda, for one processor:
 *
 * <pre>{@code
 * SimpleCondition surge = SimpleCondition.builder("surge")
 *         .overLast(10)
 *         .breachesIf(window -> window.newest() > 3 * window.mean())
 *         .build();
 * TelemetryProcessor processor = TelemetryProcessor.builder().condition(surge).build();
 * }</pre>
 *
 * <p>The functions are called by the processor thread with each event of each series that a rule watches, and again when
 * an alert is explained. So they must be pure: the same window gives the same result, and they have no state.
 * Exceptions are caught: after 5 faults on a series the condition is disabled there, which the rule's status shows. An
 * event costs the time of the function, which is proportional to the window; the loop's fast path is not used. For an
 * evaluation in constant time over large windows, implement {@link SeriesEvaluator}. Immutable, and thread-safe where
 * the functions are.
 */
public class SimpleCondition implements ConditionProvider {
    private final SimpleParts parts;

    /**
     * Creates the condition of a builder, for a subclass that the service loader finds.
     *
     * @param definition the condition's parts
     * @throws IllegalArgumentException if a part is missing, or parts contradict one another
     */
    protected SimpleCondition(Builder definition) {
        parts = definition.parts.complete();
    }

    /**
     * Returns a builder of a condition.
     *
     * @param kind the name by which rules choose the condition, such as {@code spread}; never changes
     * @return a builder, which needs at least a window and a test
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder builder(String kind) {
        return new Builder(kind);
    }

    @Override
    public final String kind() {
        return parts.kind;
    }

    @Override
    public final String description() {
        return parts.description();
    }

    @Override
    public final List<Parameter> parameters() {
        return parts.parameters();
    }

    @Override
    public final void check(AlertRule rule) {
        parts.check.accept(RuleParameters.of(this, rule));
    }

    @Override
    public final SeriesEvaluator evaluator(List<AlertRule> rules) {
        WindowTest[] tests = new WindowTest[rules.size()];
        RuleWindow[] windows = new RuleWindow[rules.size()];
        for (int i = 0; i < tests.length; i++) {
            RuleParameters given = RuleParameters.of(this, rules.get(i));
            tests[i] = parts.test(given);
            windows[i] = parts.window(given);
        }
        return new SimpleEvaluator(tests, windows);
    }

    @Override
    public final String toString() {
        return "SimpleCondition[" + parts.kind + "]";
    }

    /**
     * A builder of a condition: a window by {@code overLast} or {@code over}, and a test by a figure with a limit or by
     * {@code breachesIf}. A parameter for a window or a limit is declared by that call. Not thread-safe.
     */
    public static final class Builder {
        private final SimpleParts parts;

        private Builder(String kind) {
            parts = new SimpleParts(kind);
        }

        /**
         * Sets the meaning of the condition.
         *
         * @param sentence one sentence; by default made of figure and limit
         * @return this builder
         */
        public Builder description(String sentence) {
            parts.description = requireNonNull(sentence, "description");
            return this;
        }

        /**
         * Declares a parameter of rules, beside those for the window and the limit.
         *
         * @param parameter the parameter
         * @return this builder
         * @throws IllegalArgumentException if another one has its name, or it is called {@code field}
         */
        public Builder parameter(Parameter parameter) {
            parts.declare(parameter);
            return this;
        }

        /**
         * Sets the window to a number of last values, in order of arrival. The verdict is unknown until there are that
         * many.
         *
         * @param values the number of values: 1 to 100,000
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder overLast(int values) {
            parts.length = WindowLength.values(values);
            return this;
        }

        /**
         * Sets the window to a number of last values that a parameter of the rule gives.
         *
         * @param values a parameter for whole numbers within 1 to 100,000; required, or with a default
         * @return this builder
         * @throws IllegalArgumentException if it allows others, or may be absent
         */
        public Builder overLast(Parameter values) {
            parts.length = WindowLength.values(parts.declareGiven(values));
            return this;
        }

        /**
         * Sets the window to a duration before the newest value, by the times of the events. The verdict is unknown
         * until the series has been observed for that duration. Late events, older than the newest, are not in the
         * window. It holds at most {@link #maxValues}.
         *
         * @param duration the length: positive, at most 365 days; a value of exactly that age is not in the window
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder over(Duration duration) {
            parts.length = WindowLength.time(duration);
            return this;
        }

        /**
         * Sets the window to a duration before the newest value that a parameter of the rule gives.
         *
         * @param seconds a parameter for numbers within 1e-9 to 31,536,000; required, or with a default
         * @return this builder
         * @throws IllegalArgumentException if it allows others, or may be absent
         */
        public Builder over(Parameter seconds) {
            parts.length = WindowLength.time(parts.declareGiven(seconds));
            return this;
        }

        /**
         * Sets the maximum number of values in a window by time, which then holds the newest ones. Each series keeps
         * one value more, rounded up to a power of two, at 16 bytes each.
         *
         * @param values 1 to 100,000; 1,000 by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxValues(int values) {
            parts.maxValues = WindowLength.checkedValues("maxValues", values);
            return this;
        }

        /**
         * Sets the number of values that suffice for a verdict before the window is full.
         *
         * @param values 1 to 100,000; by default a full window is needed
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder minValues(int values) {
            parts.minValues = WindowLength.checkedValues("minValues", values);
            return this;
        }

        /**
         * Sets the figure that is computed from the window, for {@link #above(Parameter)} and {@link #below(Parameter)}
         * and for evidence.
         *
         * @param name the name in evidence, such as {@code spread}
         * @param function the function; if it returns NaN the verdict is unknown
         * @return this builder
         */
        public Builder figure(String name, ToDoubleFunction<ValueWindow> function) {
            requireNonNull(function, "function");
            return figure(name, (window, given) -> function.applyAsDouble(window));
        }

        /**
         * Sets the figure that is computed from the window and the parameters of a rule.
         *
         * @param name the name in evidence, such as {@code spread}
         * @param function the function; if it returns NaN the verdict is unknown
         * @return this builder
         */
        public Builder figure(String name, ToDoubleBiFunction<ValueWindow, RuleParameters> function) {
            parts.figure = new WindowTest.Figure(requireNonNull(name, "name"), requireNonNull(function, "function"));
            return this;
        }

        /**
         * Sets the test: the condition breaches if the figure is greater than a parameter of the rule.
         *
         * @param parameter a parameter for numbers; required, or with a default
         * @return this builder
         * @throws IllegalArgumentException if it is for texts, or may be absent
         */
        public Builder above(Parameter parameter) {
            parts.limitBy(parameter, true);
            return this;
        }

        /**
         * Sets the test: the condition breaches if the figure is greater than a number.
         *
         * @param number the limit; finite
         * @return this builder
         * @throws IllegalArgumentException if it is not finite
         */
        public Builder above(double number) {
            parts.limitBy(number, true);
            return this;
        }

        /**
         * Sets the test: the condition breaches if the figure is less than a parameter of the rule.
         *
         * @param parameter a parameter for numbers; required, or with a default
         * @return this builder
         * @throws IllegalArgumentException if it is for texts, or may be absent
         */
        public Builder below(Parameter parameter) {
            parts.limitBy(parameter, false);
            return this;
        }

        /**
         * Sets the test: the condition breaches if the figure is less than a number.
         *
         * @param number the limit; finite
         * @return this builder
         * @throws IllegalArgumentException if it is not finite
         */
        public Builder below(double number) {
            parts.limitBy(number, false);
            return this;
        }

        /**
         * Sets the test: the condition breaches if a function of the window returns true, in place of a limit for the
         * figure.
         *
         * @param test the function
         * @return this builder
         */
        public Builder breachesIf(Predicate<ValueWindow> test) {
            requireNonNull(test, "test");
            return breachesIf((window, given) -> test.test(window));
        }

        /**
         * Sets the test: the condition breaches if a function of the window and the parameters of a rule returns true,
         * in place of a limit for the figure.
         *
         * @param test the function
         * @return this builder
         */
        public Builder breachesIf(BiPredicate<ValueWindow, RuleParameters> test) {
            parts.predicate = requireNonNull(test, "test");
            return this;
        }

        /**
         * Sets the text of evidence, in place of one such as {@code spread 12.5 > 10.0 over 10 values}.
         *
         * @param text the function that returns the text for the window and the parameters
         * @return this builder
         */
        public Builder evidence(BiFunction<ValueWindow, RuleParameters, String> text) {
            parts.evidence = requireNonNull(text, "text");
            return this;
        }

        /**
         * Sets a check of parameters against one another when a rule is added; each alone has been checked before.
         *
         * @param check the check, which throws an {@link IllegalArgumentException}, preferably one of {@link
         *     Parameter#refused}
         * @return this builder
         */
        public Builder check(Consumer<RuleParameters> check) {
            parts.check = requireNonNull(check, "check");
            return this;
        }

        /**
         * Creates the condition.
         *
         * @return the condition
         * @throws IllegalArgumentException if a part is missing, or parts contradict one another
         */
        public SimpleCondition build() {
            return new SimpleCondition(this);
        }
    }
}
