// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary rules of every condition, with parameters as in JSON. */
final class ConditionRules {
    /** A condition on a field, as a rule or as a part of another condition. */
    record Part(String condition, String field, Map<String, Object> parameters) {
        /** Returns this part in the form of the parameter {@code conditions}. */
        Map<String, Object> asParameter(String fieldOfRule) {
            Map<String, Object> all = new LinkedHashMap<>();
            if (!field.equals(fieldOfRule)) {
                all.put(AlertRule.FIELD, field);
            }
            all.putAll(parameters);
            return Map.of("condition", condition, "parameters", all);
        }
    }

    private static final List<String> ORDER_OPERATORS = List.of(">", ">=", "<", "<=");
    private static final List<String> ALL_OPERATORS = List.of(">", ">=", "<", "<=", "==", "!=");
    private static final int MAX_RULES = 4;
    private static final int MAX_DEPTH = 2;

    private ConditionRules() {}

    // Parts

    /** Collects the parameters that are not null. */
    private static Map<String, Object> parameters(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                all.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return all;
    }

    static Arbitrary<String> fields() {
        return Arbitraries.frequency(Tuple.of(4, "t"), Tuple.of(3, "u"), Tuple.of(1, "v"));
    }

    private static Arbitrary<Integer> withins() {
        return Arbitraries.of(10, 30);
    }

    private static Arbitrary<Integer> minCounts() {
        return Arbitraries.of(1, 2, 4).injectNull(0.5);
    }

    static Arbitrary<Part> threshold() {
        return Combinators.combine(
                        fields(), Arbitraries.of(ALL_OPERATORS), Arbitraries.of(3, 5, 9), Arbitraries.of(true, false))
                .as((field, operator, value, recovers) -> {
                    Integer recovery = !recovers || !ORDER_OPERATORS.contains(operator)
                            ? null
                            : Integer.valueOf(operator.startsWith(">") ? value - 2 : value + 2);
                    return new Part(
                            "threshold", field, parameters("operator", operator, "value", value, "recovery", recovery));
                });
    }

    /** A threshold that values cross often. */
    static Arbitrary<Part> crossing() {
        return Combinators.combine(Arbitraries.of("t", "u"), Arbitraries.of(">", "<"))
                .as((field, operator) -> new Part("threshold", field, parameters("operator", operator, "value", 5)));
    }

    static Arbitrary<Part> rate() {
        return Combinators.combine(
                        fields(),
                        Arbitraries.of(ORDER_OPERATORS),
                        Arbitraries.of(-1, -0.5, 0, 0.5, 1, 2),
                        withins().injectNull(0.1),
                        Arbitraries.of(true, false).injectNull(0.3))
                .as((field, operator, value, within, counter) -> new Part(
                        "rate",
                        field,
                        parameters("operator", operator, "value", value, "within", within, "counter", counter)));
    }

    static Arbitrary<Part> aggregate() {
        Arbitrary<String> functions = Arbitraries.of("avg", "min", "max", "sum", "count", "stddev", "quantile");
        return Combinators.combine(
                        fields(),
                        functions,
                        Arbitraries.of(ORDER_OPERATORS),
                        Arbitraries.of(0, 1, 2),
                        Arbitraries.of(1, 3, 6).injectNull(0.5),
                        withins(),
                        minCounts(),
                        Arbitraries.of(0.1, 0.5, 0.9))
                .as((field, function, operator, limit, window, within, minCount, quantile) -> new Part(
                        "aggregate",
                        field,
                        parameters(
                                "function",
                                function,
                                "quantile",
                                function.equals("quantile") ? quantile : null,
                                "window",
                                window,
                                "within",
                                window == null ? within : null,
                                "operator",
                                operator,
                                "value",
                                limit(function, limit),
                                "min_count",
                                minCount == null || window == null
                                        ? minCount
                                        : Integer.valueOf(Math.min(minCount, window)))));
    }

    private static double limit(String function, int which) {
        double[] limits = switch (function) {
            case "sum" -> new double[] {5, 12, 20};
            case "count" -> new double[] {1, 2, 4};
            case "stddev" -> new double[] {0, 1, 2.5};
            case "quantile" -> new double[] {2.5, 5.5, 7.5};
            default -> new double[] {3, 5, 7};
        };
        return limits[which];
    }

