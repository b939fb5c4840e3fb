// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The limits of {@code threshold} rules, sorted so that breached limits are first. Immutable: nothing writes to the arrays.
 */
public final class SortedThresholds {
    /** The limits by rule index. */
    final List<ThresholdLimit> all;

    /** The rules that all values from a minimum on breach. */
    final Sorted upper;

    /** The rules that all values up to a maximum breach; the maximum is negated, so that these ascend too. */
    final Sorted lower;

    /** The rules that one value breaches. */
    final Sorted equal;

    /** The rules that all values except one breach. */
    final Sorted unequal;

    /** Whether any rule has a recovery value. */
    public final boolean canHold;

    /** The indices of the rules with a recovery value. */
    final int[] holding;

    SortedThresholds(List<ThresholdLimit> all) {
        this.all = List.copyOf(all);
        upper = sorted(Operator::isUpper, SortedThresholds::leastBreaching);
        lower = sorted(Operator::isLower, SortedThresholds::negatedGreatestBreaching);
        equal = sorted(operator -> operator == Operator.EQUAL, ThresholdLimit::limit);
        unequal = sorted(operator -> operator == Operator.NOT_EQUAL, ThresholdLimit::limit);
        holding = holding(all);
        canHold = holding.length > 0;
    }

    /** Sorts rules without streams, which dominated the time of a plan; a rule for one series has a plan per series. */
    private Sorted sorted(Predicate<Operator> operator, ToDoubleFunction<ThresholdLimit> bound) {
        List<Integer> rules = new ArrayList<>(1);
        for (int rule = 0; rule < all.size(); rule++) {
            if (operator.test(all.get(rule).operator)) {
                rules.add(rule);
            }
        }
        if (rules.isEmpty()) {
            return Sorted.NONE;
        }
        rules.sort(Comparator.comparingDouble(rule -> bound.applyAsDouble(all.get(rule))));
        int[] sorted = new int[rules.size()];
        double[] bounds = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = rules.get(i);
            bounds[i] = bound.applyAsDouble(all.get(sorted[i]));
        }
        return new Sorted(sorted, bounds);
    }

    private static int[] holding(List<ThresholdLimit> all) {
        int[] holding = new int[all.size()];
        int count = 0;
        for (int rule = 0; rule < holding.length; rule++) {
            if (all.get(rule).canHold()) {
                holding[count++] = rule;
            }
        }
        return Arrays.copyOf(holding, count);
    }

    private static double leastBreaching(ThresholdLimit threshold) {
        return threshold.operator == Operator.GREATER ? Math.nextUp(threshold.limit) : threshold.limit;
    }

    private static double negatedGreatestBreaching(ThresholdLimit threshold) {
        return -(threshold.operator == Operator.LESS ? Math.nextDown(threshold.limit) : threshold.limit);
    }

    /**
     * The comparison of one rule.
     *
     * @param recovery the recovery value; NaN if there is none
     */
    public record ThresholdLimit(Operator operator, double limit, double recovery) {
        boolean isBreached(double value) {
            return operator.holds(value, limit);
        }

        public boolean canHold() {
            return !Double.isNaN(recovery);
        }

        /** Whether a value that does not breach has not recovered; a value equal to the recovery value has. */
        boolean isHeld(double value) {
            return operator.isUpper() ? value > recovery : operator.isLower() && value < recovery;
        }
    }

    /** The rules in ascending order of a bound. */
    static final class Sorted {
        static final Sorted NONE = new Sorted(new int[0], new double[0]);

        final int[] rules;
        final double[] bounds;

        Sorted(int[] rules, double[] bounds) {
            this.rules = rules;
            this.bounds = bounds;
        }

        boolean isEmpty() {
            return bounds.length == 0;
        }

        /** The smallest bound, or infinity. */
        double least() {
            return bounds.length == 0 ? Double.POSITIVE_INFINITY : bounds[0];
        }

        /** The index of the first bound that is not below a value. */
        int firstFrom(double value) {
            int low = 0;
            int high = bounds.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (bounds[middle] < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
