// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.List;

/**
 * A kind of condition. For most conditions {@link SimpleCondition} is enough; this interface is for conditions with
 * their own {@link SeriesEvaluator}. Implementations have a public constructor without arguments and are registered for
 * {@link java.util.ServiceLoader}; the processor finds them when it is created. {@link #parameters} and {@link #check}
 * are called by any thread, {@link #evaluator} by the processor thread alone. If {@link #evaluator} throws, the rules
 * are not evaluated on that series, and their status shows the reason. Implementations are thread-safe.
 */
public interface ConditionProvider {
    /**
     * Returns the name by which rules choose this condition.
     *
     * @return for example {@code threshold}; never changes
     */
    String kind();

    /**
     * Returns the meaning of the condition.
     *
     * @return one sentence
     */
    String description();

    /**
     * Returns the parameters that a rule may set beside {@code field}.
     *
     * @return all parameters, in the order in which a form shows them
     */
    List<Parameter> parameters();

    /**
     * Checks parameters against one another. The rule's parameters have passed {@link Parameter#checkAll}.
     *
     * @param rule the rule
     * @throws IllegalArgumentException if parameters contradict one another; an {@link InvalidRuleException} also names
     *     the invalid one
     */
    default void check(AlertRule rule) {}

    /**
     * Returns rules that are evaluated on synthetic events at the first start in a process, separate from all real
     * rules, so that the first real event does not wait for class loading. A condition without such rules is not called
     * then.
     *
     * @return builders with this condition's parameters; condition, field and actions are set by the caller; none by default
     */
    default List<AlertRule.Builder> warmUpRules() {
        return List.of();
    }

    /**
     * Creates the evaluator of some rules, which serves all series that exactly these rules of this kind watch.
     *
     * @param rules the rules, checked; their indices are those of the list
     * @return a new evaluator
     */
    SeriesEvaluator evaluator(List<AlertRule> rules);
}