    static Arbitrary<Part> count() {
        return Combinators.combine(
                        fields(),
                        Arbitraries.of(ALL_OPERATORS),
                        Arbitraries.of(1, 5, 9),
                        Arbitraries.of(1, 2, 3),
                        withins())
                .as((field, operator, value, times, within) -> new Part(
                        "count",
                        field,
                        parameters("operator", operator, "value", value, "times", times, "within", within)));
    }

    private static Arbitrary<List<String>> statuses() {
        return Arbitraries.of(List.of("ERROR"), List.of("ERROR", "WARN"), List.of("OK"), List.of("error", "WARN"));
    }

    static Arbitrary<Part> statusRatio() {
        return Combinators.combine(
                        fields(),
                        statuses(),
                        withins(),
                        Arbitraries.of(ORDER_OPERATORS),
                        Arbitraries.of(0, 0.25, 0.5, 0.75),
                        minCounts())
                .as((field, status, within, operator, value, minCount) -> new Part(
                        "status_ratio",
                        field,
                        parameters(
                                "status",
                                status,
                                "within",
                                within,
                                "operator",
                                operator,
                                "value",
                                value,
                                "min_count",
                                minCount)));
    }

    private static Arbitrary<Map<String, Object>> selection(Arbitrary<String> fields) {
        Arbitrary<Map<String, String>> match = Arbitraries.of(
                Map.of("a", "x"), Map.of("a", "*"), Map.of("a", ""), Map.of("a", "x*", "b", ""), Map.of());
        return Combinators.combine(
                        fields,
                        match.injectNull(0.6),
                        statuses().injectNull(0.6),
                        Arbitraries.of(true, false).injectNull(0.4))
                .as((field, patterns, status, count) ->
                        parameters(AlertRule.FIELD, field, "match", patterns, "status", status, "count", count));
    }

    static Arbitrary<Part> ratio() {
        return fields().flatMap(field -> Combinators.combine(
                        selection(fields().injectNull(0.3)),
                        selection(fields().injectNull(0.3)),
                        withins(),
                        Arbitraries.of(ORDER_OPERATORS),
                        Arbitraries.of(0, 0.25, 0.5, 1, 2),
                        minCounts())
                .as((numerator, denominator, within, operator, value, minCount) -> new Part(
                        "ratio",
                        field,
                        parameters(
                                "numerator",
                                numerator,
                                "denominator",
                                denominator,
                                "within",
                                within,
                                "operator",
                                operator,
                                "value",
                                value,
                                "min_count",
                                minCount))));
    }

    static Arbitrary<Part> windows() {
        return Arbitraries.oneOf(rate(), aggregate(), count(), statusRatio(), ratio());
    }

    static Arbitrary<Part> absence() {
        return Combinators.combine(fields(), Arbitraries.of(10, 20, 90))
                .as((field, after) -> new Part("absence", field, parameters("after", after)));
    }

    static Arbitrary<Part> flatline() {
        return Combinators.combine(fields(), Arbitraries.of(10, 20, 30))
                .as((field, after) -> new Part("flatline", field, parameters("after", after)));
    }

    static Arbitrary<Part> levels() {
        Arbitrary<List<String>> severities = Arbitraries.of(
                List.of("warning", "critical"),
                List.of("info", "warning", "critical"),
                List.of("info", "critical"),
                List.of("critical"));
        return Combinators.combine(fields(), Arbitraries.of(ORDER_OPERATORS), severities, Arbitraries.of(true, false))
                .as((field, operator, names, recovers) -> {
                    int sign = operator.startsWith(">") ? 1 : -1;
                    List<Map<String, Object>> levels = new ArrayList<>();
                    for (int i = 0; i < names.size(); i++) {
                        levels.add(parameters("severity", names.get(i), "value", 5 + sign * 2 * i));
                    }
                    Integer recovery = recovers ? Integer.valueOf(5 - sign * 3) : null;
                    return new Part(
                            "threshold",
                            field,
                            parameters("operator", operator, "levels", levels, "recovery", recovery));
                });
    }

    /** Composites of these parts, nested to some depth. */
    static Arbitrary<Part> composites(Arbitrary<Part> leaves) {
        return composites(leaves, MAX_DEPTH);
    }

