// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/** The test of a {@link SimpleCondition} for the parameters of one rule, with its evidence. Immutable. */
abstract class WindowTest {
    private static final MathContext SHOWN_DIGITS = new MathContext(6);

    final Figure figure;
    final double limit;
    final RuleParameters parameters;
    private final @Nullable BiFunction<ValueWindow, RuleParameters, String> evidence;

    private WindowTest(
            Figure figure,
            double limit,
            RuleParameters parameters,
            @Nullable BiFunction<ValueWindow, RuleParameters, String> evidence) {
        this.figure = figure;
        this.limit = limit;
        this.parameters = parameters;
        this.evidence = evidence;
    }

    abstract Verdict verdict(ValueWindow window);

    /** Returns the verdict as text. */
    abstract String text(Verdict verdict, double computed);

    final double compute(ValueWindow window) {
        return figure.function.applyAsDouble(window, parameters);
    }

    /** Explains the verdict on a window that suffices. */
    final Evaluation explain(ValueWindow window, String extent, List<Double> shown) {
        Verdict verdict = verdict(window);
        double computed = compute(window);
        String text = evidence == null
                ? text(verdict, computed) + " over " + extent
                : requireNonNull(evidence.apply(window, parameters), "evidence");
        return new Evaluation(verdict, shown, figure.name, finite(computed), limit, text);
    }

    /** Explains why there is no verdict. */
    final Evaluation unknown(String text, List<Double> shown) {
        return new Evaluation(Verdict.UNKNOWN, shown, figure.name, Double.NaN, limit, text);
    }

    /** Returns a finite figure, which JSON can carry, or NaN. */
    private static double finite(double computed) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, computed));
    }

    /** Returns the figure to six digits, or all digits if six do not distinguish it from the limit. */
    final String shown(double computed) {
        if (!Double.isFinite(computed)) {
            return figure.name + " " + computed;
        }
        double rounded = new BigDecimal(computed).round(SHOWN_DIGITS).doubleValue();
        boolean isDistinct = Double.compare(rounded, limit) == Double.compare(computed, limit);
        return figure.name + " " + (isDistinct ? rounded : computed);
    }

    /** A named function of a window. */
    record Figure(String name, ToDoubleBiFunction<ValueWindow, RuleParameters> function) {}

    /** A test that breaches if the figure is above or below the limit. */
    static final class Beyond extends WindowTest {
        private final boolean isUpper;

        Beyond(
                Figure figure,
                double limit,
                boolean isUpper,
                RuleParameters parameters,
                @Nullable BiFunction<ValueWindow, RuleParameters, String> evidence) {
            super(figure, limit, parameters, evidence);
            this.isUpper = isUpper;
        }

        @Override
        Verdict verdict(ValueWindow window) {
            double computed = compute(window);
            if (Double.isNaN(computed)) {
                return Verdict.UNKNOWN;
            }
            return (isUpper ? computed > limit : computed < limit) ? Verdict.BREACHING : Verdict.NORMAL;
        }

        @Override
        String text(Verdict verdict, double computed) {
            if (verdict == Verdict.UNKNOWN) {
                return figure.name + " is not a number";
            }
            return shown(computed)
                    + (verdict == Verdict.BREACHING ? " " : " is not ")
                    + (isUpper ? "> " : "< ")
                    + limit;
        }
    }

    /** A test that breaches if a function returns true; the figure is for evidence only. */
    static final class Satisfied extends WindowTest {
        private final String kind;
        private final BiPredicate<ValueWindow, RuleParameters> predicate;

        Satisfied(
                String kind,
                Figure figure,
                BiPredicate<ValueWindow, RuleParameters> predicate,
                RuleParameters parameters,
                @Nullable BiFunction<ValueWindow, RuleParameters, String> evidence) {
            super(figure, Double.NaN, parameters, evidence);
            this.kind = kind;
            this.predicate = predicate;
        }

        @Override
        Verdict verdict(ValueWindow window) {
            return predicate.test(window, parameters) ? Verdict.BREACHING : Verdict.NORMAL;
        }

        @Override
        String text(Verdict verdict, double computed) {
            String given = parameters.toString();
            return shown(computed)
                    + (verdict == Verdict.BREACHING ? " breaches " : " does not breach ")
                    + kind
                    + (given.isEmpty() ? "" : " (" + given + ")");
        }
    }
}
