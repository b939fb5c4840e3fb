// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.operations;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a processor, as {@code processor.rules()} returns them. Implemented by the library alone. Thread-safe.
 *
 * <pre>{@code
 * RuleOperations rules = processor.rules();
 * rules.check(rule);
 * rules.add(rule);
 * rules.status("high_temperature").ifPresent(status -> System.out.println(status.seriesMatched()));
 * }</pre>
 */
public interface RuleOperations {
    /**
     * Adds a rule, or replaces the one with the same id. It applies to every event ingested after this call. A replacement
     * with the same condition, field, source, parameters and {@code for} keeps state and open alerts; any other resolves
     * them. An action that is not registered is logged, once: now, or at the start if the processor does not run yet.
     *
     * @param rule the rule
     * @return true if it was added, false if it replaced another one; if several threads add the same id concurrently,
     *     one call returns true
     * @throws IllegalArgumentException if its condition is unknown, or a parameter is unknown, missing, of the wrong type or
     *     out of range; the message names the nearest valid name
     */
    boolean add(AlertRule rule);

    /**
     * Adds a rule as {@link #add} does, unless there is one with the same id.
     *
     * @param rule the rule
     * @return false if there is one with the same id, which is unchanged; of several threads that add the same id at once,
     *     one adds it
     * @throws IllegalArgumentException as {@link #add} does
     */
    boolean addIfAbsent(AlertRule rule);

    /**
     * Replaces a rule as {@link #add} does, if it is still the given one. It is a compare-and-set: two threads that read
     * the same rule and replace it cannot overwrite each other's change.
     *
     * <pre>{@code
     * AlertRule current = processor.rules().find("high_temperature").orElseThrow();
     * AlertRule changed = current.toBuilder().enabled(false).build();
     * if (!processor.rules().replace(current, changed)) {
     *     // it was changed or removed meanwhile; read it again
     * }
     * }</pre>
     *
     * @param current the rule as it was read
     * @param rule the rule that replaces it, with the same id
     * @return false if the rule was changed or removed meanwhile; nothing changes then
     * @throws IllegalArgumentException as {@link #add} does, or if the ids differ
     */
    boolean replace(AlertRule current, AlertRule rule);

    /**
     * Checks a rule as {@link #add} does, and adds nothing.
     *
     * @param rule the rule
     * @throws IllegalArgumentException if it would be rejected
     */
    void check(AlertRule rule);

    /**
     * Returns warnings about a rule that is valid, and adds nothing: each action that is not registered, with the nearest
     * name, and each that has no effect (see {@link ActionOperations#withoutEffect}); and {@code combine} where it has no
     * effect.
     *
     * @param rule the rule
     * @return one sentence for each; empty if there is none
     */
    List<String> warnings(AlertRule rule);

    /**
     * Removes a rule, and resolves its open alerts.
     *
     * @param ruleId the rule's id
     * @return false if there is none of that id
     */
    boolean remove(String ruleId);

    /**
     * Removes a rule if it is still the given one, and resolves its open alerts.
     *
     * @param current the rule as it was read
     * @return false if the rule was changed or removed meanwhile; nothing changes then
     */
    boolean removeUnchanged(AlertRule current);

    /**
     * Returns one rule.
     *
     * @param ruleId the rule's id
     * @return empty if there is none of that id
     */
    Optional<AlertRule> find(String ruleId);

    /**
     * Returns the rules.
     *
     * @return all, in the order in which they were added
     */
    List<AlertRule> list();

    /**
     * Returns the live status of one rule.
     *
     * @param ruleId the rule's id
     * @return empty if there is none of that id
     */
    Optional<RuleStatus> status(String ruleId);

    /**
     * Returns the live status of all rules.
     *
     * @return all, in the order in which they were added
     */
    List<RuleStatus> statuses();

    /**
     * Returns the kinds of condition that are available to rules.
     *
     * @return all that were passed to the builder or found by the service loader
     */
    List<ConditionProvider> conditions();
}