    private static Arbitrary<Part> composites(Arbitrary<Part> leaves, int depth) {
        Arbitrary<Part> parts = depth == 1
                ? leaves
                : Arbitraries.frequencyOf(Tuple.of(3, leaves), Tuple.of(1, composites(leaves, depth - 1)));
        return Arbitraries.of("all_of", "any_of", "not").flatMap(name -> {
            int greatest = name.equals("not") ? 1 : 3;
            return composed(name, parts.list().ofMinSize(1).ofMaxSize(greatest), null);
        });
    }

    static Arbitrary<Part> sequences(Arbitrary<Part> leaves) {
        return Arbitraries.of(10, 30, 60)
                .flatMap(within ->
                        composed("sequence", leaves.list().ofMinSize(2).ofMaxSize(3), within));
    }

    private static Arbitrary<Part> composed(String name, Arbitrary<List<Part>> parts, Integer within) {
        return parts.map(all -> {
            String field = all.get(0).field();
            List<Map<String, Object>> conditions =
                    all.stream().map(part -> part.asParameter(field)).toList();
            return new Part(name, field, parameters("conditions", conditions, "within", within));
        });
    }

    // Rules

    /** Returns lists of rules of these conditions; with whether their parts other than the condition vary. */
    static Arbitrary<List<AlertRule>> rules(Arbitrary<Part> parts) {
        return rule(parts).list().ofMinSize(1).ofMaxSize(MAX_RULES).map(rules -> {
            List<AlertRule> named = new ArrayList<>();
            for (AlertRule.Builder rule : rules) {
                named.add(rule.build());
            }
            return numbered(named);
        });
    }

    private static List<AlertRule> numbered(List<AlertRule> rules) {
        List<AlertRule> numbered = new ArrayList<>();
        for (AlertRule rule : rules) {
            AlertRule.Builder copy = AlertRule.builder("r" + numbered.size())
                    .on(rule.field())
                    .when(Condition.of(rule.condition(), withoutField(rule.parameters())))
                    .source(rule.source())
                    .forDuration(rule.forDuration())
                    .keepFiringFor(rule.keepFiringFor());
            rule.match().forEach(copy::match);
            if (rule.by() != null) {
                copy.by(rule.by().toArray(String[]::new));
            }
            numbered.add(copy.build());
        }
        return numbered;
    }

    private static Map<String, Object> withoutField(Map<String, Object> parameters) {
        Map<String, Object> others = new LinkedHashMap<>(parameters);
        others.remove(AlertRule.FIELD);
        return others;
    }

    private static Arbitrary<AlertRule.Builder> rule(Arbitrary<Part> parts) {
        Arbitrary<String> sources =
                Arbitraries.frequency(Tuple.of(5, "*"), Tuple.of(3, "s1"), Tuple.of(1, "s*"), Tuple.of(1, "*2"));
        Arbitrary<Map<String, String>> match = Arbitraries.frequency(
                Tuple.of(6, Map.of()),
                Tuple.of(1, Map.of("a", "x")),
                Tuple.of(1, Map.of("a", "")),
                Tuple.of(1, Map.of("a", "*", "b", "")));
        Arbitrary<List<String>> by = Arbitraries.of(List.of(), List.of("a"), List.of("b"), List.of("a", "b"));
        Arbitrary<Integer> holds = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 12), Tuple.of(1, 65));
        Arbitrary<Integer> keeps = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 13), Tuple.of(1, 65));
        return Combinators.combine(parts, sources, match, by.injectNull(0.6), holds, keeps)
                .as((part, source, patterns, names, hold, keep) -> {
                    AlertRule.Builder rule = AlertRule.builder("r")
                            .on(part.field())
                            .when(Condition.of(part.condition(), part.parameters()))
                            .source(source)
                            .forDuration(Duration.ofSeconds(hold))
                            .keepFiringFor(Duration.ofSeconds(keep));
                    boolean isNeverSeen = part.condition().equals("absence") && !source.contains("*");
                    if (!isNeverSeen) {
                        patterns.forEach(rule::match);
                    }
                    return names == null ? rule : rule.by(names.toArray(String[]::new));
                });
    }
}
