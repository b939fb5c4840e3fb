// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.group;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * The limits of the rules that share a window, in ascending order, so that the first limit that is not exceeded ends the
 * search. Immutable: nothing writes to the arrays.
 */
public final class SharedLimits {
    /** The indices of the rules. */
    public final int[] rules;

    /** The limits, in the unit of the displayed figure. */
    public final double[] limits;

    /** The limits, in the unit of the comparison. */
    public final double[] tests;

    private SharedLimits(List<Limit> ascending) {
        rules = ascending.stream().mapToInt(Limit::rule).toArray();
        limits = ascending.stream().mapToDouble(Limit::limit).toArray();
        tests = ascending.stream().mapToDouble(Limit::test).toArray();
    }

    /** Returns the limit of one rule, in both units. */
    public static SharedLimits of(int rule, double limit, double test) {
        return new SharedLimits(List.of(new Limit(rule, limit, test)));
    }

    /**
     * Groups rules by the window they need.
     *
     * @param rules the rules
     * @param window the window that a rule needs
     * @param limit the limit that a rule sets
     * @param test converts a limit to the unit of the comparison
     */
    public static <W> Map<W, SharedLimits> byWindow(
            List<AlertRule> rules,
            Function<AlertRule, W> window,
            Function<AlertRule, Double> limit,
            ToDoubleBiFunction<W, Double> test) {
        Map<W, List<Limit>> found = new LinkedHashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            W shared = window.apply(rules.get(rule));
            double least = limit.apply(rules.get(rule));
            found.computeIfAbsent(shared, w -> new ArrayList<>())
                    .add(new Limit(rule, least, test.applyAsDouble(shared, least)));
        }
        Map<W, SharedLimits> grouped = new LinkedHashMap<>();
        found.forEach((shared, all) -> {
            all.sort(Comparator.comparingDouble(Limit::limit));
            grouped.put(shared, new SharedLimits(all));
        });
        return grouped;
    }

    /** The index of a rule, or -1. */
    int indexOf(int rule) {
        return IntStream.range(0, rules.length)
                .filter(at -> rules[at] == rule)
                .findFirst()
                .orElse(-1);
    }

    private record Limit(int rule, double limit, double test) {}
}
