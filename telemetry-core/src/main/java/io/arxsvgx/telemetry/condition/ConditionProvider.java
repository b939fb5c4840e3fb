// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.List;

/**
 * A kind of condition. Implementations have a public constructor without arguments and are registered for {@link
 * java.util.ServiceLoader}; the processor finds them when it is created. {@link #parameters} and {@link #check} are
 * called by any thread, {@link #evaluator} by the processor thread alone. What {@link #evaluator} throws is contained:
 * the rules stay without evaluation on the series at hand, and their status says why. Implementations are thread-safe.
 */
public interface ConditionProvider {
    /**
     * The name by which rules choose this condition.
     *
     * @return for example {@code threshold}; never changes
     */
    String kind();

    /**
     * What the condition means.
     *
     * @return one sentence
     */
    String description();

    /**
     * What it takes beside {@code field}.
     *
     * @return all parameters, in the order in which a form shows them
     */
    List<Parameter> parameters();

    /**
     * Checks what one parameter alone cannot tell. The rule's parameters have passed {@link Parameter#checkAll}.
     *
     * @param rule the rule
     * @throws IllegalArgumentException if parameters contradict one another; an {@link InvalidRuleException} also tells
     *     which one is wrong
     */
    default void check(AlertRule rule) {}

    /**
     * Rules that the first start of a process evaluates on made-up events, apart from all real ones, so that the first real
     * event does not wait for classes to be loaded. A condition that names none is not called then.
     *
     * @return builders with this condition's parameters; condition, field and actions are set by the caller; none by default
     */
    default List<AlertRule.Builder> warmUpRules() {
        return List.of();
    }

    /**
     * Makes the evaluator of some rules, which serves all series that just these rules of this kind watch.
     *
     * @param rules the rules, checked; their indices are those of the list
     * @return a new evaluator
     */
    SeriesEvaluator evaluator(List<AlertRule> rules);
}
