// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The condition of a rule with its parameters, for {@link AlertRule.Builder#when}. The conditions of
 * {@code telemetry-rules}, such as {@code Threshold} and {@code Aggregate}, check their parameters at once:
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("hot")
 *         .on("temperature")
 *         .when(Threshold.above(80).recoverAt(75))
 *         .forDuration(Duration.ofSeconds(30))
 *         .build();
 * }</pre>
 *
 * <p>A custom condition, which a {@code ConditionProvider} evaluates, is referred to by {@link #of}, or has its own
 * type:
 *
 * <pre>{@code
 * record Spread(int values) implements Condition {
 *     @Override
 *     public String name() {
 *         return "spread";
 *     }
 *
 *     @Override
 *     public Map<String, Object> parameters() {
 *         return Map.of("values", values);
 *     }
 * }
 *
 * AlertRule typed =
 *         AlertRule.builder("stuck").on("pressure").when(new Spread(30)).build();
 * AlertRule named = AlertRule.builder("stuck")
 *         .on("pressure")
 *         .when(Condition.of("spread", Map.of("values", 30)))
 *         .build();
 * }</pre>
 *
 * <p>Implementations are immutable. The processor checks that the condition exists and accepts the parameters when the
 * rule is added.
 */
public interface Condition {
    /**
     * Returns the name of the condition.
     *
     * @return the {@code kind()} of its provider, such as {@code threshold}
     */
    String name();

    /**
     * Returns the parameters that are set, without {@link AlertRule#FIELD}, which belongs to the rule.
     *
     * @return numbers, texts or booleans by name, in the order in which JSON shows them; an absent parameter has its
     *     default. Neither the map nor its names and values are null
     */
    Map<String, Object> parameters();

    /**
     * Returns this condition for the events of a type, as a part of a condition that is composed of several. The condition of
     * a rule is given without a type: see {@link AlertRule.Builder#on}.
     *
     * @param field the exact type of the events
     * @return a condition with the parameter {@link AlertRule#FIELD}
     */
    default Condition on(String field) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(AlertRule.FIELD, requireNonNull(field, "field"));
        parameters.putAll(parameters());
        return of(name(), parameters);
    }

    /**
     * Returns a condition by its name.
     *
     * @param name the {@code kind()} of its provider
     * @param parameters numbers, texts or booleans by name, without {@link AlertRule#FIELD}; copied
     * @return the condition, equal to any other with the same name and parameters; 80 equals 80.0
     * @throws NullPointerException if the name, the map, or a name or value in it is null
     */
    static Condition of(String name, Map<String, ? extends Object> parameters) {
        return new NamedCondition(name, parameters);
    }

    /**
     * Returns a condition without parameters.
     *
     * @param name the {@code kind()} of its provider
     * @return the condition
     * @throws NullPointerException if the name is null
     */
    static Condition of(String name) {
        return of(name, Map.of());
    }
}
